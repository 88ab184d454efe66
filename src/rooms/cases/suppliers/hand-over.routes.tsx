import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { type Entered, type FormError, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { casePaths, supplierPaths } from '../paths.ts'
import { handBack, handOver } from './hand-over.actions.ts'
import { type HandOverForm, HandOverPage } from './hand-over.pages.tsx'
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

interface Kept {
  readonly form: HandOverForm
  readonly entered: Entered
  readonly errors: readonly FormError[]
  readonly status: 409 | 422
}

async function show(c: Context<Env>, kept?: Kept) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference') ?? '')
    const suppliers = await listSuppliers(tx, theCase.organisation_id)
    return { theCase, suppliers, turn: await findTurn(tx, theCase.id) }
  })
  const form = kept?.form ?? (facts.turn ? 'back' : 'over')
  const { entered = {}, errors = [] } = kept ?? {}
  const page = <HandOverPage chrome={await c.var.chrome()} {...facts} form={form} entered={entered} errors={errors} />
  return c.html(html(page), kept?.status ?? 200)
}

/** Does it and goes back to the case. What a rule refuses is said beside the form that was sent, with what was typed. */
async function perform(c: Context<Env>, { form, entered }: Pick<Kept, 'form' | 'entered'>, act: () => Promise<void>) {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 409 && error.status !== 422)) throw error
    const field = form === 'over' ? 'agreement_id' : 'result'
    const status = error.status === 422 ? 422 : 409
    return show(c, { form, entered, errors: [{ field, message: error.message }], status })
  }
  return c.redirect(casePaths.show({ reference: c.req.param('reference') ?? '' }), 303)
}

export const handOverRoutes = new Hono<Env>()
  .get(supplierPaths.handOver.pattern, may('cases.work'), c => show(c))
  .post(supplierPaths.handOver.pattern, may('cases.work'), async c => {
    const parsed = await parseForm(overForm, c.req.raw)
    const { entered } = parsed
    if (!parsed.ok) return show(c, { form: 'over', entered, errors: parsed.errors, status: 422 })
    const { agreement_id, their_reference, note } = parsed.value
    const more = { their_reference: their_reference || undefined, note: note || undefined }
    const command = { reference: c.req.param('reference'), agreement_id, ...more }
    return perform(c, { form: 'over', entered }, () => c.var.write(tx => handOver(tx, c.var.actor, command, now())))
  })
  .post(supplierPaths.back.pattern, may('cases.work'), async c => {
    const parsed = await parseForm(backForm, c.req.raw)
    const { entered } = parsed
    if (!parsed.ok) return show(c, { form: 'back', entered, errors: parsed.errors, status: 422 })
    const { result, because } = parsed.value
    const command = { reference: c.req.param('reference'), result, because: because || undefined }
    return perform(c, { form: 'back', entered }, () => c.var.write(tx => handBack(tx, c.var.actor, command, now())))
  })
