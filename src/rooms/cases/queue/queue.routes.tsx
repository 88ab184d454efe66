import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isId } from '#platform/database/id.ts'
import { holds } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { wallClock } from '#platform/time/wall-clock.ts'
import { html } from '#platform/ui/layout/render.ts'
import { type Category, listCategories } from '#rooms/catalogue/index.ts'
import { namesOf } from '#rooms/people/index.ts'
import { findChange } from '../bulk/bulk-change.queries.ts'
import { sayChange } from '../bulk/bulk-change.rules.ts'
import { bulkPaths } from '../bulk/paths.ts'
import { readCursor } from './cursor.rules.ts'
import type { Desk } from './desk.queries.ts'
import { isGrouped } from './groups.rules.ts'
import { queuePaths } from './paths.ts'
import { QueuePage } from './queue.pages.tsx'
import { listQueue, type Question, type QueueRow } from './queue.queries.ts'
import { recallDesk } from './recall-desk.ts'
import { type Density, readView, type View, viewHref } from './view.rules.ts'
import { placeName } from './view-words.rules.ts'

const PAGE = 50
/** How far the groups are counted. */
const AHEAD = 100
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
  const only = c.var.organisations.length === 1 && !team && view.place !== 'mine' ? c.var.organisations[0] : undefined
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

const DENSITY_COOKIE = 'moothall_rows'
const YEAR_SECONDS = 365 * 86_400

/** How close this reader wants the rows, as chosen now or before: a matter of eyes and screens, so this browser keeps it. */
function densityFor(c: Context<Env>): Density {
  const wanted = c.req.query('rows')
  if (wanted)
    setCookie(c, DENSITY_COOKIE, wanted === 'comfortable' ? wanted : 'compact', {
      ...{ path: '/queue', httpOnly: true, sameSite: 'Lax', maxAge: YEAR_SECONDS },
    })
  return (wanted ?? getCookie(c, DENSITY_COOKIE)) === 'comfortable' ? 'comfortable' : 'compact'
}

const titleOf = (view: View, desk: Desk): string =>
  placeName(view.place, desk.teams.find(({ slug }) => slug === view.place)?.name)

/** Colleagues are remembered; whoever has left the team since is asked for. */
const strangers = (desk: Desk, rows: readonly QueueRow[]) =>
  rows.flatMap(({ assignee_id }) =>
    assignee_id && !desk.colleagues.some(({ person_id }) => person_id === assignee_id) ? [assignee_id] : [],
  )

export const queueRoutes = new Hono<Env>().get(queuePaths.show.pattern, may('cases.read'), async c => {
  const { actor } = c.var
  const desk = await recallDesk(c.var.db, actor)
  const at = now()
  const view = readView(c.req.param('place'), c.req.queries(), densityFor(c))
  const first = c.req.query('after') === undefined
  const question = questionFor(c, desk, view, at, PAGE, first && isGrouped(view) ? AHEAD : 0)
  const done = c.req.query('done') ?? ''
  const { page, categories, others, change } = await c.var.read(async tx => {
    const page = await listQueue(tx, question)
    return {
      page,
      categories: view.organisation ? await listCategories(tx, view.organisation) : desk.categories,
      others: await namesOf(tx, strangers(desk, page.rows)),
      change: isId(done) ? await findChange(tx, done, actor.person_id) : undefined,
    }
  })
  const saved = desk.views.find(({ id }) => id === view.saved)
  const errors = mistakesIn(view, question)
  const facts = {
    ...{ view, desk, page, categories, others, errors, now: at, endOfToday: question.endOfToday, ahead: AHEAD },
    title: saved?.name ?? titleOf(view, desk),
    owned: saved?.owner_id === actor.person_id,
    continued: question.after !== undefined,
    works: holds(actor, 'cases.work'),
    here: viewHref(view, first ? {} : { after: c.req.query('after') ?? '' }),
    saved,
    names: namesFrom(desk, categories, others),
  }
  const chrome = await c.var.chrome({ live: ['cases'] })
  const frame = { ...chrome.frame, ...noticeOf(change, facts.here) }
  return c.html(html(<QueuePage chrome={{ ...chrome, frame }} facts={facts} />), errors.length > 0 ? 422 : 200)
})

/** What was just done to many, and while it can be, the way back. */
function noticeOf(change: Awaited<ReturnType<typeof findChange>>, here: string) {
  if (!change) return {}
  const { id, what, kept } = change
  const undo = kept.undone || kept.done.length === 0 ? undefined : { action: bulkPaths.undo({ id }, { back: here }) }
  return { notice: sayChange(what, kept), undo }
}

const namesFrom = (desk: Desk, categories: readonly Category[], others: ReadonlyMap<string, string>) => {
  const colleagues = new Map(desk.colleagues.map(({ person_id, name }) => [person_id, name]))
  return {
    organisation: (id: string) => desk.organisations.find(each => each.id === id)?.name,
    person: (id: string) => colleagues.get(id) ?? others.get(id),
    category: (id: string) => categories.find(each => each.id === id)?.path,
  }
}
