import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { limitRate } from '#platform/http/security.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { invitePerson } from '../passwords/letter.actions.ts'
import { invitationOf } from '../passwords/letter.queries.ts'
import { peoplePaths } from '../paths.ts'
import { getPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { PersonSignInPage } from './person-sign-in.pages.tsx'
import { resetFactors } from './second-factor.actions.ts'
import { factorsOf, needsSecondFactor } from './second-factor.queries.ts'

const SAID = {
  reset: 'Their second factor is reset, and they are told by e-mail.',
  invited: 'The invitation is on its way.',
}

const form = z.object({
  reason: z.string().trim().min(1, 'Say why, for the audit trail').max(500, 'That is too long: use 500 letters'),
})

/** Somebody whom the asker manages. */
async function managed(c: Context<Env>) {
  const person = await c.var.read(tx => getPerson(tx, c.req.param('id') ?? ''))
  return c.var.organisations.includes(person.organisation_id) ? person : peopleProblems.raise('not-found')
}

async function page(c: Context<Env>, wrong?: { entered: Entered; errors: readonly FormError[] }) {
  const person = await managed(c)
  const at = now()
  const facts = await c.var.read(async tx => ({
    factors: await factorsOf(tx, person.id),
    needs: await needsSecondFactor(tx, person.id),
    invitation: await invitationOf(tx, person.id, at),
    zone: (await getOrganisation(tx, person.organisation_id)).zone,
  }))
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const own = person.id === c.var.actor.person_id
  return c.html(html(<PersonSignInPage {...{ chrome, person, own, ...facts, ...wrong }} now={at} />), wrong ? 422 : 200)
}

export const personSignInRoutes = new Hono<Env>()
  .get(peoplePaths.personSignIn.pattern, may('people.manage'), c => page(c))
  .post(peoplePaths.resetFactors.pattern, may('people.manage'), async c => {
    const { id: person_id } = await managed(c)
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return page(c, parsed)
    await c.var.write(tx => resetFactors(tx, c.var.actor, { person_id, ...parsed.value }, now()))
    return c.redirect(peoplePaths.personSignIn({ id: person_id }, { done: 'reset' }), 303)
  })
  .post(peoplePaths.invite.pattern, may('people.manage'), async c => {
    const { id: person_id } = await managed(c)
    await limitRate(c.var.db, `invite:${person_id}`, 5, 60)
    await c.var.write(tx => invitePerson(tx, c.var.actor, { person_id }, now()))
    return c.redirect(peoplePaths.personSignIn({ id: person_id }, { done: 'invited' }), 303)
  })
