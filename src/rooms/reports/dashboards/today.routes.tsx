import { type Context, Hono } from 'hono'
import type { Read } from '#platform/database/transaction.ts'
import { type Actor, holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listAllTeams } from '#rooms/people/index.ts'
import { dateAfter } from '../day.rules.ts'
import { dateIn, endOf, startOf } from '../day.ts'
import { reportPaths } from '../paths.ts'
import { rememberFor } from '../remember.ts'
import { type Scope, scopeFrom } from '../scope.ts'
import { everyDay, TodayPage } from './today.pages.tsx'
import { type Before, countBefore, countByDay, countOpen, findOldestOpen, type Oldest } from './today.queries.ts'
import { whatMatters } from './today.rules.ts'

const DAYS = 42
const WEEK_MS = 7 * 86_400_000

type Now = Awaited<ReturnType<typeof askNow>>
// What is open changes by the minute, and a team of leads looks at it at nine; how things stood last week does not change.
const recallNow = rememberFor<Now>(5000)
// Each person's own: a restricted case is there for some of those who see the same figures.
const recallOldest = rememberFor<Oldest | undefined>(5000)
const recallBefore = rememberFor<Before>(900_000)

async function askNow(tx: Read, { organisations, zone }: Scope, at: Date) {
  const today = dateIn(zone, at)
  const noon = parseLocal(today, '12:00', zone) ?? at
  return {
    cells: await countOpen(tx, organisations, { now: at, noon, midnight: endOf(today, zone) }),
    days: everyDay(await countByDay(tx, organisations, startOf(dateAfter(today, 1 - DAYS), zone), zone), today, DAYS),
  }
}

const askBefore = (tx: Read, { organisations, zone }: Scope, at: Date) => {
  const then = new Date(at.getTime() - WEEK_MS)
  return countBefore(tx, organisations, { at: then, midnight: endOf(dateIn(zone, then), zone) })
}

/** The figures, and only to whoever may read it the one case that is named. */
async function askToday(tx: Read, actor: Actor, wanted: string | undefined, at: Date) {
  const scope = await scopeFrom(tx, wanted)
  const teams = await listAllTeams(tx)
  const key = `${scope.zone} ${[...scope.organisations].sort().join()}`
  const found = await recallNow(key, at, () => askNow(tx, scope, at))
  const before = await recallBefore(key, at, () => askBefore(tx, scope, at))
  const readable = scope.organisations.filter(id => holdsIn(actor, 'cases.read', id))
  const oldest = await recallOldest(`${actor.person_id} ${readable.join()}`, at, () => findOldestOpen(tx, readable))
  const teamOf = (id: string | null) => teams.find(team => team.id === id)?.name
  const organisationOf = (id: string | null) => scope.all.find(one => one.id === id)?.short_name
  const lede = whatMatters(found.cells, { organisationOf, teamOf, many: scope.organisations.length > 1 })
  return { ...found, scope, oldest, readsCases: readable.length > 0, before, lede, teamOf, now: at }
}

/** Today, for those who lead; `action` is where it is shown: as a page of its own or as somebody's home. */
export async function showToday(c: Context<Env>, action: string) {
  const facts = await c.var.read(tx => askToday(tx, c.var.actor, c.req.query('organisation'), now()))
  const chrome = await c.var.chrome({ live: ['cases'] })
  return c.html(html(<TodayPage chrome={chrome} action={action} facts={facts} />))
}

export const todayRoutes = new Hono<Env>().get(reportPaths.today.pattern, may('reports.read'), c =>
  showToday(c, reportPaths.today()),
)
