import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import type { FormError } from '#platform/http/form.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { findCase, getCase } from '../case.queries.ts'
import { casePaths, linkPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { readReference } from '../reference.rules.ts'
import { countOpenTasks } from '../tasks/task.queries.ts'
import { refusalAt, typedReference, UNREADABLE } from './link.routes.tsx'
import { mergeCases } from './merge.actions.ts'
import { MergePage } from './merge.pages.tsx'
import { undoMerge } from './undo-merge.actions.ts'

const mergeForm = z.object({ into: typedReference, follow: z.string().optional() })

async function mergePage(
  c: Context<Env>,
  typed: string | undefined,
  wrong?: { status: 409 | 422; errors: FormError[] },
) {
  const reference = c.req.param('reference')!
  const wanted = typed ? readReference(typed) : undefined
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, reference)
    const into = wanted ? await findCase(tx, wanted) : undefined
    return { theCase, into, openTasks: await countOpenTasks(tx, theCase.id) }
  })
  const lost = wanted ? caseProblems.of('not-found').message : UNREADABLE
  const missing = typed !== undefined && !facts.into ? [{ field: 'into', message: lost }] : undefined
  const errors = wrong?.errors ?? missing
  // What cannot be merged is not offered: the sentence by the field says why.
  const into = errors ? undefined : facts.into
  const chrome = await c.var.chrome()
  const page = <MergePage chrome={chrome} {...facts} into={into} typed={typed} errors={errors} />
  return c.html(html(page), wrong?.status ?? (errors ? 422 : 200))
}

export const mergeRoutes = new Hono<Env>()
  .get(linkPaths.merge.pattern, may('cases.work'), c => mergePage(c, c.req.query('into')))
  .post(linkPaths.merge.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const form = await parseForm(mergeForm, c.req.raw)
    if (!form.ok) return mergePage(c, form.entered.into ?? '')
    const { into, follow } = form.value
    await c.var.read(tx => getCase(tx, reference))
    try {
      await c.var.write(tx => mergeCases(tx, c.var.actor, { reference, into, follow: follow === 'yes' }, now()))
    } catch (error) {
      return mergePage(c, into, refusalAt('into', error))
    }
    return c.redirect(casePaths.show({ reference: into }), 303)
  })
  .post(linkPaths.undoMerge.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    await c.var.write(tx => undoMerge(tx, c.var.actor, { reference }, now()))
    return c.redirect(casePaths.show({ reference }), 303)
  })
