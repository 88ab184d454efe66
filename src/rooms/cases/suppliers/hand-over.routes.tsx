import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { casePaths, supplierPaths } from '../paths.ts'
import { handBack, handOver } from './hand-over.actions.ts'
import { HandOverPage } from './hand-over.pages.tsx'
import { findTurn, listSuppliers } from './supplier.queries.ts'

const few = (most: number) => z.string().trim().max(most, `Keep it under ${most} characters`).default('')
const overForm = z.object({
  agreement_id: z.uuid('Choose a supplier'),
  their_reference: few(100),
  note: few(1000),
})
const backForm = z
  .object({ result: z.enum(['done', 'rejected'], 'Choose what they did'), because: few(1000) })
  .refine(form => form.result === 'done' || form.because !== '', {
    path: ['because'],
    message: 'Say why they rejected it',
  })

async function show(c: Context<Env>, entered: Entered = {}, errors: readonly FormError[] = []) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference') ?? '')
    const suppliers = await listSuppliers(tx, theCase.organisation_id)
    return { theCase, suppliers, turn: await findTurn(tx, theCase.id) }
  })
  const page = <HandOverPage chrome={await c.var.chrome()} {...facts} entered={entered} errors={errors} />
  return c.html(html(page), errors.length > 0 ? 422 : 200)
}

export const handOverRoutes = new Hono<Env>()
  .get(supplierPaths.handOver.pattern, may('cases.work'), c => show(c))
  .post(supplierPaths.handOver.pattern, may('cases.work'), async c => {
    const parsed = await parseForm(overForm, c.req.raw)
    if (!parsed.ok) return show(c, parsed.entered, parsed.errors)
    const reference = c.req.param('reference')
    const { agreement_id, their_reference, note } = parsed.value
    const command = { reference, agreement_id, their_reference: their_reference || undefined, note: note || undefined }
    await c.var.write(tx => handOver(tx, c.var.actor, command, now()))
    return c.redirect(casePaths.show({ reference }), 303)
  })
  .post(supplierPaths.back.pattern, may('cases.work'), async c => {
    const parsed = await parseForm(backForm, c.req.raw)
    if (!parsed.ok) return show(c, parsed.entered, parsed.errors)
    const reference = c.req.param('reference')
    const { result, because } = parsed.value
    await c.var.write(tx => handBack(tx, c.var.actor, { reference, result, because: because || undefined }, now()))
    return c.redirect(casePaths.show({ reference }), 303)
  })
