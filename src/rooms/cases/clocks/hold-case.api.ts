import {
  apiRoutes,
  body,
  bodyRefusals,
  createRoute,
  json,
  moment,
  refuseProperty,
  versionHeaders,
  words,
  z,
} from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { answerCase, changeCase, reference } from '../case-access.api.ts'
import { CaseSchema } from '../case-json.api.ts'
import { holdCase, resumeCase } from './hold-case.actions.ts'

const responses = { 200: json('The case as it then stands', CaseSchema), ...bodyRefusals(404, 409, 412) }

const Hold = z
  .strictObject({
    reason: z.enum(['requester', 'supplier', 'development', 'planned']),
    until: moment().optional().openapi({ description: 'When it goes on by itself' }),
    note: words(2000).optional(),
  })
  .openapi('Hold')

const hold = createRoute({
  method: 'post',
  path: '/cases/{reference}/hold',
  operationId: 'holdCase',
  tags: ['Clock'],
  summary: 'Stop the clock, with the reason',
  middleware: may('cases.work'),
  request: { params: reference, headers: versionHeaders('if wanted'), body: body(Hold) },
  responses,
})

const resume = createRoute({
  method: 'post',
  path: '/cases/{reference}/resume',
  operationId: 'resumeCase',
  tags: ['Clock'],
  summary: 'Start the clock again',
  middleware: may('cases.work'),
  request: {
    params: reference,
    headers: versionHeaders('if wanted'),
    body: body(z.strictObject({ because: words(2000) }).openapi('Resume')),
  },
  responses,
})

const DECADE_MS = 3653 * 86_400_000

function untilOf(until: string | undefined, at: Date): Date | undefined {
  if (until === undefined) return undefined
  const ahead = Date.parse(until) - at.getTime()
  return ahead > 0 && ahead < DECADE_MS ? new Date(until) : refuseProperty('until', 'This is past, or years ahead')
}

export const holdCaseApi = apiRoutes()
  .openapi(hold, async c => {
    const { reason, note, until } = c.req.valid('json')
    const at = now()
    const command = { reason, note, until: untilOf(until, at) }
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      holdCase(tx, c.var.actor, { reference, ...command }, at),
    )
    return answerCase(c, theCase)
  })
  .openapi(resume, async c => {
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      resumeCase(tx, c.var.actor, { reference, ...c.req.valid('json') }, now()),
    )
    return answerCase(c, theCase)
  })
