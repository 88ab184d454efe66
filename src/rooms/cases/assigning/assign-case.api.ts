import { apiRoutes, body, bodyRefusals, createRoute, id, json, versionHeaders, z } from '#platform/http/api.ts'
import { needVersion } from '#platform/http/etag.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { answerCase, changeCase, reference } from '../case-access.api.ts'
import { CaseSchema } from '../case-json.api.ts'
import { assignCase } from './assign-case.actions.ts'

const Assignment = z
  .strictObject({
    team_id: id().nullable(),
    assignee_id: id().nullable().openapi({ description: 'Somebody who works in the team; null leaves it to the team' }),
  })
  .openapi('Assignment')

const route = createRoute({
  method: 'put',
  path: '/cases/{reference}/assignment',
  operationId: 'assignCase',
  tags: ['Cases'],
  summary: 'Give a case to a team, to a person in it, or to nobody',
  middleware: may('cases.work'),
  request: { params: reference, headers: versionHeaders('needed'), body: body(Assignment) },
  responses: { 200: json('The case as it then stands', CaseSchema), ...bodyRefusals(404, 409, 412, 428) },
})

export const assignCaseApi = apiRoutes().openapi(route, async c => {
  needVersion(c)
  const theCase = await changeCase(c, c.req.valid('param').reference, (tx, { reference }) =>
    assignCase(tx, c.var.actor, { reference, ...c.req.valid('json') }, now()),
  )
  return answerCase(c, theCase)
})
