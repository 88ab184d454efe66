import { read } from '#platform/database/transaction.ts'
import { organisationsFor } from '#platform/http/actor.ts'
import { apiRoutes, createRoute, json, moment, refusals, words, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { caseApiPaths } from '../paths.ts'
import { type FoundCase, findCases } from './find-cases.queries.ts'

const date = () => z.string().openapi({ format: 'date-time' })

const Found = z
  .object({
    found: z.array(
      z.object({
        reference: z.string(),
        url: z.string(),
        subject: z.string(),
        state: z.string(),
        priority: z.string(),
        organisation: z.string(),
        requester: z.object({ id: z.string(), name: z.string() }),
        snippet: z.string().openapi({ description: 'Some words around, as plain text' }),
        in_message: z.boolean(),
        happened_at: date(),
        logged_at: date(),
        changed_at: date(),
      }),
    ),
    next: z.string().nullable().openapi({ description: 'Where the next page is; null on the last' }),
  })
  .openapi('Found')

const route = createRoute({
  method: 'get',
  path: '/search',
  operationId: 'search',
  tags: ['Cases'],
  summary: 'Cases by words in their subject and messages, newest first',
  description: 'Words, "a phrase", `or`, and `-` for without. With `cases.ask` alone, one’s own cases, and no notes.',
  middleware: may('cases.read', 'cases.ask'),
  request: {
    query: z.strictObject({
      q: words(500),
      before: moment().optional().openapi({ description: 'Where the page before ended, as its `next` says' }),
    }),
  },
  responses: { 200: json('A page of them', Found), ...refusals() },
})

// The marks around what was looked for, which no program expects.
const plain = (snippet: string) => snippet.replace(/[\ue000\ue001]/g, '')

const foundJson = (one: FoundCase) => ({
  ...{ reference: one.reference, url: caseApiPaths.show(one), subject: one.subject, state: one.state },
  ...{
    priority: one.priority,
    organisation: one.organisation,
    in_message: one.in_message,
    snippet: plain(one.snippet),
  },
  requester: { id: one.requester_id, name: one.requester },
  happened_at: one.happened_at.toISOString(),
  ...{ logged_at: one.logged_at.toISOString(), changed_at: one.changed_at.toISOString() },
})

export const searchApi = apiRoutes().openapi(route, async c => {
  const { q, before } = c.req.valid('query')
  const { actor, db } = c.var
  const { person_id } = actor
  const staff = organisationsFor(actor, 'cases.read')
  const organisations = staff.length > 0 ? staff : organisationsFor(actor, 'cases.ask')
  const { cases, next } = await read(db, { person_id, organisations }, tx =>
    findCases(tx, q, before === undefined ? undefined : new Date(before), staff.length > 0 ? undefined : person_id),
  )
  const link = next ? caseApiPaths.search({}, { q, before: next.toISOString() }) : null
  return c.json({ found: cases.map(foundJson), next: link }, 200)
})
