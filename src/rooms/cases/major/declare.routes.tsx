import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { refusalAt } from '../linking/link.routes.tsx'
import { readReference } from '../reference.rules.ts'
import { declareMajor } from './declare.actions.ts'
import { DeclarePage } from './declare.pages.tsx'
import { majorOf } from './major.queries.ts'
import { declareForm } from './major-forms.ts'
import { majorPaths } from './paths.ts'

const MOST_OTHERS = 200
const EVERY_MINUTES = '30'

/** References in a text, each as we write it; what is none is left out. */
const referencesIn = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .slice(0, MOST_OTHERS)
    .flatMap(word => readReference(word) ?? [])

async function show(c: Context<Env>, entered: Entered, wrong?: { status: 409 | 422; errors: readonly FormError[] }) {
  const reference = c.req.param('reference') ?? ''
  const { theCase, major } = await c.var.read(async tx => {
    const theCase = await getCase(tx, reference)
    return { theCase, major: await majorOf(tx, theCase.id) }
  })
  if (major && !wrong) return c.redirect(majorPaths.show({ reference: major.reference }), 303)
  const known = { title: theCase.subject, update_minutes: EVERY_MINUTES, ...entered }
  const page = (
    <DeclarePage chrome={await c.var.chrome()} theCase={theCase} entered={known} errors={wrong?.errors ?? []} />
  )
  return c.html(html(page), wrong?.status ?? 200)
}

export const declareRoutes = new Hono<Env>()
  .get(majorPaths.declare.pattern, may('cases.work'), c => {
    const others = referencesIn(c.req.query('others') ?? '').filter(one => one !== c.req.param('reference'))
    return show(c, { others: others.join(' ') })
  })
  .post(majorPaths.declare.pattern, may('cases.work'), async c => {
    const form = await parseForm(declareForm, c.req.raw)
    if (!form.ok) return show(c, form.entered, { status: 422, errors: form.errors })
    const reference = c.req.param('reference')
    await c.var.read(tx => getCase(tx, reference))
    const { others, banner, ...words } = form.value
    const command = { ...words, reference, others: referencesIn(others), banner: banner || null }
    try {
      const major = await c.var.write(tx => declareMajor(tx, c.var.actor, command, now()))
      return c.redirect(majorPaths.show({ reference: major }), 303)
    } catch (error) {
      return show(c, form.entered, refusalAt('title', error))
    }
  })
