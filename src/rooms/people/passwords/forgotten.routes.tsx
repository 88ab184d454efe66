import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { read, write } from '#platform/database/transaction.ts'
import { addressOf } from '#platform/http/address.ts'
import type { Env } from '#platform/http/env.ts'
import { type FormError, parseForm } from '#platform/http/form.ts'
import { open } from '#platform/http/may.ts'
import { networkOf } from '#platform/http/network.rules.ts'
import { limitRate } from '#platform/http/security.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { site } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { knowBrowser } from '../sign-in/known-browser.ts'
import { answerForgotten, NO_ORGANISATION } from './forgotten.jobs.ts'
import { AskedPage, ChoosePasswordPage, ForgottenPage, LetterOverPage } from './forgotten.pages.tsx'
import { setPasswordByLetter } from './letter.actions.ts'
import { findLetter, type Letter } from './letter.queries.ts'
import { letterOf } from './letter-link.ts'
import { passwordRulesOf } from './password-rules.queries.ts'
import { weighPassword } from './weigh-password.ts'

const NOBODY = { person_id: undefined, organisations: [] }

const asked = z.object({
  email: z
    .string()
    .trim()
    .max(320, 'That e-mail address is too long')
    .regex(/^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u, 'Enter an e-mail address, such as ben@example.gov.uk'),
})

const chosen = z.object({
  token: z.string().max(200, 'That link is too long').default(''),
  password: z.string().min(1, 'Enter a new password').max(1000, 'That password is too long'),
})

const networkHere = (c: Context<Env>) => networkOf(addressOf(c, site().proxies))

export const forgottenRoutes = new Hono<Env>()
  .get(peoplePaths.forgotten.pattern, open(), async c => {
    const { frame } = await c.var.chrome()
    return c.html(html(<ForgottenPage frame={frame} />))
  })
  .post(peoplePaths.forgotten.pattern, open(), async c => {
    const { frame } = await c.var.chrome()
    const form = await parseForm(asked, c.req.raw)
    if (!form.ok) return c.html(html(<ForgottenPage frame={frame} {...form} />), 422)
    await limitRate(c.var.db, `forgotten:${networkHere(c)}`, 10, 60)
    const { email } = form.value
    await write(c.var.db, NOBODY, tx => enqueue(tx, answerForgotten, NO_ORGANISATION, { email }))
    return c.html(html(<AskedPage frame={frame} email={email} />))
  })

async function letterFor(c: Context<Env>, token: string): Promise<Letter | undefined> {
  await limitRate(c.var.db, `letter:${networkHere(c)}`, 60, 10)
  return read(c.var.db, NOBODY, async tx => {
    const id = await letterOf(tx, token)
    return id === undefined ? undefined : findLetter(tx, id, now())
  })
}

async function choosePage(c: Context<Env>, token: string, letter: Letter | undefined, errors?: readonly FormError[]) {
  c.header('cache-control', 'no-store')
  const { frame } = await c.var.chrome()
  if (!letter) return c.html(html(<LetterOverPage frame={frame} />), 410)
  const { email, organisation_id } = letter
  const { least_length } = await read(c.var.db, { person_id: undefined, organisations: [organisation_id] }, tx =>
    passwordRulesOf(tx, organisation_id),
  )
  const shown = { frame, token, email, errors, least: least_length, first: letter.kind === 'invitation' }
  return c.html(html(<ChoosePasswordPage {...shown} />), errors ? 422 : 200)
}

export const choosePasswordRoutes = new Hono<Env>()
  .get(peoplePaths.choosePassword.pattern, open(), async c => {
    const token = c.req.query('token') ?? ''
    return choosePage(c, token, await letterFor(c, token))
  })
  .post(peoplePaths.choosePassword.pattern, open(), async c => {
    const form = await parseForm(chosen, c.req.raw)
    const token = form.entered.token ?? ''
    const letter = await letterFor(c, token)
    if (!form.ok || !letter) return choosePage(c, token, letter, form.ok ? undefined : form.errors)
    const { person_id, organisation_id, name, email, id: letter_id } = letter
    const { password } = form.value
    const who = { person_id, organisations: [organisation_id] }
    const message = await read(c.var.db, who, tx => weighPassword(tx, person_id, password))
    if (message) return choosePage(c, token, letter, [{ field: 'password', message }])
    await write(c.var.db, who, tx => setPasswordByLetter(tx, { person_id, name }, { letter_id, password }, now()))
    // Whoever reads their mail is no stranger: others who used up this address's tries do not keep them out.
    await knowBrowser(c, email)
    return c.redirect(peoplePaths.signIn({}, { done: 'password' }), 303)
  })
