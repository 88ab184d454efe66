import { isId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import {
  apiRoutes,
  body,
  bodyRefusals,
  createRoute,
  json,
  refusals,
  text,
  versionHeaders,
  words,
  z,
} from '#platform/http/api.ts'
import { needVersion } from '#platform/http/etag.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { findCategoryAt } from '#rooms/catalogue/index.ts'
import { classifyCase, prioritiseCase } from './assigning/prioritise-case.actions.ts'
import type { Case } from './case.queries.ts'
import { answerCase, changeCase, readCase, reference } from './case-access.api.ts'
import { CaseSchema, level } from './case-json.api.ts'
import { editCase } from './editing/edit-case.actions.ts'
import { caseProblems } from './problems.ts'

const show = createRoute({
  method: 'get',
  path: '/cases/{reference}',
  operationId: 'getCase',
  tags: ['Cases'],
  summary: 'A case as it stands',
  middleware: may('cases.read', 'cases.ask'),
  request: { params: reference },
  responses: { 200: json('The case, with its version in ETag', CaseSchema), ...refusals(404) },
})

const CaseChanges = z
  .strictObject({
    subject: words(200).optional().openapi({ example: 'Printer smoking' }),
    location: text(500).nullable().optional(),
    category: words(500).optional().openapi({ description: 'Its identifier or path' }),
    impact: level.optional(),
    urgency: level.optional(),
    because: words(2000).optional().openapi({ description: 'Why the priority is to be another' }),
  })
  .refine(changes => Object.keys(changes).some(name => name !== 'because'), 'Name something to change')
  .openapi('CaseChanges')

const change = createRoute({
  method: 'patch',
  path: '/cases/{reference}',
  operationId: 'changeCase',
  tags: ['Cases'],
  summary: 'Change what a case says of itself',
  description: 'Only what is named changes; all of it, or nothing. The due times follow the priority.',
  middleware: may('cases.work'),
  request: { params: reference, headers: versionHeaders('needed'), body: body(CaseChanges) },
  responses: { 200: json('The case as it then stands', CaseSchema), ...bodyRefusals(404, 409, 412, 428) },
})

export const caseApi = apiRoutes()
  .openapi(show, async c => {
    const { theCase } = await c.var.read(tx => readCase(c, tx, c.req.valid('param').reference))
    return answerCase(c, theCase)
  })
  .openapi(change, async c => {
    needVersion(c)
    const { subject, location, category, because, ...wanted } = c.req.valid('json')
    const at = now()
    const theCase = await changeCase(c, c.req.valid('param').reference, async (tx, before) => {
      const { reference } = before
      const { actor } = c.var
      if (subject !== undefined || location !== undefined)
        await editCase(tx, actor, { reference, subject, location }, at)
      if (category !== undefined) {
        const category_id = await categoryOf(tx, before, category)
        await classifyCase(tx, actor, { reference, category_id }, at)
      }
      const { impact = before.impact, urgency = before.urgency } = wanted
      if (wanted.impact !== undefined || wanted.urgency !== undefined)
        await prioritiseCase(tx, actor, { reference, because, impact, urgency }, at)
    })
    return answerCase(c, theCase)
  })

async function categoryOf(tx: Write, { organisation_id }: Case, category: string): Promise<string> {
  if (isId(category)) return category
  return (await findCategoryAt(tx, organisation_id, category))?.id ?? caseProblems.raise('category-elsewhere')
}
