import {
  apiRoutes,
  body,
  bodyRefusals,
  createRoute,
  id,
  json,
  refusals,
  refuseProperty,
  said,
  text,
  versionHeaders,
  words,
  z,
} from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { answerCase, changeCase, reference, takeNamed } from '../case-access.api.ts'
import { CaseSchema } from '../case-json.api.ts'
import { handBack, handOver } from './hand-over.actions.ts'
import { listSuppliers, listTurns } from './supplier.queries.ts'

const responses = { 200: json('The case as it then stands', CaseSchema), ...bodyRefusals(404, 409, 412) }
const moment = () => z.string().openapi({ format: 'date-time', example: '2026-11-23T09:00:00.000Z' })

const Suppliers = z
  .object({
    suppliers: z.array(
      z.object({
        agreement_id: z.string().openapi({ format: 'uuid' }),
        supplier: z.string().openapi({ example: 'Ricoh' }),
        agreement: z.string().openapi({ example: 'Printers' }),
      }),
    ),
    turns: z.array(
      z.object({
        agreement_id: z.string().openapi({ format: 'uuid' }),
        supplier: z.string(),
        their_reference: z.string().nullable(),
        handed_at: moment(),
        back_at: moment().nullable().openapi({ description: 'Null while they have it' }),
        result: z.enum(['done', 'rejected']).nullable(),
      }),
    ),
  })
  .openapi('CaseSuppliers')

const list = createRoute({
  method: 'get',
  path: '/cases/{reference}/suppliers',
  operationId: 'listSuppliersOfCase',
  tags: ['Suppliers'],
  summary: 'The suppliers who may be given a case, and who had it when',
  middleware: may('cases.read'),
  request: { params: reference },
  responses: { 200: json('By name, and in the order they had it', Suppliers), ...refusals(404) },
})

const over = createRoute({
  method: 'post',
  path: '/cases/{reference}/supplier',
  operationId: 'handOverCase',
  tags: ['Suppliers'],
  summary: 'Hand a case over to a supplier',
  description: 'Their own clock starts. What was promised to the requester runs on.',
  middleware: may('cases.work'),
  request: {
    params: reference,
    headers: versionHeaders('if wanted'),
    body: body(
      z
        .strictObject({
          agreement_id: id().openapi({ description: 'Of the agreement with the supplier' }),
          their_reference: text(100).optional().openapi({ example: 'R-77' }),
          note: text(1000).optional().openapi({ description: 'For staff' }),
        })
        .openapi('HandOver'),
    ),
  },
  responses,
})

const back = createRoute({
  method: 'post',
  path: '/cases/{reference}/supplier/back',
  operationId: 'handBackCase',
  tags: ['Suppliers'],
  summary: 'Take a case back from the supplier who has it',
  description: 'Their clock stops. A supplier who rejects it has answered, and owes no more; then say why.',
  middleware: may('cases.work'),
  request: {
    params: reference,
    headers: versionHeaders('if wanted'),
    body: body(
      z.strictObject({ result: z.enum(['done', 'rejected']), because: words(1000).optional() }).openapi('HandBack'),
    ),
  },
  responses,
})

export const supplierApi = apiRoutes()
  .openapi(list, async c => {
    const found = await c.var.read(async tx => {
      const theCase = await takeNamed(tx, c.req.valid('param').reference)
      const suppliers = await listSuppliers(tx, theCase.organisation_id)
      return { suppliers, turns: await listTurns(tx, theCase.id) }
    })
    return c.json(
      {
        suppliers: found.suppliers.map(({ id, supplier, name }) => ({ agreement_id: id, supplier, agreement: name })),
        turns: found.turns.map(({ handed_at, back_at, agreement_id, supplier, their_reference, result }) => ({
          ...{ agreement_id, supplier, their_reference, handed_at: handed_at.toISOString() },
          ...{ back_at: said(back_at), result },
        })),
      },
      200,
    )
  })
  .openapi(over, async c => {
    const { agreement_id, their_reference, note } = c.req.valid('json')
    const more = { their_reference: their_reference || undefined, note: note || undefined }
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      handOver(tx, c.var.actor, { reference, agreement_id, ...more }, now()),
    )
    return answerCase(c, theCase)
  })
  .openapi(back, async c => {
    const { result, because } = c.req.valid('json')
    if (result === 'rejected' && because === undefined) refuseProperty('because', 'Say why they rejected it')
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      handBack(tx, c.var.actor, { reference, result, because }, now()),
    )
    return answerCase(c, theCase)
  })
