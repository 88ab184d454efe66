import { Hono } from 'hono'
import { holds } from '#platform/http/actor.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { dateAfter, isDate } from '../day.rules.ts'
import { dateIn, endOf, startOf } from '../day.ts'
import { reportPaths } from '../paths.ts'
import { scopeFrom } from '../scope.ts'
import { AuditPage } from './audit.pages.tsx'
import { listRecorded, type Recorded } from './audit.queries.ts'

const PAGE = 100
const MOST_IN_A_FILE = 100_000
const DAYS = 30
const HEAD = [
  'Number',
  'Happened',
  'Recorded',
  'Organisation',
  'Who',
  'What',
  'To what',
  'Identifier',
  'Place in its story',
  'Details',
]

const row = (event: Recorded) => [
  ...[event.id, event.happened_at, event.recorded_at, event.organisation, event.actor_name, event.name],
  ...[event.subject ?? event.subject_type, event.subject_id, event.position, JSON.stringify(event.payload)],
]

const mistakesIn = (query: Record<string, string>) =>
  ['from', 'to']
    .filter(field => query[field] && !isDate(query[field]))
    .map(field => ({ field, message: 'Enter a day that exists, such as 2026-11-23' }))

export const auditRoutes = new Hono<Env>().get(reportPaths.audit.pattern, may('audit.read'), async c => {
  const query = c.req.query()
  const asFile = query.format === 'csv'
  const errors = mistakesIn(query)
  const { scope, rows, from, to } = await c.var.read(async tx => {
    const scope = await scopeFrom(tx, query.organisation)
    const day = (given: string | undefined, usual: string) => (given && isDate(given) ? given : usual)
    const to = day(query.to, dateIn(scope.zone, now()))
    const from = day(query.from, dateAfter(to, -DAYS))
    const question = {
      ...{ person: query.person?.trim(), name: query.name?.trim(), subject: query.subject?.trim() },
      ...{ from: startOf(from, scope.zone), to: endOf(to, scope.zone), most: asFile ? MOST_IN_A_FILE : PAGE + 1 },
      before: Math.trunc(Number(query.before)) || undefined,
    }
    return { scope, from, to, rows: await listRecorded(tx, scope.organisations, question) }
  })
  if (asFile) return csv(c, `Audit trail ${from} to ${to}`, HEAD, rows.map(row))
  const { before: _, format: __, ...filters } = query
  const shown = rows.slice(0, PAGE)
  const page = (
    <AuditPage
      chrome={await c.var.chrome()}
      scope={scope}
      rows={shown}
      entered={{ ...query, from: query.from ?? from, to: query.to ?? to }}
      errors={errors}
      csvHref={reportPaths.audit({}, { ...filters, format: 'csv' })}
      next={rows.length > PAGE ? reportPaths.audit({}, { ...filters, before: shown.at(-1)!.id }) : undefined}
      opens={holds(c.var.actor, 'cases.read')}
    />
  )
  return c.html(html(page), errors.length > 0 ? 422 : 200)
})
