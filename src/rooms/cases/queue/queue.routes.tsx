import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { wallClock } from '#platform/time/wall-clock.ts'
import { html } from '#platform/ui/layout/render.ts'
import { type Category, listCategories } from '#rooms/catalogue/index.ts'
import { readCursor } from './cursor.rules.ts'
import type { Desk } from './desk.queries.ts'
import { queuePaths } from './paths.ts'
import { QueuePage } from './queue.pages.tsx'
import { listQueue, type Question } from './queue.queries.ts'
import { recallDesk } from './recall-desk.ts'
import { readView, type View } from './view.rules.ts'
import { placeName } from './view-words.rules.ts'

const PAGE = 50
/** How far the groups are counted. */
const AHEAD = 150
const PLACES = ['mine', 'unassigned', 'all']
const DAY_MS = 86_400_000

const zoneOf = (desk: Desk, home: string): string =>
  (desk.organisations.find(({ id }) => id === home) ?? desk.organisations[0])?.zone ?? 'Europe/London'

function midnightAfter(at: Date, zone: string): Date {
  const tomorrow = new Date(wallClock(at, zone).getTime() + DAY_MS).toISOString().slice(0, 10)
  // Where clocks go forward at midnight there is none that day; then today ends a day from now.
  return parseLocal(tomorrow, '00:00', zone) ?? new Date(at.getTime() + DAY_MS)
}

/** What an address asks of whom, at a time. Raises `not-found` for a queue that is no team's. */
export function questionFor(c: Context<Env>, desk: Desk, view: View, at: Date, size: number, ahead: number): Question {
  const team = desk.teams.find(({ slug }) => slug === view.place)
  if (!team && !PLACES.includes(view.place)) platformProblems.raise('not-found')
  const zone = zoneOf(desk, c.var.actor.home_organisation_id)
  const only = c.var.organisations.length === 1 && !team && view.place === 'all' ? c.var.organisations[0] : undefined
  return {
    ...{ view, size, ahead, now: at, person_id: c.var.actor.person_id, team_id: team?.id },
    organisation_id: view.organisation ?? only,
    since: view.since ? parseLocal(view.since, '00:00', zone) : undefined,
    endOfToday: midnightAfter(at, zone),
    after: readCursor(view.sort, c.req.query('after')),
  }
}

const mistakesIn = (view: View, question: Question) =>
  view.since && !question.since ? [{ field: 'since', message: 'Enter a day that exists, such as 2026-11-23' }] : []

export const queueRoutes = new Hono<Env>().get(queuePaths.show.pattern, may('cases.read'), async c => {
  const { actor } = c.var
  const desk = await recallDesk(c.var.db, actor)
  const at = now()
  const view = readView(c.req.param('place'), c.req.queries())
  const question = questionFor(c, desk, view, at, PAGE, AHEAD)
  const of = view.organisation ?? (c.var.organisations.length === 1 ? c.var.organisations[0] : undefined)
  const { page, categories } = await c.var.read(async tx => ({
    page: await listQueue(tx, question),
    categories: of && view.organisation ? await listCategories(tx, of) : desk.categories,
  }))
  const errors = mistakesIn(view, question)
  const facts = {
    ...{ view, desk, page, categories, errors, now: at, endOfToday: question.endOfToday, ahead: AHEAD },
    title: placeName(view.place, desk.teams.find(({ slug }) => slug === view.place)?.name),
    continued: question.after !== undefined,
    saved: desk.views.find(({ id }) => id === view.saved),
    names: namesFrom(desk, categories),
  }
  const chrome = await c.var.chrome({ live: ['cases'] })
  return c.html(html(<QueuePage chrome={chrome} facts={facts} />), errors.length > 0 ? 422 : 200)
})

const namesFrom = (desk: Desk, categories: readonly Category[]) => ({
  organisation: (id: string) => desk.organisations.find(each => each.id === id)?.name,
  person: (id: string) => desk.colleagues.find(each => each.person_id === id)?.name,
  category: (id: string) => categories.find(each => each.id === id)?.path,
})
