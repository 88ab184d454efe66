import type { Context } from 'hono'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { organisationsFor } from '#platform/http/actor.ts'
import {
  apiRoutes,
  createRoute,
  json,
  limit,
  moment,
  refusals,
  refuseProperty,
  severalOf,
  text,
  words,
  z,
} from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { findOrganisationNamed, getTeamBySlug } from '#rooms/people/index.ts'
import { CaseSchema, caseJson } from '../case-json.api.ts'
import { caseApiPaths } from '../paths.ts'
import { type Cursor, listCases } from './list-cases.queries.ts'

const CaseList = z
  .object({
    cases: z.array(CaseSchema),
    next: z.string().nullable().openapi({ description: 'Where the next page is; null on the last' }),
  })
  .openapi('CaseList')

const id = () => z.guid('This is not an identifier')

const Query = z.strictObject({
  state: severalOf(['new', 'in_progress', 'on_hold', 'resolved', 'closed']),
  priority: severalOf(['P1', 'P2', 'P3', 'P4']),
  organisation: words(200).optional().openapi({ description: 'Its identifier or short name' }),
  team: words(200).optional().openapi({ description: 'Its identifier or slug' }),
  assignee: z.union([z.enum(['me', 'none']), id()], 'This is not an identifier, `me` or `none`').optional(),
  requester: z.union([z.literal('me'), id()], 'This is not an identifier or `me`').optional(),
  category: id().optional(),
  logged_since: moment().optional(),
  updated_since: moment().optional().openapi({ description: 'Lists the oldest change first' }),
  limit: limit(200, 50),
  after: text(200).optional().openapi({ description: 'Where the page before ended, as its `next` says' }),
})

const route = createRoute({
  method: 'get',
  path: '/cases',
  operationId: 'listCases',
  tags: ['Cases'],
  summary: 'Cases, newest first',
  description: 'With `cases.ask`, only one’s own. With `updated_since`, by their last change, oldest first.',
  middleware: may('cases.read', 'cases.ask'),
  request: { query: Query },
  responses: { 200: json('A page of them', CaseList), ...refusals(404) },
})

export const listCasesApi = apiRoutes().openapi(route, async c => {
  const query = c.req.valid('query')
  const { actor } = c.var
  const self = (given: string | undefined) => (given === 'me' ? actor.person_id : given)
  const cases = await c.var.read(async tx =>
    listCases(tx, {
      ...(await placesOf(tx, c, query.organisation)),
      ...{ asker_id: actor.person_id, states: query.state, priorities: query.priority },
      team_id: query.team && (await teamOf(tx, query.team)),
      assignee_id: query.assignee === 'none' ? null : self(query.assignee),
      ...{ requester_id: self(query.requester), category_id: query.category },
      logged_since: momentOf(query.logged_since),
      updated_since: momentOf(query.updated_since),
      ...{ after: query.after === undefined ? undefined : readCursor(query.after), limit: query.limit + 1 },
    }),
  )
  const page = cases.slice(0, query.limit)
  const last = page.at(-1)
  const next = last && cases.length > page.length ? nextPage(c, last) : null
  return c.json({ cases: page.map(caseJson), next }, 200, next ? { link: `<${next}>; rel="next"` } : {})
})

/** Where every case is seen, and where only one's own, narrowed to one organisation when it is named. */
async function placesOf(tx: Read, c: Context<Env>, organisation: string | undefined) {
  const { actor } = c.var
  const named =
    organisation === undefined || isId(organisation)
      ? organisation?.toLowerCase()
      : ((await findOrganisationNamed(tx, organisation))?.id ??
        refuseProperty('organisation', 'There is none', 'query'))
  const within = (ids: readonly string[]) => ids.filter(one => named === undefined || one === named)
  const organisations = organisationsFor(actor, 'cases.read')
  const own_only_in = organisationsFor(actor, 'cases.ask').filter(one => !organisations.includes(one))
  return { organisations: within(organisations), own_only_in: within(own_only_in) }
}

const teamOf = async (tx: Read, team: string): Promise<string> =>
  isId(team) ? team : (await getTeamBySlug(tx, team)).id

const momentOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text))

const writeCursor = ({ at, id }: Cursor) => Buffer.from(`${id}${at}`).toString('base64url')

// A time as PostgreSQL writes it in UTC. Only what `next` gave is read, so that nothing else reaches the database.
const CURSOR = /^([0-9a-f-]{36})(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)$/

function readCursor(text: string): Cursor {
  const [, id, at] = CURSOR.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? []
  if (!id || !at || !isId(id) || Number.isNaN(Date.parse(at.replace(' ', 'T').replace('+00', 'Z'))))
    return refuseProperty('after', 'This is not where a page ended: follow `next`', 'query')
  return { id, at }
}

function nextPage(c: Context<Env>, last: Cursor): string {
  const query = new URL(c.req.url).searchParams
  query.set('after', writeCursor(last))
  return `${caseApiPaths.list()}?${query}`
}
