import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import type { PeopleHooks } from '../hooks.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { LeaverPage } from './leaver.pages.tsx'
import { listTeamsFor, placesOf } from './leaver.queries.ts'
import { getPerson } from './person.queries.ts'

const SAID = { given: 'Their open cases are the team’s now.' }
const form = z.object({ team: z.uuid('Choose a team') })

async function page(c: Context<Env>, hooks: PeopleHooks, entered?: Entered, errors?: readonly FormError[]) {
  const facts = await c.var.read(async tx => {
    const person = await getPerson(tx, c.req.param('id') ?? '')
    if (!c.var.organisations.includes(person.organisation_id)) peopleProblems.raise('not-found')
    const [left, places, teams] = await Promise.all([
      hooks.leftBehind(tx, person.id),
      placesOf(tx, person.id),
      listTeamsFor(tx, person.organisation_id),
    ])
    return { person, left, places, teams }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  const props = { ...facts, hooks, entered, errors }
  return c.html(html(<LeaverPage chrome={chrome} {...props} />), errors ? 422 : 200)
}

/** What somebody who leaves has in hand, looked at before they are deactivated or after. */
export const leaverRoutes = (hooks: PeopleHooks) =>
  new Hono<Env>()
    .get(peoplePaths.leaver.pattern, may('people.manage'), c => page(c, hooks))
    .post(peoplePaths.leaverCases.pattern, may('people.manage'), async c => {
      const parsed = await parseForm(form, c.req.raw)
      if (!parsed.ok) return page(c, hooks, parsed.entered, parsed.errors)
      const id = c.req.param('id')
      await c.var.write(async tx => {
        const person = await getPerson(tx, id)
        if (!c.var.organisations.includes(person.organisation_id)) peopleProblems.raise('not-found')
        await hooks.handOver(tx, c.var.actor, { person_id: id, team_id: parsed.value.team }, now())
      })
      return c.redirect(peoplePaths.leaver({ id }, { done: 'given' }), 303)
    })
