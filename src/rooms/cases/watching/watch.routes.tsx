import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { fragment, html } from '#platform/ui/layout/render.ts'
import { TypeaheadOption } from '#platform/ui/pieces/typeahead.tsx'
import { getCase } from '../case.queries.ts'
import { casePaths, watcherPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { listSide } from '../side.queries.ts'
import { addWatcher, removeWatcher } from './watch.actions.ts'
import { listCandidates } from './watcher.queries.ts'
import { WatchersPage } from './watchers.pages.tsx'

const id = z.union([z.literal(''), z.uuid()]).default('')
const addForm = z.object({ who: z.string().trim().max(200).default(''), person_id: id, choice: id })
const removeForm = z.object({ person_id: z.uuid() })

async function watchersPage(c: Context<Env>, typed?: string) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference')!)
    const { watchers } = await listSide(tx, theCase.id)
    const { organisation_id } = theCase
    const candidates = typed ? await listCandidates(tx, organisation_id, c.var.organisations, typed) : []
    return { theCase, watchers, candidates }
  })
  const chrome = await c.var.chrome({ live: [facts.theCase.id] })
  const message = typed
    ? facts.candidates.length > 0
      ? 'Choose which of them you mean'
      : 'Nobody of this organisation or its desk has that name or address'
    : 'Enter a name or an e-mail address'
  const errors = typed === undefined ? undefined : [{ field: 'who', message }]
  return c.html(html(<WatchersPage chrome={chrome} who={typed} {...facts} errors={errors} />), errors ? 422 : 200)
}

/** Who was meant: whoever was chosen, or the only one with that name or that very address. */
async function personMeant(c: Context<Env>, form: z.output<typeof addForm>): Promise<string | undefined> {
  if (form.choice || form.person_id) return form.choice || form.person_id
  if (form.who === '') return undefined
  return c.var.read(async tx => {
    const { organisation_id } = await getCase(tx, c.req.param('reference')!)
    const found = await listCandidates(tx, organisation_id, c.var.organisations, form.who)
    const exact = found.find(({ email }) => email?.toLowerCase() === form.who.toLowerCase())
    return (exact ?? (found.length === 1 ? found[0] : undefined))?.id
  })
}

const self = (c: Context<Env>) => ({ reference: c.req.param('reference')!, person_id: c.var.actor.person_id })
const toCase = (c: Context<Env>) => c.redirect(casePaths.show({ reference: c.req.param('reference')! }), 303)

export const watchRoutes = new Hono<Env>()
  .get(watcherPaths.list.pattern, may('cases.work'), c => watchersPage(c))
  .post(watcherPaths.list.pattern, may('cases.work'), async c => {
    const form = await parseForm(addForm, c.req.raw)
    const person_id = form.ok ? await personMeant(c, form.value) : undefined
    if (!person_id) return watchersPage(c, form.entered.who?.trim() ?? '')
    const reference = c.req.param('reference')
    await c.var.write(tx => addWatcher(tx, c.var.actor, { reference, person_id }, now()))
    return c.redirect(watcherPaths.list({ reference }), 303)
  })
  /** Suggestions while a name is typed. */
  .get(watcherPaths.find.pattern, may('cases.work'), async c => {
    const found = await c.var.read(async tx => {
      const { organisation_id } = await getCase(tx, c.req.param('reference'))
      return listCandidates(tx, organisation_id, c.var.organisations, c.req.query('q') ?? '')
    })
    const options = found.map(({ id: value, name, about }) => (
      <TypeaheadOption id={`watcher-${value}`} value={value} text={name}>
        <strong>{name}</strong> <span class="quiet">{about}</span>
      </TypeaheadOption>
    ))
    return c.html(fragment(<div>{options}</div>))
  })
  .post(watcherPaths.remove.pattern, may('cases.work'), async c => {
    const form = await parseForm(removeForm, c.req.raw)
    if (!form.ok) return caseProblems.raise('watcher-elsewhere')
    const command = { reference: c.req.param('reference'), ...form.value }
    await c.var.write(tx => removeWatcher(tx, c.var.actor, command, now()))
    return c.redirect(watcherPaths.list({ reference: command.reference }), 303)
  })
  // Whoever may read a case may follow it.
  .post(watcherPaths.watch.pattern, may('cases.read'), async c => {
    await c.var.write(tx => addWatcher(tx, c.var.actor, self(c), now()))
    return toCase(c)
  })
  .post(watcherPaths.unwatch.pattern, may('cases.read'), async c => {
    await c.var.write(tx => removeWatcher(tx, c.var.actor, self(c), now()))
    return toCase(c)
  })
