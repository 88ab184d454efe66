import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type FormError, parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { linkPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { readReference } from '../reference.rules.ts'
import { listSide } from '../side.queries.ts'
import { linkCases, unlinkCases } from './link.actions.ts'
import { RELATIONS, type Relation } from './link.rules.ts'
import { LinksPage } from './links.pages.tsx'

export const UNREADABLE = 'Enter a reference like C-104273. Check its digits: one of them may be wrong'

const isRelation = (text: string): text is Relation => RELATIONS.some(relation => relation === text)

/** A reference, typed any way; said or missing, the sentence stands by its field. */
export const typedReference = z.string().transform((typed, context) => {
  const reference = readReference(typed)
  if (!reference) context.addIssue({ code: 'custom', message: UNREADABLE })
  return reference ?? ''
})

const linkForm = z.object({
  relation: z.string().refine(isRelation, 'Choose how they belong together'),
  other: typedReference,
})

/** What a rule refuses, said beside a field; `cases.not-found` is about the other case, this one having been shown. */
export function refusalAt(field: string, error: unknown): { status: 409 | 422; errors: FormError[] } {
  if (!(error instanceof Problem) || ![404, 409, 422].includes(error.status)) throw error
  return { status: error.status === 409 ? 409 : 422, errors: [{ field, message: error.message }] }
}

async function linksPage(c: Context<Env>, wrong?: RefusedForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference')!)
    return { theCase, side: await listSide(tx, theCase.id) }
  })
  const chrome = await c.var.chrome({ live: [facts.theCase.id] })
  const page = <LinksPage chrome={chrome} {...facts} entered={wrong?.entered} errors={wrong?.errors} />
  return c.html(html(page), wrong?.status ?? 200)
}

const removeForm = z.object({ relation: z.string().refine(isRelation), other: typedReference })

export const linkRoutes = new Hono<Env>()
  .get(linkPaths.list.pattern, may('cases.work'), c => linksPage(c))
  .post(linkPaths.list.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const form = await parseForm(linkForm, c.req.raw)
    if (!form.ok) return linksPage(c, { status: 422, ...form })
    // This case is asked for first, so that what is not found after it is the other one.
    await c.var.read(tx => getCase(tx, reference))
    try {
      await c.var.write(tx => linkCases(tx, c.var.actor, { reference, ...form.value }, now()))
    } catch (error) {
      return linksPage(c, { ...refusalAt('other', error), entered: form.entered })
    }
    return c.redirect(linkPaths.list({ reference }), 303)
  })
  .post(linkPaths.remove.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const form = await parseForm(removeForm, c.req.raw)
    if (!form.ok) return caseProblems.raise('not-found')
    await c.var.write(tx => unlinkCases(tx, c.var.actor, { reference, ...form.value }, now()))
    return c.redirect(linkPaths.list({ reference }), 303)
  })
