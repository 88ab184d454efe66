import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listCurrentNotices } from '#rooms/content/index.ts'
import { findLastVisit, markVisited } from '#rooms/people/index.ts'
import { homePaths } from '../paths.ts'
import { listMyCases } from '../portal/my-case.queries.ts'
import { listQueue } from '../queue/queue.queries.ts'
import { questionFor } from '../queue/queue.routes.tsx'
import { recallDesk } from '../queue/recall-desk.ts'
import { readView } from '../queue/view.rules.ts'
import { MyWorkPage } from './my-work.pages.tsx'
import { listChanges, listMyTasks } from './my-work.queries.ts'
import { RequesterHomePage } from './requester-home.pages.tsx'

const MINE = 12
const UNASSIGNED = 8
const MOST = 10
const DAY_MS = 86_400_000
/** Whoever has never said what they have seen is told of a day; after a holiday, of a week. */
const FIRST_DAYS = 1
const LONGEST_DAYS = 7

/** An analyst's home: their work in the order it is needed, their team's, and what others changed. */
export async function showMyWork(c: Context<Env>, action: string) {
  const at = now()
  const { actor } = c.var
  const desk = await recallDesk(c.var.db, actor)
  const mineView = readView('mine', {})
  const unassignedView = readView(desk.teams.find(team => team.own)?.slug ?? 'unassigned', { assignee: ['none'] })
  const mine = questionFor(c, desk, mineView, at, MINE, 100)
  const theirs = questionFor(c, desk, unassignedView, at, UNASSIGNED, 0)
  const facts = await c.var.read(async tx => {
    const seen = (await findLastVisit(tx, actor.person_id))?.getTime() ?? at.getTime() - FIRST_DAYS * DAY_MS
    const since = new Date(Math.max(seen, at.getTime() - LONGEST_DAYS * DAY_MS))
    return {
      since,
      mine: await listQueue(tx, mine),
      unassigned: await listQueue(tx, theirs),
      tasks: await listMyTasks(tx, actor.person_id, MOST),
      changes: await listChanges(tx, actor.person_id, since, MOST),
    }
  })
  const zone = desk.organisations.find(({ id }) => id === actor.home_organisation_id)?.zone ?? 'Europe/London'
  const chrome = await c.var.chrome({ live: ['cases'] })
  const whole = { ...facts, desk, zone, now: at, mineView, unassignedView }
  return c.html(html(<MyWorkPage chrome={chrome} action={action} name={actor.name} facts={whole} />))
}

/** A requester's home: what they asked for and where it stands, how to ask for more, and what is known to be wrong. */
export async function showRequesterHome(c: Context<Env>) {
  const at = now()
  const { actor } = c.var
  const facts = await c.var.read(async tx => ({
    list: await listMyCases(tx, actor.person_id, { most: 5 }),
    notices: await listCurrentNotices(tx, [actor.home_organisation_id], at),
  }))
  const chrome = await c.var.chrome()
  return c.html(html(<RequesterHomePage frame={chrome.frame} name={actor.name} {...facts} now={at} />))
}

export const homeRoutes = new Hono<Env>()
  .get(homePaths.myWork.pattern, may('cases.work'), c => showMyWork(c, homePaths.myWork()))
  .post(homePaths.seen.pattern, may('cases.work'), async c => {
    const { actor } = c.var
    const { organisations } = c.var
    // Kept where they belong when they work there, or the question in showMyWork would not see it.
    const home = organisations.find(id => id === actor.home_organisation_id) ?? organisations[0]!
    const person = { person_id: actor.person_id, organisation_id: home }
    await c.var.write(tx => markVisited(tx, person, now()))
    return c.redirect(homePaths.myWork(), 303)
  })
