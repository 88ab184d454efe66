import { type Context, Hono } from 'hono'
import { holds } from '#platform/http/actor.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { dateAfter, isDate } from '../day.rules.ts'
import { dateIn, endOf, startOf } from '../day.ts'
import { reportPaths } from '../paths.ts'
import { scopeFrom } from '../scope.ts'
import { AuditPage } from './audit.pages.tsx'
import { listRecorded, type Recorded } from './audit.queries.ts'
import { listVerifications } from './verification.queries.ts'
import { askToVerify, noteExport } from './verify-record.actions.ts'

const SAID = { asked: 'The record is being checked. Look again in a moment.' }
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

async function auditPage(c: Context<Env>) {
  const query = c.req.query()
  const asFile = query.format === 'csv'
  const errors = mistakesIn(query)
  const { scope, rows, from, to, verifications } = await c.var.read(async tx => {
    const scope = await scopeFrom(tx, query.organisation)
    const day = (given: string | undefined, usual: string) => (given && isDate(given) ? given : usual)
    const to = day(query.to, dateIn(scope.zone, now()))
    const from = day(query.from, dateAfter(to, -DAYS))
    const question = {
      ...{
        person: query.person?.trim(),
        name: query.name?.trim(),
        kind: query.kind,
        words: query.words?.trim(),
        subject: query.subject?.trim(),
      },
      ...{ from: startOf(from, scope.zone), to: endOf(to, scope.zone), most: asFile ? MOST_IN_A_FILE : PAGE + 1 },
      before: Math.trunc(Number(query.before)) || undefined,
    }
    const verifications = asFile ? [] : await listVerifications(tx, scope.organisations)
    return { scope, from, to, verifications, rows: await listRecorded(tx, scope.organisations, question) }
  })
  const { before: _, format: __, ...filters } = query
  if (asFile) {
    const command = { organisations: scope.organisations, rows: rows.length, filters: { ...filters, from, to } }
    await c.var.write(tx => noteExport(tx, c.var.actor, command, now()))
    return csv(c, `Audit trail ${from} to ${to}`, HEAD, rows.map(row))
  }
  const shown = rows.slice(0, PAGE)
  const page = (
    <AuditPage
      chrome={withNotice(await c.var.chrome(), SAID, query.done)}
      scope={scope}
      rows={shown}
      entered={{ ...query, from: query.from ?? from, to: query.to ?? to }}
      errors={errors}
      csvHref={reportPaths.audit({}, { ...filters, format: 'csv' })}
      next={rows.length > PAGE ? reportPaths.audit({}, { ...filters, before: shown.at(-1)!.id }) : undefined}
      verifications={verifications}
      opens={holds(c.var.actor, 'cases.read')}
    />
  )
  return c.html(html(page), errors.length > 0 ? 422 : 200)
}

export const auditRoutes = new Hono<Env>()
  .get(reportPaths.audit.pattern, may('audit.read'), auditPage)
  .post(reportPaths.verify.pattern, may('audit.read'), async c => {
    const { actor } = c.var
    const organisation = c.req.query('organisation')
    await c.var.write(async tx => {
      const { organisations } = await scopeFrom(tx, organisation)
      for (const organisation_id of [...organisations].sort()) await askToVerify(tx, actor, { organisation_id }, now())
    })
    return c.redirect(reportPaths.audit({}, { organisation, done: 'asked' }), 303)
  })
