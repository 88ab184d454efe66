import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { listClocks } from '../clocks/clocks.queries.ts'
import { breachPaths, casePaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { explainBreach, findExplanation } from './explain-breach.actions.ts'
import { ExplainBreachPage } from './explain-breach.pages.tsx'

const words = (missing: string) => z.string().trim().min(1, missing).max(5000, 'Keep it under 5,000 characters')
const form = z.object({
  cause: words('Say what made it late'),
  effect: words('Say whom it touched, and how'),
  fix: words('Say what mended it'),
  prevention: words('Say what keeps it from happening again'),
})

async function show(c: Context<Env>, entered?: Entered, errors: readonly FormError[] = []) {
  const { theCase, clocks, known } = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference') ?? '')
    return { theCase, clocks: await listClocks(tx, theCase.id), known: await findExplanation(tx, theCase.id) }
  })
  const missed = clocks.filter(clock => clock.missed_at !== null)
  if (missed.length === 0) caseProblems.raise('nothing-missed')
  const { written: _, ...first } = known ?? { written: false }
  const facts = { theCase, missed, entered: entered ?? first, errors, now: now() }
  return c.html(html(<ExplainBreachPage chrome={await c.var.chrome()} {...facts} />), errors.length > 0 ? 422 : 200)
}

export const explainBreachRoutes = new Hono<Env>()
  .get(breachPaths.explain.pattern, may('cases.work'), c => show(c))
  .post(breachPaths.explain.pattern, may('cases.work'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return show(c, parsed.entered, parsed.errors)
    const reference = c.req.param('reference')
    await c.var.write(tx => explainBreach(tx, c.var.actor, { reference, ...parsed.value }, now()))
    return c.redirect(casePaths.show({ reference }), 303)
  })
