import { Hono } from 'hono'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { dateAfter, isDate } from '../day.rules.ts'
import { dateIn, endOf, startOf } from '../day.ts'
import { reportPaths } from '../paths.ts'
import { scopeFrom } from '../scope.ts'
import { NO_TEAM, type PartiesFacts, PartiesPage, suppliersOf } from './parties.pages.tsx'
import { countBack, listOwed, listSplits, type Owed } from './parties.queries.ts'
import { judged, PARTIES, totalsOf } from './parties.rules.ts'

const DAYS = 90
const MOST_DAYS = 366

const HEAD = [
  ...['Whose', 'Who', 'Cases', 'Working hours', 'Hours on the wall', 'Done', 'Rejected'],
  ...['Promises', 'Kept', 'Kept, pauses counted'],
]

const hours = (seconds = 0) => (seconds / 3600).toFixed(2)
const kept = (owed: readonly Owed[]) => [
  ...[owed.length, owed.filter(({ met }) => met).length],
  owed.filter(({ met_without_pauses }) => met_without_pauses).length,
]

/** A line for each team, each supplier, the customer and others. */
function linesOf(facts: PartiesFacts) {
  const others = facts.totals.filter(({ party }) => party !== 'supplier')
  return [
    ...others.map(({ party, who, cases, working, wall }) => {
      const owed = facts.owed.filter(one => one.kind === 'ola' && party === 'us' && one.who === who)
      const name = party === 'us' ? (who ?? NO_TEAM) : ''
      return [PARTIES[party], name, cases, hours(working), hours(wall), null, null, ...kept(owed)]
    }),
    ...suppliersOf(facts).map(({ name, time, back, owed }) => [
      ...[PARTIES.supplier, name, time?.cases ?? 0, hours(time?.working), hours(time?.wall)],
      ...[back?.done ?? 0, back?.rejected ?? 0, ...kept(owed)],
    ]),
  ]
}

function mistakesIn(from: string, to: string) {
  if (from > to) return [{ field: 'from', message: 'The first day is after the last' }]
  return dateAfter(from, MOST_DAYS) < to ? [{ field: 'from', message: 'Choose a year at most' }] : []
}

export const partiesRoutes = new Hono<Env>().get(reportPaths.parties.pattern, may('reports.read'), async c => {
  const query = c.req.query()
  const { errors, ...facts } = await c.var.read(async tx => {
    const scope = await scopeFrom(tx, query.organisation)
    const day = (given: string | undefined, usual: string) => (given && isDate(given) ? given : usual)
    const to = day(query.to, dateIn(scope.zone, now()))
    const from = day(query.from, dateAfter(to, -DAYS))
    const errors = mistakesIn(from, to)
    if (errors.length > 0) return { scope, from, to, errors, cases: [], totals: [], owed: [], back: [] }
    const span = { from: startOf(from, scope.zone), to: endOf(to, scope.zone) }
    const splits = await listSplits(tx, scope.organisations, span)
    return {
      ...{ scope, from, to, errors, cases: splits.map(judged), totals: totalsOf(splits) },
      ...{ owed: await listOwed(tx, scope.organisations, span), back: await countBack(tx, scope.organisations, span) },
    }
  })
  if (query.format === 'csv' && errors.length === 0)
    return csv(c, `Whose time ${facts.from} to ${facts.to}`, HEAD, linesOf(facts))
  const page = <PartiesPage chrome={await c.var.chrome()} facts={facts} errors={errors} />
  return c.html(html(page), errors.length > 0 ? 422 : 200)
})
