import { Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { mayBoth } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { CHANNEL_NAMES, HOLD_REASONS } from '#rooms/cases/index.ts'
import { listAllTeams } from '#rooms/people/index.ts'
import { reportPaths } from '../paths.ts'
import { scopeFrom } from '../scope.ts'
import { BehindPage, channelSaid, stateSaid } from './behind.pages.tsx'
import { type Listed, listBehind } from './behind.queries.ts'
import { type Behind, isBand, SHOWS, type Show, titleOf } from './behind.rules.ts'

const PAGE = 100
const MOST_IN_A_FILE = 100_000
const HEAD = ['Case', 'Subject', 'For', 'Priority', 'State', 'Team', 'Assignee', 'Channel', 'Logged', 'Due', 'Finished']

const dateOf = (text: string | undefined) =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined

const known = (names: object, text: string | undefined) => (text && Object.hasOwn(names, text) ? text : undefined)

/** What an address asks for; what it says wrongly is left out. */
const behindFrom = (query: Record<string, string>): Behind => ({
  organisation: query.organisation,
  show: known(SHOWS, query.show) as Show | undefined, // a key of SHOWS, as was just seen
  team: query.team === 'none' || (query.team && isId(query.team)) ? query.team : undefined,
  reason: known(HOLD_REASONS, query.reason),
  band: isBand(query.band) ? query.band : undefined,
  logged: dateOf(query.logged),
  finished: dateOf(query.finished),
  until: dateOf(query.until),
  channel: known(CHANNEL_NAMES, query.channel),
})

const row = (listed: Listed) => [
  ...[
    listed.reference,
    listed.subject,
    listed.organisation,
    listed.priority,
    stateSaid(listed),
    listed.team,
    listed.assignee,
  ],
  ...[channelSaid(listed), listed.logged_at, listed.next_due_at, listed.resolved_at],
]

export const behindRoutes = new Hono<Env>().get(
  reportPaths.cases.pattern,
  mayBoth('reports.read', 'cases.read'),
  async c => {
    const at = now()
    const query = c.req.query()
    const behind = behindFrom(query)
    const asFile = query.format === 'csv'
    const page = Math.min(1000, Math.max(1, Math.trunc(Number(query.page)) || 1))
    const { rows, teams, scope } = await c.var.read(async tx => {
      const scope = await scopeFrom(tx, behind.organisation)
      const most = asFile ? MOST_IN_A_FILE : PAGE + 1
      const how = { zone: scope.zone, now: at, most, skip: asFile ? 0 : (page - 1) * PAGE }
      return { scope, teams: await listAllTeams(tx), rows: await listBehind(tx, scope.organisations, behind, how) }
    })
    const title = titleOf(behind, {
      team: behind.team === 'none' ? 'no team' : teams.find(({ id }) => id === behind.team)?.name,
      reason: Object.entries(HOLD_REASONS).find(([key]) => key === behind.reason)?.[1],
      channel: Object.entries(CHANNEL_NAMES).find(([key]) => key === behind.channel)?.[1],
    })
    const heading = scope.chosen && scope.all.length > 1 ? `${title}, for ${scope.chosen.short_name}` : title
    if (asFile) return csv(c, heading, HEAD, rows.map(row))
    const pageHref = (number: number) => reportPaths.cases({}, { ...behind, page: number })
    const props = {
      ...{ title: heading, rows: rows.slice(0, PAGE), zone: scope.zone, now: at },
      many: scope.organisations.length > 1,
      csvHref: reportPaths.cases({}, { ...behind, format: 'csv' }),
      previous: page > 1 ? pageHref(page - 1) : undefined,
      next: rows.length > PAGE ? pageHref(page + 1) : undefined,
    }
    return c.html(html(<BehindPage chrome={await c.var.chrome()} {...props} />))
  },
)
