import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { holdsIn } from '#platform/http/actor.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may, mayBoth } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { reportPaths } from '../paths.ts'
import { reportProblems } from '../problems.ts'
import { scopeFrom } from '../scope.ts'
import { setLimits } from './hygiene.actions.ts'
import { HygienePage } from './hygiene.pages.tsx'
import { listLimits, listNeglected } from './hygiene.queries.ts'
import { HYGIENE, type Hygiene, KINDS } from './hygiene.rules.ts'

const SHOWN = 25
const MOST_IN_A_FILE = 10_000

const hours = z.coerce
  .number('Enter a number of hours')
  .int('Enter whole hours')
  .min(1, 'At least one hour')
  .max(8760, 'At most a year: 8,760 hours')
const form = z.object({
  organisation_id: z.uuid(),
  ...Object.fromEntries(KINDS.map(what => [what, hours])),
})

async function show(
  c: Context<Env>,
  asked: { organisation?: string | undefined; format?: string | undefined },
  wrong?: { entered: Entered; errors: readonly FormError[] },
) {
  const at = now()
  const asFile = asked.format === 'csv'
  const facts = await c.var.read(async tx => {
    const scope = await scopeFrom(tx, asked.organisation)
    const most = asFile ? MOST_IN_A_FILE : SHOWN
    return {
      ...{ scope, limits: await listLimits(tx, scope.organisations) },
      waiting: await listNeglected(tx, scope.organisations, { now: at, most }),
    }
  })
  if (asFile) {
    const rows = facts.waiting.map(one => [
      ...[HYGIENE[one.what as Hygiene].name, one.reference, one.subject, one.organisation, one.priority],
      ...[one.team, one.assignee, one.since],
    ])
    return csv(c, 'Hygiene', ['Why', 'Case', 'Subject', 'For', 'Priority', 'Team', 'Assignee', 'Since'], rows)
  }
  const { chosen } = facts.scope
  const sets = chosen !== undefined && holdsIn(c.var.actor, 'cases.lead', chosen.id)
  const page = <HygienePage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong, sets, now: at }} />
  return c.html(html(page), wrong ? 422 : 200)
}

export const hygieneRoutes = new Hono<Env>()
  .get(reportPaths.hygiene.pattern, mayBoth('reports.read', 'cases.read'), c => show(c, c.req.query()))
  .post(reportPaths.hygiene.pattern, may('cases.lead'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    const organisation = parsed.entered.organisation_id
    if (!parsed.ok) return show(c, { organisation }, parsed)
    const { organisation_id, ...typed } = parsed.value
    const scope = await c.var.read(tx => scopeFrom(tx, organisation_id))
    if (scope.chosen?.id !== organisation_id) reportProblems.raise('organisation-not-found')
    const value: Record<string, unknown> = typed
    const limits = KINDS.map(what => ({ what, hours: Number(value[what]) }))
    await c.var.write(tx => setLimits(tx, c.var.actor, { organisation_id, limits }, now()))
    return c.redirect(reportPaths.hygiene({}, { organisation: scope.chosen?.short_name }), 303)
  })
