import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import { csv } from '#platform/http/csv.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { dateAfter } from '../day.rules.ts'
import { dateIn, startOf } from '../day.ts'
import { reportPaths } from '../paths.ts'
import { reportProblems } from '../problems.ts'
import { type Scope, scopeFrom } from '../scope.ts'
import { makeFinal, setGoals } from './performance.actions.ts'
import { PerformancePage } from './performance.pages.tsx'
import { listBreaches, listEnded, listFinal, listGoals, listReclassified, type Span } from './performance.queries.ts'
import { type Figure, figuresOf, MEASURES, PRIORITIES, sayPercent, withoutReclassified } from './performance.rules.ts'

const MONTHS_BEFORE = 24

const isMonth = (text: string | undefined): text is string => text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
const monthBefore = (month: string) => dateAfter(`${month}-01`, -1).slice(0, 7)
const monthAfter = (month: string) => dateAfter(`${month}-28`, 4).slice(0, 7)

const spanOf = (month: string, zone: string): Span => ({
  from: startOf(`${month}-01`, zone),
  to: startOf(`${monthAfter(month)}-01`, zone),
})

async function figuresFor(tx: Read, scope: Scope, { month, leavesOut }: { month: string; leavesOut: boolean }) {
  const { organisations } = scope
  const span = spanOf(month, scope.zone)
  const final = await listFinal(tx, organisations, { upTo: month, most: MONTHS_BEFORE * organisations.length })
  const kept = final.filter(report => report.month === month)
  const rest = organisations.filter(id => !kept.some(report => report.organisation_id === id))
  const goals = await listGoals(tx, organisations)
  const [ended, breaches] = [await listEnded(tx, rest, span), await listBreaches(tx, rest, span)]
  const shown = leavesOut ? withoutReclassified : (figures: readonly Figure[]) => [...figures]
  const before = final.filter(report => report.month < month)
  return {
    ...{ final: kept, goals, over: span.to <= now(), reclassified: await listReclassified(tx, organisations, span) },
    before: before.map(report => ({ ...report, figures: shown(report.figures) })),
    // What is final is shown as it was, whatever the record would say now.
    figures: shown([...kept.flatMap(report => report.figures), ...figuresOf(rest, ended, goals)]),
    breaches: [...kept.flatMap(report => report.breaches), ...breaches],
  }
}

interface Wrong {
  readonly status: 409 | 422
  readonly entered?: Entered
  readonly errors: readonly FormError[]
}

interface Asked {
  readonly organisation?: string
  readonly month?: string
  readonly format?: string
  readonly reclassified?: string
}

async function show(c: Context<Env>, asked: Asked, wrong?: Wrong) {
  const facts = await c.var.read(async tx => {
    const scope = await scopeFrom(tx, asked.organisation)
    const current = dateIn(scope.zone, now()).slice(0, 7)
    const month = isMonth(asked.month) && asked.month <= current ? asked.month : monthBefore(current)
    const leavesOut = asked.reclassified === 'out'
    return { scope, month, leavesOut, ...(await figuresFor(tx, scope, { month, leavesOut })) }
  })
  if (asked.format === 'csv') return asCsv(c, facts)
  const chosen = facts.scope.chosen?.id
  const setsGoals = chosen !== undefined && holdsIn(c.var.actor, 'catalogue.manage', chosen)
  const makesFinal = chosen !== undefined && holdsIn(c.var.actor, 'cases.lead', chosen)
  const page = <PerformancePage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong, setsGoals, makesFinal }} />
  return c.html(html(page), wrong?.status ?? 200)
}

type Shown = Awaited<ReturnType<typeof figuresFor>> & { scope: Scope; month: string }

function asCsv(c: Context<Env>, { scope, month, figures }: Shown) {
  const named = new Map(scope.all.map(({ id, name }) => [id, name]))
  const rows = figures.map(one => [
    ...[named.get(one.organisation_id) ?? '', month, one.metric, one.priority, one.count, one.met],
    ...[
      sayPercent(one.met, one.count),
      one.met_without_pauses,
      sayPercent(one.met_without_pauses, one.count),
      one.goal,
    ],
    ...[one.met_after_disputes, sayPercent(one.met_after_disputes, one.count), one.reclassified],
  ])
  const head = ['Organisation', 'Month', 'Measure', 'Priority', 'Promises', 'Kept', 'Share', 'Kept without pauses']
  const disputes = ['Kept after disputes', 'Share after disputes', 'Made late by a change of priority or date']
  return csv(c, `Performance ${month}`, [...head, 'Share without pauses', 'Goal, per cent', ...disputes], rows)
}

const finalForm = z.object({ organisation_id: z.uuid(), month: z.string().refine(isMonth) })

const share = z.coerce
  .number('Enter a number from 1 to 100')
  .int('Enter a whole number')
  .min(1, 'Enter a number from 1 to 100')
  .max(100, 'Enter a number from 1 to 100')
const measures = Object.keys(MEASURES).flatMap(metric => PRIORITIES.map(priority => ({ metric, priority })))
const goalsForm = z.object({
  organisation_id: z.uuid(),
  month: z.string().optional(),
  ...Object.fromEntries(
    measures.map(({ metric, priority }) => [`${metric}_${priority}`, z.union([z.literal(''), share]).default('')]),
  ),
})

export const performanceRoutes = new Hono<Env>()
  .get(reportPaths.performance.pattern, may('reports.read'), c => show(c, c.req.query()))
  .post(reportPaths.makeFinal.pattern, may('cases.lead'), async c => {
    const form = await parseForm(finalForm, c.req.raw)
    if (!form.ok) return reportProblems.raise('organisation-not-found')
    const { organisation_id, month } = form.value
    const scope = await c.var.read(tx => scopeFrom(tx, organisation_id))
    if (scope.chosen?.id !== organisation_id) reportProblems.raise('organisation-not-found')
    const organisation = scope.chosen?.short_name ?? ''
    try {
      const command = { organisation_id, month, span: spanOf(month, scope.zone) }
      await c.var.write(tx => makeFinal(tx, c.var.actor, command, now()))
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 409) throw error
      return show(c, { organisation, month }, { status: 409, errors: [{ field: 'final', message: error.message }] })
    }
    return c.redirect(reportPaths.performance({}, { organisation, month }), 303)
  })
  .post(reportPaths.goals.pattern, may('catalogue.manage'), async c => {
    const form = await parseForm(goalsForm, c.req.raw)
    const organisation = form.entered.organisation_id
    const asked = { ...(organisation && { organisation }), ...(form.entered.month && { month: form.entered.month }) }
    if (!form.ok) return show(c, asked, { status: 422, entered: form.entered, errors: form.errors })
    const value: Record<string, unknown> = form.value
    const goals = measures.flatMap(one => {
      const percent = value[`${one.metric}_${one.priority}`]
      return typeof percent === 'number' ? [{ ...one, percent }] : []
    })
    const { organisation_id } = form.value
    const scope = await c.var.read(tx => scopeFrom(tx, organisation_id))
    if (scope.chosen?.id !== organisation_id) reportProblems.raise('organisation-not-found')
    await c.var.write(tx => setGoals(tx, c.var.actor, { organisation_id, goals }, now()))
    return c.redirect(reportPaths.performance({}, { ...asked, organisation: scope.chosen?.short_name }), 303)
  })
