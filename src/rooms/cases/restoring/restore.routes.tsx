import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { casePaths, restorePaths } from '../paths.ts'
import { RestorePage } from './restore.pages.tsx'
import { restoredSince, restoreService } from './restore-service.actions.ts'

const restoreForm = z
  .object({
    how: z.string().trim().min(1, 'Say what makes it work again').max(2000, 'Keep it under 2,000 characters'),
    date: z.string().trim().default(''),
    time: z.string().trim().default(''),
  })
  .refine(({ date, time }) => (date === '' && time === '') || parseLocal(date, time, 'UTC'), {
    path: ['date'],
    message: 'Enter a real date, and a time like 14:30; or neither',
  })

async function show(c: Context<Env>, wrong?: RefusedForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference') ?? '')
    return { theCase, since: await restoredSince(tx, theCase.id) }
  })
  const { entered = {}, errors = [] } = wrong ?? {}
  const page = <RestorePage chrome={await c.var.chrome()} {...{ ...facts, entered, errors }} />
  return c.html(html(page), wrong?.status ?? 200)
}

export const restoreRoutes = new Hono<Env>()
  .get(restorePaths.restore.pattern, may('cases.work'), c => show(c))
  .post(restorePaths.restore.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const { entered, ...form } = await parseForm(restoreForm, c.req.raw)
    if (!form.ok) return show(c, { status: 422, entered, errors: form.errors })
    const { how, date, time } = form.value
    try {
      await c.var.write(async tx => {
        const { zone } = await getCase(tx, reference)
        // Checked above, but for the hour that is left out when clocks go forward: the refusal is for what never was.
        const at = date === '' ? undefined : (parseLocal(date, time, zone) ?? new Date(0))
        await restoreService(tx, c.var.actor, { reference, how, at }, now())
      })
    } catch (error) {
      if (!(error instanceof Problem) || (error.status !== 409 && error.status !== 422)) throw error
      const field = error.status === 422 ? 'date' : 'how'
      return show(c, { status: error.status, entered, errors: [{ field, message: error.message }] })
    }
    return c.redirect(casePaths.show({ reference }), 303)
  })
