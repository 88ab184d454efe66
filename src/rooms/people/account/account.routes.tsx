import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { noteProof } from '../fresh-proof/proof.queries.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { passwordRulesOf } from '../passwords/password-rules.queries.ts'
import { weighPassword } from '../passwords/weigh-password.ts'
import { peoplePaths } from '../paths.ts'
import { CONTACT_WAYS } from '../persons/contact.rules.ts'
import { editPerson } from '../persons/person.actions.ts'
import { getPerson, listRolesOf } from '../persons/person.queries.ts'
import { renewHere } from '../sign-in/renew.ts'
import { changePassword, isOwnPassword } from './account.actions.ts'
import { AccountPage, PasswordPage } from './account.pages.tsx'

const SAID = {
  saved: 'Your details are saved.',
  password: 'Your password is changed. You are signed out everywhere but here.',
}

const perhaps = (most: number, sentence: string) =>
  z
    .string()
    .trim()
    .max(most, sentence)
    .default('')
    .transform(text => text || null)

const details = z.object({
  phone: perhaps(40, 'That telephone number is too long'),
  location: perhaps(200, 'That is too long: use 200 letters'),
  assistance: perhaps(1000, 'That is too long: use 1,000 letters'),
  contact_by: perhaps(20, 'Choose how to reach you').refine(
    way => way === null || CONTACT_WAYS.some(one => one === way),
    'Choose how to reach you',
  ),
})

const passwords = z.object({
  old: z.string().min(1, 'Enter your password as it is now').max(1000, 'That password is too long'),
  password: z.string().min(1, 'Enter a new password').max(1000, 'That password is too long'),
})

async function accountPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const { person_id, home_organisation_id } = c.var.actor
  const facts = await c.var.read(async tx => ({
    person: await getPerson(tx, person_id),
    organisation: (await getOrganisation(tx, home_organisation_id)).name,
    roles: await listRolesOf(tx, person_id),
  }))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<AccountPage chrome={chrome} {...facts} entered={entered} errors={errors} />), errors ? 422 : 200)
}

async function passwordPage(c: Context<Env>, errors?: readonly FormError[]) {
  const chrome = await c.var.chrome()
  const { least_length } = await c.var.read(tx => passwordRulesOf(tx, c.var.actor.home_organisation_id))
  return c.html(html(<PasswordPage chrome={chrome} errors={errors} least={least_length} />), errors ? 422 : 200)
}

export const accountRoutes = new Hono<Env>()
  .get(peoplePaths.account.pattern, signedIn(), c => accountPage(c))
  .post(peoplePaths.account.pattern, signedIn(), async c => {
    const form = await parseForm(details, c.req.raw)
    if (!form.ok) return accountPage(c, form.entered, form.errors)
    const { actor } = c.var
    await c.var.write(tx => editPerson(tx, actor, { id: actor.person_id, fields: form.value }, now()))
    return c.redirect(peoplePaths.account({}, { done: 'saved' }), 303)
  })
  .get(peoplePaths.password.pattern, signedIn(), c => passwordPage(c))
  .post(peoplePaths.password.pattern, signedIn(), async c => {
    const form = await parseForm(passwords, c.req.raw)
    if (!form.ok) return passwordPage(c, form.errors)
    const { actor } = c.var
    if (!(await isOwnPassword(c.var.db, actor, form.value.old)))
      return passwordPage(c, [{ field: 'old', message: 'That is not your password now' }])
    const { password } = form.value
    const problem = await c.var.read(tx => weighPassword(tx, actor.person_id, password))
    if (problem) return passwordPage(c, [{ field: 'password', message: problem }])
    const command = { person_id: actor.person_id, password, keep_session: actor.key }
    await c.var.write(tx => changePassword(tx, actor, command, now()))
    await noteProof(c.var.db, actor.key, now())
    await renewHere(c)
    return c.redirect(peoplePaths.account({}, { done: 'password' }), 303)
  })
