import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { casePaths, pinPaths } from '../paths.ts'
import { agreeDate, dropDate } from './pin.actions.ts'
import { PinPage } from './pin.pages.tsx'
import { findAgreedDate } from './pin.queries.ts'

const why = z.string().trim().min(1, 'Say why').max(1000, 'Say why in at most 1,000 characters')
const pinForm = z
  .object({ date: z.string().trim().default(''), time: z.string().trim().default(''), because: why })
  .refine(({ date, time }) => parseLocal(date, time || '17:00', 'UTC'), {
    path: ['date'],
    message: 'Enter a real date, and a time like 14:30',
  })
const unpinForm = z.object({ undone_because: why })

async function show(c: Context<Env>, wrong?: RefusedForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference') ?? '')
    return { theCase, agreed: await findAgreedDate(tx, theCase, now()), now: now() }
  })
  const { entered = {}, errors = [] } = wrong ?? {}
  return c.html(
    html(<PinPage chrome={await c.var.chrome()} {...{ ...facts, entered, errors }} />),
    wrong?.status ?? 200,
  )
}

async function act(c: Context<Env>, entered: Entered, field: string, work: (tx: Write) => Promise<void>) {
  try {
    await c.var.write(work)
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 409 && error.status !== 422)) throw error
    return show(c, { status: error.status, entered, errors: [{ field, message: error.message }] })
  }
  return c.redirect(casePaths.clock({ reference: c.req.param('reference') ?? '' }), 303)
}

export const pinRoutes = new Hono<Env>()
  .get(pinPaths.pin.pattern, may('cases.work'), c => show(c))
  .post(pinPaths.pin.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const form = await parseForm(pinForm, c.req.raw)
    if (!form.ok) return show(c, { status: 422, entered: form.entered, errors: form.errors })
    const { date, time, because } = form.value
    return act(c, form.entered, 'date', async tx => {
      const { zone } = await getCase(tx, reference)
      // Checked above, but for the hour that is left out when clocks go forward: then nothing is in the future.
      const due = parseLocal(date, time || '17:00', zone) ?? new Date(0)
      await agreeDate(tx, c.var.actor, { reference, due, because }, now())
    })
  })
  .post(pinPaths.unpin.pattern, may('cases.work'), async c => {
    const reference = c.req.param('reference')
    const form = await parseForm(unpinForm, c.req.raw)
    if (!form.ok) return show(c, { status: 422, entered: form.entered, errors: form.errors })
    const because = form.value.undone_because
    return act(c, form.entered, 'undone_because', tx => dropDate(tx, c.var.actor, { reference, because }, now()))
  })
