import { type Context, Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type FormError, parseForm } from '#platform/http/form.ts'
import { signedIn } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { freshProof, hasFreshProof, proveFirst } from '../fresh-proof/fresh-proof.ts'
import { noteProof } from '../fresh-proof/proof.queries.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { renewHere } from '../sign-in/renew.ts'
import {
  confirmAuthenticator,
  offerAuthenticator,
  offeredSecret,
  removeAuthenticator,
} from './authenticator.actions.ts'
import { offerOf } from './authenticator.ts'
import { giveRecoveryCodes } from './recovery-codes.actions.ts'
import { takeCode } from './second-factor.actions.ts'
import { CodesPage, OfferPage, SecondFactorPage } from './second-factor.pages.tsx'
import { factorsOf, needsSecondFactor, type SecondFactor } from './second-factor.queries.ts'
import { hasFactor } from './second-factor.rules.ts'

const SAID = {
  app: 'Your authenticator app is set up. You need it at your next sign-in.',
  removed: 'It is removed.',
  passkey: 'Your passkey is added.',
  renamed: 'The passkey has its new name.',
}

const codeForm = z.object({ code: z.string().trim().max(40, 'That code is too long').default('') })
const WRONG = { field: 'code', message: 'That code is wrong, too old, or was used before. Wait for the next one' }

/** What they have, and what they may do with it. */
export async function secondFactorPage(c: Context<Env>, errors?: readonly FormError[]) {
  const { person_id, home_organisation_id } = c.var.actor
  const facts = await c.var.read(async tx => ({
    factors: await factorsOf(tx, person_id),
    needs: await needsSecondFactor(tx, person_id),
    zone: (await getOrganisation(tx, home_organisation_id)).zone,
  }))
  const [chrome, fresh] = [withNotice(await c.var.chrome(), SAID, c.req.query('done')), await hasFreshProof(c)]
  return c.html(html(<SecondFactorPage {...{ chrome, errors, fresh, ...facts }} now={now()} />), errors ? 422 : 200)
}

/** The codes, this once. */
export async function codesPage(c: Context<Env>, codes: readonly string[]) {
  c.header('cache-control', 'no-store')
  const { name, email } = c.var.actor
  return c.html(html(<CodesPage chrome={await c.var.chrome()} codes={codes} who={email ?? name} />))
}

/** This session has its second proof from now on, and a new secret with it. */
export async function proven(c: Context<Env>, by: SecondFactor): Promise<void> {
  await c.var.write(tx => sql`select people.note_second_factor(${c.var.actor.key}, ${by})`.execute(tx))
  await renewHere(c)
}

async function offerPage(c: Context<Env>, errors?: readonly FormError[]) {
  const { person_id, name, email } = c.var.actor
  const secret = await c.var.read(tx => offeredSecret(tx, person_id))
  if (!secret) return c.redirect(peoplePaths.secondFactor(), 303)
  c.header('cache-control', 'no-store')
  const chrome = await c.var.chrome()
  const offered = offerOf(secret, email ?? name, chrome.frame.organisation.name)
  return c.html(html(<OfferPage {...{ chrome, offered, errors }} />), errors ? 422 : 200)
}

/**
 * Who has an app proves themselves with a code of it each time, as they must to change it; who has none, as for everything else that
 * changes how they sign in. Undefined when they did. Raises `too-many-tries`.
 */
async function proveThemselves(c: Context<Env>): Promise<Response | undefined> {
  const { actor } = c.var
  const { authenticator } = await c.var.read(tx => factorsOf(tx, actor.person_id))
  if (!authenticator) return proveFirst(c, peoplePaths.secondFactor())
  await limitRate(c.var.db, `second-step:${actor.person_id}`, 20, 10)
  const form = await parseForm(codeForm, c.req.raw)
  if (!form.ok) return secondFactorPage(c, form.errors)
  const command = { person_id: actor.person_id, code: form.value.code }
  if (!(await c.var.write(tx => takeCode(tx, actor, command, now())))) return secondFactorPage(c, [WRONG])
  await noteProof(c.var.db, actor.key, now())
  return undefined
}

const OFFER = () => peoplePaths.authenticator()

export const secondFactorRoutes = new Hono<Env>()
  .get(peoplePaths.secondFactor.pattern, signedIn(), c => secondFactorPage(c))
  .get(peoplePaths.authenticator.pattern, signedIn(), freshProof(OFFER), c => offerPage(c))
  .post(peoplePaths.authenticator.pattern, signedIn(), async c => {
    const first = await proveThemselves(c)
    if (first) return first
    const { actor } = c.var
    await c.var.write(tx => offerAuthenticator(tx, actor, { person_id: actor.person_id }, now()))
    return c.redirect(peoplePaths.authenticator(), 303)
  })
  .post(peoplePaths.confirmAuthenticator.pattern, signedIn(), freshProof(OFFER, 'secret'), async c => {
    const { actor } = c.var
    await limitRate(c.var.db, `second-step:${actor.person_id}`, 20, 10)
    const form = await parseForm(codeForm, c.req.raw)
    if (!form.ok) return offerPage(c, form.errors)
    const command = { person_id: actor.person_id, code: form.value.code.replace(/\s/g, '') }
    const made = await c.var.write(tx => confirmAuthenticator(tx, actor, command, now()))
    if (!made) return offerPage(c, [{ field: 'code', message: 'That is not the code the app shows now' }])
    await proven(c, 'authenticator')
    return made.codes.length > 0
      ? codesPage(c, made.codes)
      : c.redirect(peoplePaths.secondFactor({}, { done: 'app' }), 303)
  })
  .post(peoplePaths.removeAuthenticator.pattern, signedIn(), async c => {
    const first = await proveThemselves(c)
    if (first) return first
    const { actor } = c.var
    await c.var.write(tx => removeAuthenticator(tx, actor, { person_id: actor.person_id }, now()))
    return c.redirect(peoplePaths.secondFactor({}, { done: 'removed' }), 303)
  })
  .post(peoplePaths.recoveryCodes.pattern, signedIn(), async c => {
    const first = await proveThemselves(c)
    if (first) return first
    const { actor } = c.var
    if (!hasFactor(await c.var.read(tx => factorsOf(tx, actor.person_id))))
      return c.redirect(peoplePaths.secondFactor(), 303)
    return codesPage(c, await c.var.write(tx => giveRecoveryCodes(tx, actor, { person_id: actor.person_id }, now())))
  })
