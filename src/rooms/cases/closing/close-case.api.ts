import { apiRoutes, body, bodyRefusals, createRoute, json, versionHeaders, words, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { answerCase, changeCase, reference } from '../case-access.api.ts'
import { CaseSchema } from '../case-json.api.ts'
import { reopenCase } from './reopen-case.actions.ts'
import { closeCase, resolveCase } from './resolve-case.actions.ts'

const headers = versionHeaders('if wanted')
const responses = { 200: json('The case as it then stands', CaseSchema), ...bodyRefusals(404, 409, 412) }
const tags = ['Closing']

const resolve = createRoute({
  method: 'post',
  path: '/cases/{reference}/resolve',
  operationId: 'resolveCase',
  summary: 'Say that it is done, and how',
  description: 'The clocks stop. Some days later it is closed, unless the requester says otherwise.',
  middleware: may('cases.work'),
  request: {
    ...{ params: reference, headers },
    body: body(
      z
        .strictObject({
          closure_code: z.enum(['solved', 'workaround', 'no_answer', 'not_ours']).default('solved'),
          resolution: words(10_000).openapi({
            description: 'What was done, in words for the requester',
            example: 'We replaced the drum.',
          }),
        })
        .openapi('Resolution'),
    ),
  },
  ...{ tags, responses },
})

const close = createRoute({
  method: 'post',
  path: '/cases/{reference}/close',
  operationId: 'closeCase',
  summary: 'Close a case for good',
  middleware: may('cases.work'),
  request: {
    ...{ params: reference, headers },
    body: body(
      z
        .strictObject({
          closure_code: z
            .enum(['solved', 'workaround', 'cancelled', 'duplicate', 'no_answer', 'not_ours'])
            .optional()
            .openapi({ description: 'That of its resolution when left out' }),
          because: words(2000).optional(),
        })
        .openapi('Closure'),
    ),
  },
  ...{ tags, responses },
})

const reopen = createRoute({
  method: 'post',
  path: '/cases/{reference}/reopen',
  operationId: 'reopenCase',
  summary: 'Reopen a resolved or lately closed case',
  description: 'With `cases.ask`, one’s own.',
  middleware: may('cases.work', 'cases.ask'),
  request: {
    ...{ params: reference, headers },
    body: body(z.strictObject({ because: words(2000) }).openapi('Reopening')),
  },
  ...{ tags, responses },
})

export const closeCaseApi = apiRoutes()
  .openapi(resolve, async c => {
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      resolveCase(tx, c.var.actor, { reference, ...c.req.valid('json') }, now()),
    )
    return answerCase(c, theCase)
  })
  .openapi(close, async c => {
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      closeCase(tx, c.var.actor, { reference, ...c.req.valid('json') }, now()),
    )
    return answerCase(c, theCase)
  })
  .openapi(reopen, async c => {
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      reopenCase(tx, c.var.actor, { reference, ...c.req.valid('json') }, now()),
    )
    return answerCase(c, theCase)
  })
