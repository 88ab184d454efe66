import { Hono } from 'hono'
import { holdsIn } from '#platform/http/actor.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { HOLD_REASONS } from '#rooms/cases/index.ts'
import { isDate } from '../day.rules.ts'
import { dateIn, endOf } from '../day.ts'
import { reportPaths } from '../paths.ts'
import { scopeFrom } from '../scope.ts'
import { BacklogPage } from './backlog.pages.tsx'
import { countBacklog, listOpenAt } from './backlog.queries.ts'
import { backlogRows } from './backlog.rules.ts'

const OLDEST = 10

/** What is wrong with the days asked for. The future has no record. */
const mistakesIn = (days: { date: string; compare: string }, today: string) =>
  (['date', 'compare'] as const).flatMap(field => {
    const day = days[field]
    if (day === '') return []
    if (!isDate(day)) return [{ field, message: 'Enter a day that exists, such as 2026-11-23' }]
    return day > today ? [{ field, message: 'Enter a day that has been: there is no record of the future' }] : []
  })

export const backlogRoutes = new Hono<Env>().get(reportPaths.backlog.pattern, may('reports.read'), async c => {
  const present = now()
  const query = c.req.query()
  const facts = await c.var.read(async tx => {
    const scope = await scopeFrom(tx, query.organisation)
    const readable = scope.organisations.filter(id => holdsIn(c.var.actor, 'cases.read', id))
    const today = dateIn(scope.zone, present)
    const entered = { date: query.date ?? '', compare: query.compare ?? '' }
    const errors = mistakesIn(entered, today)
    const good = (field: 'date' | 'compare') => (errors.some(error => error.field === field) ? '' : entered[field])
    const date = good('date') || today
    const instant = (day: string) => (day === today ? present : endOf(day, scope.zone))
    const at = instant(date)
    const compare = good('compare')
    return {
      ...{ scope, date, at, errors, entered: { ...entered, date: entered.date || today } },
      cells: await countBacklog(tx, scope.organisations, at),
      oldest: await listOpenAt(tx, readable, at, OLDEST),
      compared: compare
        ? { date: compare, cells: await countBacklog(tx, scope.organisations, instant(compare)) }
        : undefined,
    }
  })
  if (query.format === 'csv') {
    const head = ['Age', 'Being worked on', ...Object.values(HOLD_REASONS), 'All open']
    const rows = backlogRows(facts.cells, Object.keys(HOLD_REASONS))
    const table = rows.map(row => [row.label, row.active, ...row.stopped, row.total])
    return csv(c, `Backlog ${facts.scope.chosen?.short_name ?? ''} ${facts.date}`, head, table)
  }
  const { errors, entered } = facts
  const page = <BacklogPage chrome={await c.var.chrome()} facts={facts} errors={errors} entered={entered} />
  return c.html(html(page), errors.length > 0 ? 422 : 200)
})
