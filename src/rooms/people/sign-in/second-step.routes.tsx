import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { read, write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { type FormError, parseForm } from '#platform/http/form.ts'
import { open } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { takeCode } from '../second-factor/second-factor.actions.ts'
import { factorsOf, type SecondFactor } from '../second-factor/second-factor.queries.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { authorOf, countTry, endHalf, findHalf, type Half, identityOf } from './half-sign-in.ts'
import { safeReturn } from './return-to.ts'
import { SecondStepPage } from './second-step.pages.tsx'

const MOST_TRIES = 5
const form = z.object({ code: z.string().trim().min(1, 'Enter a code').max(40, 'That code is too long') })

/** Back to the beginning, saying why. */
export const beginAgain = (c: Context<Env>, done: 'tries' | 'late' = 'late') =>
  c.redirect(peoplePaths.signIn({}, { return: safeReturn(c.req.query('return')), done }), 303)

/** Counts a try of the second step. Raises `too-many-tries` over all beginnings; false when this one has had its five. */
export async function mayTry(c: Context<Env>, half: Half): Promise<boolean> {
  await limitRate(c.var.db, `second-step:${half.person_id}`, 20, 10)
  if ((await countTry(c.var.db, half)) <= MOST_TRIES) return true
  await endHalf(c.var.db, half)
  return false
}

/** In, once: whoever ends the half sign-in has the session. */
export async function letInAfter(c: Context<Env>, half: Half, second_factor: SecondFactor): Promise<string> {
  const back = safeReturn(c.req.query('return'))
  const ended = await endHalf(c.var.db, half)
  if (!ended) return peoplePaths.signIn({}, { return: back })
  return finishSignIn(c, { person_id: half.person_id, back, second_factor, ...ended }, now())
}

export async function secondStepPage(c: Context<Env>, half: Half, errors?: readonly FormError[]) {
  const factors = await read(c.var.db, identityOf(half), tx => factorsOf(tx, half.person_id))
  const has = { authenticator: factors.authenticator !== null, passkey: factors.passkeys.length > 0 }
  const back = safeReturn(c.req.query('return'))
  const { frame } = await c.var.chrome()
  return c.html(html(<SecondStepPage frame={frame} back={back} has={has} errors={errors} />), errors ? 422 : 200)
}

export const secondStepRoutes = new Hono<Env>()
  .get(peoplePaths.secondStep.pattern, open(), async c => {
    const half = await findHalf(c, now())
    if (!half) return beginAgain(c)
    return half.has ? secondStepPage(c, half) : c.redirect(peoplePaths.setUp(), 303)
  })
  .post(peoplePaths.secondStep.pattern, open(), async c => {
    const half = await findHalf(c, now())
    if (!half) return beginAgain(c)
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return secondStepPage(c, half, parsed.errors)
    if (!(await mayTry(c, half))) return beginAgain(c, 'tries')
    const command = { person_id: half.person_id, code: parsed.value.code }
    const proof = await write(c.var.db, identityOf(half), tx => takeCode(tx, authorOf(half), command, now()))
    if (proof) return c.redirect(await letInAfter(c, half, proof), 303)
    const message = 'That code is wrong, too old, or was used before. Wait for the next one'
    return secondStepPage(c, half, [{ field: 'code', message }])
  })
