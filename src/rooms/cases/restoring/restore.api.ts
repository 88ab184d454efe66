import {
  apiRoutes,
  body,
  bodyRefusals,
  createRoute,
  json,
  moment,
  versionHeaders,
  words,
  z,
} from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { answerCase, changeCase, reference } from '../case-access.api.ts'
import { CaseSchema } from '../case-json.api.ts'
import { restoreService } from './restore-service.actions.ts'

const Restored = z
  .strictObject({
    how: words(2000).openapi({ description: 'What makes it work again: the requester reads it' }),
    at: moment().optional().openapi({ description: 'Since when it works; since now when left out' }),
  })
  .openapi('Restored')

const restore = createRoute({
  method: 'post',
  path: '/cases/{reference}/restored',
  operationId: 'restoreService',
  tags: ['Clock'],
  summary: 'Say that what failed works again, and since when',
  description: 'What was promised until then is kept or missed at that moment. The case stays open until it is fixed.',
  middleware: may('cases.work'),
  request: { params: reference, headers: versionHeaders('if wanted'), body: body(Restored) },
  responses: { 200: json('The case as it then stands', CaseSchema), ...bodyRefusals(404, 409, 412) },
})

export const restoreApi = apiRoutes().openapi(restore, async c => {
  const { how, at } = c.req.valid('json')
  const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
    restoreService(tx, c.var.actor, { reference, how, at: at === undefined ? undefined : new Date(at) }, now()),
  )
  return answerCase(c, theCase)
})
