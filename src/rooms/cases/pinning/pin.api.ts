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
import { agreeDate, dropDate } from './pin.actions.ts'

const responses = { 200: json('The case as it then stands', CaseSchema), ...bodyRefusals(404, 409, 412) }

const agree = createRoute({
  method: 'post',
  path: '/cases/{reference}/agreed-date',
  operationId: 'agreeDate',
  tags: ['Clock'],
  summary: 'Agree by hand by when a case is fixed',
  description:
    'From then on that is when it is due, whatever its priority or terms become. The explained clock says what they would give.',
  middleware: may('cases.work'),
  request: {
    params: reference,
    headers: versionHeaders('if wanted'),
    body: body(
      z
        .strictObject({
          due: moment().openapi({ description: 'In the future' }),
          because: words(1000).openapi({ description: 'With whom, and why' }),
        })
        .openapi('AgreedDate'),
    ),
  },
  responses,
})

const drop = createRoute({
  method: 'post',
  path: '/cases/{reference}/agreed-date/drop',
  operationId: 'dropAgreedDate',
  tags: ['Clock'],
  summary: 'Go back to what the agreement says',
  middleware: may('cases.work'),
  request: {
    params: reference,
    headers: versionHeaders('if wanted'),
    body: body(z.strictObject({ because: words(1000) }).openapi('DropAgreedDate')),
  },
  responses,
})

export const pinApi = apiRoutes()
  .openapi(agree, async c => {
    const { due, because } = c.req.valid('json')
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      agreeDate(tx, c.var.actor, { reference, due: new Date(due), because }, now()),
    )
    return answerCase(c, theCase)
  })
  .openapi(drop, async c => {
    const { because } = c.req.valid('json')
    const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
      dropDate(tx, c.var.actor, { reference, because }, now()),
    )
    return answerCase(c, theCase)
  })
