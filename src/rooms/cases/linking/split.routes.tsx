import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { listOf, parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listCategories } from '#rooms/catalogue/index.ts'
import type { Level } from '#rooms/clock/index.ts'
import { getCase, listMessages } from '../case.queries.ts'
import { casePaths, linkPaths } from '../paths.ts'
import { refusalAt } from './link.routes.tsx'
import { splitCase } from './split.actions.ts'
import { SplitPage } from './split.pages.tsx'

const level = z.enum(['1', '2', '3'], 'Choose from the list').transform(text => Number(text) as Level)

const splitForm = z.object({
  message: z
    .string({ error: 'Choose at least one message' })
    .transform(listOf)
    .refine(ids => ids.length > 0 && ids.every(isId), 'Choose at least one message'),
  subject: z
    .string()
    .trim()
    .min(1, 'Enter what the new case is about')
    .max(200, 'Keep it under 200 characters; the messages say the rest'),
  category_id: z.union([z.literal(''), z.uuid('Choose a category from the list')]).default(''),
  impact: level,
  urgency: level,
  relation: z.enum(['related_to', 'parent_of'], 'Choose how they belong together'),
})

async function splitPage(c: Context<Env>, wrong?: RefusedForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference')!)
    const categories = await listCategories(tx, theCase.organisation_id)
    return { theCase, categories, messages: await listMessages(tx, theCase.id, 'staff') }
  })
  const chrome = await c.var.chrome()
  const page = <SplitPage chrome={chrome} now={now()} {...facts} entered={wrong?.entered} errors={wrong?.errors} />
  return c.html(html(page), wrong?.status ?? 200)
}

export const splitRoutes = new Hono<Env>()
  .get(linkPaths.split.pattern, may('cases.work'), c => splitPage(c))
  .post(linkPaths.split.pattern, may('cases.work'), async c => {
    const form = await parseForm(splitForm, c.req.raw)
    if (!form.ok) return splitPage(c, { status: 422, ...form })
    const { message: message_ids, category_id, ...more } = form.value
    const command = { reference: c.req.param('reference'), message_ids, category_id: category_id || undefined, ...more }
    await c.var.read(tx => getCase(tx, command.reference))
    try {
      const { reference } = await c.var.write(tx => splitCase(tx, c.var.actor, command, now()))
      return c.redirect(casePaths.show({ reference }), 303)
    } catch (error) {
      return splitPage(c, { ...refusalAt('message', error), entered: form.entered })
    }
  })
