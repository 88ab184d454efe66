import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { read, write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { type FormError, parseForm } from '#platform/http/form.ts'
import { open } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { confirmAuthenticator, offerAuthenticator, offeredSecret } from '../second-factor/authenticator.actions.ts'
import { offerOf } from '../second-factor/authenticator.ts'
import { authorOf, findHalf, type Half, identityOf } from './half-sign-in.ts'
import { safeReturn } from './return-to.ts'
import { SetUpAuthenticatorPage, SetUpDonePage, SetUpPage } from './second-step.pages.tsx'
import { beginAgain, letInAfter, mayTry } from './second-step.routes.tsx'

const SAID = { passkey: 'That passkey could not be added. Try again, or use another way.' }
const form = z.object({
  code: z.string().trim().min(1, 'Enter the code the app shows').max(20, 'That code is too long'),
})

/** Who must set a second factor up. Whoever has one gives it instead: a password alone changes nothing of it. */
export async function settingUp(c: Context<Env>): Promise<Half | undefined> {
  const half = await findHalf(c, now())
  return half && !half.has ? half : undefined
}

/** Signs in, and shows the codes this once. */
export async function doneSettingUp(
  c: Context<Env>,
  half: Half,
  made: { by: 'authenticator' | 'passkey'; codes: readonly string[] },
) {
  const back = await letInAfter(c, half, made.by)
  if (made.codes.length === 0) return c.redirect(back, 303)
  c.header('cache-control', 'no-store')
  const { frame } = await c.var.chrome()
  return c.html(html(<SetUpDonePage frame={frame} back={back} codes={made.codes} who={half.email ?? half.name} />))
}

async function authenticatorPage(c: Context<Env>, half: Half, errors?: readonly FormError[]) {
  const secret = await read(c.var.db, identityOf(half), tx => offeredSecret(tx, half.person_id))
  const back = safeReturn(c.req.query('return'))
  if (!secret) return c.redirect(peoplePaths.setUp({}, { return: back }), 303)
  c.header('cache-control', 'no-store')
  const { frame } = await c.var.chrome()
  const offered = offerOf(secret, half.email ?? half.name, frame.organisation.name)
  return c.html(html(<SetUpAuthenticatorPage {...{ frame, back, offered, errors }} />), errors ? 422 : 200)
}

export const setUpRoutes = new Hono<Env>()
  .get(peoplePaths.setUp.pattern, open(), async c => {
    if (!(await settingUp(c))) return beginAgain(c)
    const { frame } = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
    return c.html(html(<SetUpPage frame={frame} back={safeReturn(c.req.query('return'))} />))
  })
  .post(peoplePaths.setUp.pattern, open(), async c => {
    const half = await settingUp(c)
    if (!half) return beginAgain(c)
    const command = { person_id: half.person_id }
    await write(c.var.db, identityOf(half), tx => offerAuthenticator(tx, authorOf(half), command, now()))
    return c.redirect(peoplePaths.setUpAuthenticator({}, { return: safeReturn(c.req.query('return')) }), 303)
  })
  .get(peoplePaths.setUpAuthenticator.pattern, open(), async c => {
    const half = await settingUp(c)
    return half ? authenticatorPage(c, half) : beginAgain(c)
  })
  .post(peoplePaths.setUpAuthenticator.pattern, open(), async c => {
    const half = await settingUp(c)
    if (!half) return beginAgain(c)
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return authenticatorPage(c, half, parsed.errors)
    if (!(await mayTry(c, half))) return beginAgain(c, 'tries')
    const command = { person_id: half.person_id, code: parsed.value.code.replace(/\s/g, '') }
    const made = await write(c.var.db, identityOf(half), tx => confirmAuthenticator(tx, authorOf(half), command, now()))
    if (made) return doneSettingUp(c, half, { by: 'authenticator', ...made })
    return authenticatorPage(c, half, [{ field: 'code', message: 'That is not the code the app shows now' }])
  })
