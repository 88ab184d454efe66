import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { checkForm, type Entered, type FormError, listOf, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listCategories } from '#rooms/catalogue/index.ts'
import type { Level } from '#rooms/clock/index.ts'
import { CLOSURE_CODES, type ClosureCode } from '../case.rules.ts'
import type { Desk } from '../queue/desk.queries.ts'
import { recallDesk } from '../queue/recall-desk.ts'
import { changeMany } from './bulk-change.actions.ts'
import { assignOptions, BulkPage } from './bulk-change.pages.tsx'
import { listChosen } from './bulk-change.queries.ts'
import { type Change, MOST, WHATS, type What } from './bulk-change.rules.ts'
import { bulkPaths } from './paths.ts'
import { undoMany } from './undo-bulk-change.actions.ts'

const level = (field: string) =>
  z.enum(['1', '2', '3'], `Choose the ${field}`).transform(text => Number(text) as Level /* one of the three */)

const codeKnown = (code: string): code is ClosureCode =>
  Object.hasOwn(CLOSURE_CODES, code) && code !== 'merged' && code !== 'passed'

const forms = {
  prioritise: z.object({ impact: level('impact'), urgency: level('urgency') }),
  close: z.object({
    closure_code: z.string('Choose how it ended').refine(codeKnown, 'Choose how it ended'),
    because: z.string().trim().max(2000, 'Shorten this to 2,000 characters').optional(),
  }),
}

/** Back to a queue of ours, whatever the form said. */
function backTo(wanted: string | undefined, more: Record<string, string> = {}): string {
  const url = new URL(wanted?.startsWith('/queue/') ? wanted : '/queue/mine', 'http://here')
  url.searchParams.delete('done')
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value)
  return url.pathname + url.search
}

type Read = { ok: true; change: Change } | { ok: false; errors: readonly FormError[] }
const wrong = (field: string, message: string): Read => ({ ok: false, errors: [{ field, message }] })

/** The details of a change, or what is missing from them. */
function readChange(what: What, entered: Entered, desk: Desk): Read {
  if (what === 'take') return { ok: true, change: { what } }
  if (what === 'assign') {
    const chosen = assignOptions(desk).find(({ value }) => value === entered.to)
    if (!chosen) return wrong('to', 'Choose a team, or somebody in it')
    const [team_id, assignee_id = null] = chosen.value.split(':')
    return { ok: true, change: { what, team_id: team_id!, assignee_id, to: chosen.text } }
  }
  if (what === 'classify') {
    const named = Object.entries(entered).filter(([name, id]) => name.startsWith('category-') && isId(id))
    const categories = new Map(named.map(([name, id]) => [name.slice('category-'.length), id]))
    const first = Object.keys(entered).find(name => name.startsWith('category-')) ?? 'category'
    return categories.size > 0 ? { ok: true, change: { what, categories } } : wrong(first, 'Choose a category')
  }
  if (what === 'prioritise') {
    const form = checkForm(forms.prioritise, entered)
    return form.ok ? { ok: true, change: { what, ...form.value } } : form
  }
  const form = checkForm(forms.close, entered)
  return form.ok ? { ok: true, change: { what, ...form.value, because: form.value.because || undefined } } : form
}

const whatOf = (c: Context<Env>): What =>
  WHATS.find(what => what === c.req.param('what')) ?? platformProblems.raise('not-found')

/** The page that asks for the details, first or again. */
async function ask(c: Context<Env>, entered: Entered, errors: readonly FormError[]) {
  const what = whatOf(c)
  const desk = await recallDesk(c.var.db, c.var.actor)
  const { chosen, categories } = await c.var.read(async tx => {
    const chosen = await listChosen(tx, listOf(entered.case).slice(0, MOST))
    const organisations = what === 'classify' ? [...new Set(chosen.map(each => each.organisation_id))] : []
    const trees = []
    for (const id of organisations) trees.push([id, await listCategories(tx, id)] as const)
    return { chosen, categories: new Map(trees) }
  })
  const missing = chosen.length > 0 ? errors : [{ field: 'main-content', message: 'Select at least one case' }]
  const facts = { what, chosen, desk, categories, back: backTo(entered.back), entered, errors: missing }
  const page = <BulkPage chrome={await c.var.chrome()} facts={facts} />
  return c.html(html(page), missing.length > 0 ? 422 : 200)
}

export const bulkRoutes = new Hono<Env>()
  .get(bulkPaths.change.pattern, may('cases.work'), async c => {
    const { case: references = [], back = [] } = c.req.queries()
    return ask(c, { case: references.join('\n'), back: back[0] ?? '' }, [])
  })
  .post(bulkPaths.change.pattern, may('cases.work'), async c => {
    const what = whatOf(c)
    const { entered } = await parseForm(z.object({}), c.req.raw)
    const references = listOf(entered.case).slice(0, MOST)
    const form = readChange(what, entered, await recallDesk(c.var.db, c.var.actor))
    if (!form.ok) return ask(c, entered, form.errors)
    if (references.length === 0) return ask(c, entered, [])
    const command = { organisation_id: c.var.organisations[0]!, references, change: form.change }
    const done = await c.var.write(tx => changeMany(tx, c.var.actor, command, now()))
    return c.redirect(backTo(entered.back, { done }), 303)
  })
  .post(bulkPaths.undo.pattern, may('cases.work'), async c => {
    const id = c.req.param('id')
    if (!isId(id)) platformProblems.raise('not-found')
    await c.var.write(tx => undoMany(tx, c.var.actor, id, now()))
    return c.redirect(backTo(c.req.query('back'), { done: id }), 303)
  })
