import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listCalendarsIn } from '../calendars/calendar.queries.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import { termFrom } from '../roles/term.ts'
import { addTeam, editTeam, type PlaceAs, placeInTeam, setMembers } from './team.actions.ts'
import { TeamPage, TeamsPage } from './team.pages.tsx'
import { getTeam, listCandidates, listTeamsIn } from './team.queries.ts'

const PLACES: Readonly<Record<string, PlaceAs>> = { yes: 'lead', days: 'lead for a time' }

const SAID = { saved: 'The team is saved.', added: 'The team is added. Now say who works in it.' }

const form = z.object({
  name: z.string().trim().min(1, 'Enter the team’s name').max(100, 'That name is too long: use 100 letters'),
  calendar_id: z
    .string()
    .default('')
    .transform(id => id || null),
})

async function teamsPage(c: Context<Env>, entered?: Entered, errors?: readonly FormError[]) {
  const id = c.req.param('organisation') ?? ''
  const facts = await c.var.read(async tx => ({
    organisation: await getOrganisation(tx, id),
    teams: await listTeamsIn(tx, id),
    calendars: await listCalendarsIn(tx, id),
  }))
  return c.html(
    html(
      <TeamsPage chrome={await c.var.chrome()} facts={{ ...facts, now: now() }} entered={entered} errors={errors} />,
    ),
    errors ? 422 : 200,
  )
}

async function teamPage(c: Context<Env>, form: FormState = {}, place?: FormState) {
  const facts = await c.var.read(async tx => {
    const team = await getTeam(tx, c.req.param('id') ?? '', c.var.organisations)
    return {
      team,
      organisation: await getOrganisation(tx, team.organisation_id),
      candidates: await listCandidates(tx, team),
      calendars: await listCalendarsIn(tx, team.organisation_id),
    }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const page = <TeamPage chrome={chrome} facts={facts} {...form} place={place} now={now()} />
  return c.html(html(page), form.errors || place?.errors ? 422 : 200)
}

export const teamRoutes = new Hono<Env>()
  .get(peoplePaths.teams.pattern, may('people.manage'), c => teamsPage(c))
  .post(peoplePaths.teams.pattern, may('people.manage'), async c => {
    const parsed = await parseForm(form.extend({ from: z.string().default('') }), c.req.raw)
    if (!parsed.ok) return teamsPage(c, parsed.entered, parsed.errors)
    const organisation_id = c.req.param('organisation')
    const { zone } = await c.var.read(tx => getOrganisation(tx, organisation_id))
    const { from, ...fields } = parsed.value
    const term = termFrom({ from, until: '' }, zone, now())
    if ('field' in term) return teamsPage(c, parsed.entered, [term])
    const command = { organisation_id, ...fields, starts_at: term.starts_at }
    const { id } = await c.var.write(tx => addTeam(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.team({ id }, { done: 'added' }), 303)
  })
  .get(peoplePaths.team.pattern, may('people.manage'), c => teamPage(c))
  .post(peoplePaths.team.pattern, may('people.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return teamPage(c, parsed)
    const id = c.req.param('id')
    await c.var.write(tx => editTeam(tx, c.var.actor, { id, ...parsed.value }, now()))
    return c.redirect(peoplePaths.team({ id }, { done: 'saved' }), 303)
  })
  .post(peoplePaths.teamMembers.pattern, may('people.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const id = c.req.param('id')
    const command = { id, members: listOf(entered.member), leads: listOf(entered.leads) }
    await c.var.write(tx => setMembers(tx, c.var.actor, command, now()))
    return c.redirect(peoplePaths.team({ id }, { done: 'saved' }), 303)
  })
  .post(peoplePaths.teamPlaces.pattern, may('people.manage'), async c => {
    const { entered } = await parseForm(z.looseObject({}), c.req.raw)
    const id = c.req.param('id')
    const wrong = await c.var.write(async tx => {
      const team = await getTeam(tx, id, c.var.organisations)
      const { zone } = await getOrganisation(tx, team.organisation_id)
      const term = termFrom({ from: entered.from ?? '', until: entered.until ?? '' }, zone, now())
      if (!entered.person) return { field: 'person', message: 'Choose who it is' }
      if ('field' in term) return term
      const as = PLACES[entered.leads ?? ''] ?? 'member'
      const command = { id, person_id: entered.person, as, term }
      await placeInTeam(tx, c.var.actor, command, now())
      return undefined
    })
    if (wrong) return teamPage(c, {}, { entered, errors: [wrong] })
    return c.redirect(peoplePaths.team({ id }, { done: 'saved' }), 303)
  })
