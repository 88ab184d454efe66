import { apiRoutes, body, bodyRefusals, createRoute, id, json, refusals, said, words, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { reference, takeNamed } from '../case-access.api.ts'
import { listPauses } from '../clocks/clocks.queries.ts'
import { forgetDesk } from '../queue/recall-desk.ts'
import { disputePause, settleDispute, withdrawDispute } from './dispute.actions.ts'
import { type Dispute, getDispute, listDisputes, listDisputesOf } from './dispute.queries.ts'

const moment = () => z.string().openapi({ format: 'date-time', example: '2026-11-23T09:00:00.000Z' })
const uuid = () => z.string().openapi({ format: 'uuid' })

const DisputeSchema = z
  .object({
    ...{ id: uuid(), reference: z.string().openapi({ example: 'C-104273' }), organisation: z.string() },
    pause: z.object({ id: uuid(), reason: z.string(), from: moment(), until: moment().nullable() }),
    ...{ because: z.string(), raised_by: z.string(), raised_at: moment() },
    state: z.enum(['open', 'upheld', 'rejected', 'withdrawn']),
    ...{ words: z.string().nullable(), settled_by: z.string().nullable(), settled_at: moment().nullable() },
  })
  .openapi('Dispute')

const disputeJson = (dispute: Dispute): z.infer<typeof DisputeSchema> => ({
  ...{ id: dispute.id, reference: dispute.reference, organisation: dispute.organisation },
  pause: {
    ...{ id: dispute.pause_id, reason: dispute.reason, from: dispute.from_time.toISOString() },
    until: said(dispute.until_time),
  },
  ...{ because: dispute.because, raised_by: dispute.raised_by_name, raised_at: dispute.raised_at.toISOString() },
  ...{ state: dispute.state, words: dispute.words, settled_by: dispute.settled_by_name },
  settled_at: said(dispute.settled_at),
})

const Pauses = z
  .object({
    pauses: z.array(
      z.object({
        ...{ id: uuid(), reason: z.string(), from: moment(), until: moment().nullable() },
        disputes: z.array(DisputeSchema),
      }),
    ),
  })
  .openapi('Pauses')

const pauses = createRoute({
  method: 'get',
  path: '/cases/{reference}/pauses',
  operationId: 'listPauses',
  tags: ['Disputes'],
  summary: 'Every time a case’s clock stood still, with what was disputed of it',
  middleware: may('cases.read', 'cases.dispute'),
  request: { params: reference },
  responses: { 200: json('In the order they began', Pauses), ...refusals(404) },
})

const raise = createRoute({
  method: 'post',
  path: '/cases/{reference}/pauses/{pause}/disputes',
  operationId: 'disputePause',
  tags: ['Disputes'],
  summary: 'Say that a clock should not have stood still',
  middleware: may('cases.dispute'),
  request: {
    params: reference.extend({ pause: id().openapi({ param: { name: 'pause', in: 'path' } }) }),
    body: body(z.strictObject({ because: words(2000) }).openapi('RaiseDispute')),
  },
  responses: { 201: json('The dispute', DisputeSchema), ...bodyRefusals(404, 409) },
})

const oneDispute = z.object({ id: id().openapi({ param: { name: 'id', in: 'path' } }) })

const list = createRoute({
  method: 'get',
  path: '/disputes',
  operationId: 'listDisputes',
  tags: ['Disputes'],
  summary: 'Disputed pauses',
  middleware: may('cases.lead', 'cases.dispute'),
  request: {
    query: z.strictObject({
      state: z.enum(['open', 'settled']).default('open'),
      page: z.coerce.number().int().min(1).max(1000).default(1),
    }),
  },
  responses: {
    200: json(
      'Of the open the oldest first, of the settled the latest',
      z.object({ disputes: z.array(DisputeSchema), more: z.boolean() }),
    ),
    ...refusals(422),
  },
})

const show = createRoute({
  method: 'get',
  path: '/disputes/{id}',
  operationId: 'getDispute',
  tags: ['Disputes'],
  summary: 'One dispute',
  middleware: may('cases.lead', 'cases.dispute'),
  request: { params: oneDispute },
  responses: { 200: json('The dispute', DisputeSchema), ...refusals(404, 422) },
})

const settle = createRoute({
  method: 'post',
  path: '/disputes/{id}/settle',
  operationId: 'settleDispute',
  tags: ['Disputes'],
  summary: 'Uphold a dispute, or reject it',
  description:
    'Upheld, the pause does not count for the desk: a second figure beside each promise’s outcome, which stays. Nobody answers their own dispute.',
  middleware: may('cases.lead'),
  request: {
    params: oneDispute,
    body: body(
      z.strictObject({ decision: z.enum(['upheld', 'rejected']), words: words(2000) }).openapi('SettleDispute'),
    ),
  },
  responses: { 200: json('The dispute as it then stands', DisputeSchema), ...bodyRefusals(404, 409) },
})

const withdraw = createRoute({
  method: 'post',
  path: '/disputes/{id}/withdraw',
  operationId: 'withdrawDispute',
  tags: ['Disputes'],
  summary: 'Take one’s own dispute back',
  middleware: may('cases.dispute'),
  request: { params: oneDispute },
  responses: { 200: json('The dispute as it then stands', DisputeSchema), ...refusals(404, 409, 422) },
})

export const disputeApi = apiRoutes()
  .openapi(pauses, async c => {
    const found = await c.var.read(async tx => {
      const theCase = await takeNamed(tx, c.req.valid('param').reference)
      return { pauses: await listPauses(tx, theCase.id), disputes: await listDisputesOf(tx, theCase.id) }
    })
    const said_of = (pause_id: string) => found.disputes.filter(dispute => dispute.pause_id === pause_id)
    return c.json(
      {
        pauses: found.pauses.map(({ id, reason, from_time, until_time }) => ({
          ...{ id, reason, from: from_time.toISOString(), until: said(until_time) },
          disputes: said_of(id).map(disputeJson),
        })),
      },
      200,
    )
  })
  .openapi(raise, async c => {
    const { reference: typed, pause: pause_id } = c.req.valid('param')
    const dispute = await c.var.write(async tx => {
      const { reference } = await takeNamed(tx, typed)
      const id = await disputePause(tx, c.var.actor, { reference, pause_id, ...c.req.valid('json') }, now())
      return getDispute(tx, id)
    })
    return c.json(disputeJson(dispute), 201)
  })
  .openapi(list, async c => {
    const { state, page } = c.req.valid('query')
    const { disputes, more } = await c.var.read(tx => listDisputes(tx, { open: state === 'open', page }))
    return c.json({ disputes: disputes.map(disputeJson), more }, 200)
  })
  .openapi(show, async c => {
    const dispute = await c.var.read(tx => getDispute(tx, c.req.valid('param').id))
    return c.json(disputeJson(dispute), 200)
  })
  .openapi(settle, async c => {
    const { id } = c.req.valid('param')
    const dispute = await c.var.write(async tx => {
      await settleDispute(tx, c.var.actor, { id, ...c.req.valid('json') }, now())
      return getDispute(tx, id)
    })
    forgetDesk(c.var.actor)
    return c.json(disputeJson(dispute), 200)
  })
  .openapi(withdraw, async c => {
    const { id } = c.req.valid('param')
    const dispute = await c.var.write(async tx => {
      await withdrawDispute(tx, c.var.actor, { id }, now())
      return getDispute(tx, id)
    })
    return c.json(disputeJson(dispute), 200)
  })
