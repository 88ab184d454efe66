import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation, listOrganisations } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import { ROLES } from '../roles/roles.rules.ts'
import { listTeamsIn } from '../teams/team.queries.ts'
import { type AddGrant, addGrant, removeGrant, unlinkPerson } from './grant.actions.ts'
import { getProvider, listGrants, listLinked } from './provider.queries.ts'
import { ProviderGroupsPage } from './provider-groups.pages.tsx'
import { ProviderPeoplePage } from './provider-people.pages.tsx'

const SAID = {
  added: 'Added. It counts from each person’s next sign-in.',
  removed: 'Removed. What it gave is taken away when each of its people next signs in.',
  forgotten: 'Forgotten. They are found by their address when they next sign in.',
}
const SHOWN = 50

type C = Context<Env>

/** "analyst/<organisation>" or "team/<team>". */
function readGives(text: string): AddGrant['gives'] | undefined {
  const [what = '', id = ''] = text.split('/')
  if (!z.uuid().safeParse(id).success) return undefined
  const role = ROLES.find(one => one === what)
  if (role) return { role, in_organisation_id: id }
  return what === 'team' ? { team_id: id } : undefined
}

const form = z.object({
  group_name: z.string().trim().min(1, 'Enter the group').max(300, 'That is too long'),
  gives: z.string().transform((text, context) => {
    const gives = readGives(text)
    if (gives) return gives
    context.addIssue({ code: 'custom', message: 'Choose what it gives' })
    return z.NEVER
  }),
})

async function groupsPage(c: C, entered: Entered = {}, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const provider = await getProvider(tx, c.req.param('id') ?? '')
    const home = await getOrganisation(tx, provider.organisation_id)
    const managed = (await listOrganisations(tx)).filter(({ id }) => c.var.organisations.includes(id))
    return {
      ...{ provider, home, managed },
      teams: await listTeamsIn(tx, home.id),
      grants: await listGrants(tx, provider.id),
    }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<ProviderGroupsPage {...{ chrome, entered, errors }} {...facts} />), errors ? 422 : 200)
}

async function peoplePage(c: C) {
  const typed = c.req.query('q') ?? ''
  const facts = await c.var.read(async tx => {
    const provider = await getProvider(tx, c.req.param('id') ?? '')
    const home = await getOrganisation(tx, provider.organisation_id)
    return { provider, home, all: await listLinked(tx, provider.id, typed, SHOWN + 1) }
  })
  const { all, ...rest } = facts
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const shown = { linked: all.slice(0, SHOWN), more: all.length > SHOWN, typed, now: now() }
  return c.html(html(<ProviderPeoplePage chrome={chrome} {...rest} {...shown} />))
}

/** A refusal that belongs to what the group gives, or to the group itself. */
function beside(error: unknown): FormError[] {
  if (!(error instanceof Problem)) throw error
  if (error.details.constraint === 'group_grants_once') return [{ field: 'group_name', message: error.message }]
  if (['people.not-your-group', 'people.team-not-found'].includes(error.code))
    return [{ field: 'gives', message: 'You cannot give that role there, or that team.' }]
  throw error
}

export const providerGroupRoutes = new Hono<Env>()
  .get(peoplePaths.providerGroups.pattern, may('people.manage'), c => groupsPage(c))
  .post(peoplePaths.providerGroups.pattern, may('people.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    const id = c.req.param('id')
    if (!parsed.ok) return groupsPage(c, parsed.entered, parsed.errors)
    const command = { id, ...parsed.value, managed: c.var.organisations }
    try {
      await c.var.write(tx => addGrant(tx, c.var.actor, command, now()))
      return c.redirect(peoplePaths.providerGroups({ id }, { done: 'added' }), 303)
    } catch (error) {
      return groupsPage(c, parsed.entered, beside(error))
    }
  })
  .post(peoplePaths.removeProviderGroup.pattern, may('people.manage'), async c => {
    const { id, grant } = c.req.param()
    await c.var.write(tx => removeGrant(tx, c.var.actor, { id, grant }, now()))
    return c.redirect(peoplePaths.providerGroups({ id }, { done: 'removed' }), 303)
  })
  .get(peoplePaths.providerPeople.pattern, may('people.manage'), peoplePage)
  .post(peoplePaths.unlinkPerson.pattern, may('people.manage'), async c => {
    const { id, person } = c.req.param()
    await c.var.write(tx => unlinkPerson(tx, c.var.actor, { id, person_id: person }, now()))
    return c.redirect(peoplePaths.providerPeople({ id }, { done: 'forgotten' }), 303)
  })
