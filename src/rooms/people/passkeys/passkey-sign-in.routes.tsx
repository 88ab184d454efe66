import { Hono } from 'hono'
import { z } from 'zod'
import { read, write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { open } from '#platform/http/may.ts'
import { networkOf } from '#platform/http/network.rules.ts'
import { limitRate } from '#platform/http/security.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { peoplePaths } from '../paths.ts'
import { whereFrom } from '../sign-in/enter.ts'
import { finishSignIn } from '../sign-in/finish-sign-in.ts'
import { authorOf, findHalf, identityOf } from '../sign-in/half-sign-in.ts'
import { safeReturn } from '../sign-in/return-to.ts'
import { beginAgain, letInAfter, mayTry, secondStepPage } from '../sign-in/second-step.routes.tsx'
import { doneSettingUp, settingUp } from '../sign-in/set-up.routes.tsx'
import { mustUseProvider } from '../sign-in/sign-in.actions.ts'
import { addPasskey, notePasskeyUse } from './passkey.actions.ts'
import { credentialsOf } from './passkey.queries.ts'
import { newPasskeyForm } from './passkey.routes.tsx'
import { optionsToAdd, optionsToUse, readNewPasskey, readPasskey } from './webauthn.ts'

const form = z.object({ credential: z.string().max(20_000, 'That is no passkey').default('') })

/** Signing in with a passkey: alone, as the second step, and made when one must be set up. */
export const passkeySignInRoutes = new Hono<Env>()
  .post(peoplePaths.passkeySignInOptions.pattern, open(), async c => {
    await limitRate(c.var.db, `passkey:${networkOf(whereFrom(c).address)}`, 60, 10)
    return c.json(await optionsToUse(c.var.db, undefined, now()))
  })
  .post(peoplePaths.passkeySignIn.pattern, open(), async c => {
    const back = safeReturn(c.req.query('return'))
    const parsed = await parseForm(form, c.req.raw)
    const used = parsed.ok ? await readPasskey(c.var.db, undefined, parsed.value.credential, now()) : undefined
    if (!used || (await mustUseProvider(c.var.db, used.person_id)))
      return c.redirect(peoplePaths.signIn({}, { return: back, done: 'passkey' }), 303)
    const who = { person_id: used.person_id, organisations: [used.organisation_id] }
    await write(c.var.db, who, tx => notePasskeyUse(tx, { person_id: used.person_id, name: '' }, used, now()))
    const proof = { person_id: used.person_id, back, second_factor: 'passkey' } as const
    return c.redirect(await finishSignIn(c, proof, now()), 303)
  })
  .post(peoplePaths.secondStepOptions.pattern, open(), async c => {
    const half = await findHalf(c, now())
    if (!half) return platformProblems.raise('not-allowed')
    await limitRate(c.var.db, `passkey:${half.person_id}`, 20, 10)
    const ids = await read(c.var.db, identityOf(half), tx => credentialsOf(tx, half.person_id))
    return c.json(await optionsToUse(c.var.db, { person_id: half.person_id, ids }, now()))
  })
  .post(peoplePaths.secondStepPasskey.pattern, open(), async c => {
    const half = await findHalf(c, now())
    if (!half) return beginAgain(c)
    if (!(await mayTry(c, half))) return beginAgain(c, 'tries')
    const parsed = await parseForm(form, c.req.raw)
    const used = parsed.ok ? await readPasskey(c.var.db, half.person_id, parsed.value.credential, now()) : undefined
    if (!used)
      return secondStepPage(c, half, [
        { field: 'code', message: 'That passkey did not work. Try again, or enter a code' },
      ])
    await write(c.var.db, identityOf(half), tx => notePasskeyUse(tx, authorOf(half), used, now()))
    return c.redirect(await letInAfter(c, half, 'passkey'), 303)
  })
  .post(peoplePaths.setUpPasskeyOptions.pattern, open(), async c => {
    const half = await settingUp(c)
    if (!half) return platformProblems.raise('not-allowed')
    await limitRate(c.var.db, `passkey:${half.person_id}`, 20, 10)
    return c.json(await optionsToAdd(c.var.db, half, [], now()))
  })
  .post(peoplePaths.setUpPasskey.pattern, open(), async c => {
    const half = await settingUp(c)
    if (!half) return beginAgain(c)
    if (!(await mayTry(c, half))) return beginAgain(c, 'tries')
    const parsed = await parseForm(newPasskeyForm, c.req.raw)
    const made = parsed.ok && (await readNewPasskey(c.var.db, half.person_id, parsed.value.credential, now()))
    if (!parsed.ok || !made)
      return c.redirect(peoplePaths.setUp({}, { return: safeReturn(c.req.query('return')), done: 'passkey' }), 303)
    const command = { person_id: half.person_id, name: parsed.value.name, made }
    const { codes } = await write(c.var.db, identityOf(half), tx => addPasskey(tx, authorOf(half), command, now()))
    return doneSettingUp(c, half, { by: 'passkey', codes })
  })
