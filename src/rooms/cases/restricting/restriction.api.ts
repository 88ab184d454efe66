import type { Context } from 'hono'
import type { Read, Write } from '#platform/database/transaction.ts'
import { apiRoutes, body, bodyRefusals, createRoute, id, json, refusals, words, z } from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import type { Case } from '../case.queries.ts'
import { reference, takeNamed } from '../case-access.api.ts'
import { findRestriction } from './reader.queries.ts'
import {
  addReader,
  liftRestriction,
  removeReader,
  restrictCase,
  showToRequester,
  type Who,
} from './restrict.actions.ts'

const identifier = () => z.string().openapi({ format: 'uuid' })

const RestrictionSchema = z
  .object({
    restricted: z.boolean(),
    shown_to_requester: z.boolean().openapi({ description: 'Whether its requester reads it on the portal' }),
    readers: z
      .array(
        z.object({
          id: identifier(),
          person_id: identifier().nullable(),
          team_id: identifier().nullable(),
          name: z.string().openapi({ example: 'Security' }),
        }),
      )
      .openapi({
        description: 'People, and whole teams. None when it is not restricted: then it is for all who read cases',
      }),
  })
  .openapi('CaseRestriction')

const Reader = z
  .strictObject({ person_id: id().optional(), team_id: id().optional() })
  .refine(({ person_id, team_id }) => (person_id === undefined) !== (team_id === undefined), 'Name a person or a team')
  .openapi('CaseReader')

const whoIs = ({ person_id, team_id }: z.infer<typeof Reader>): Who =>
  person_id === undefined ? { team_id: team_id ?? '' } : { person_id }

const tags = ['Restricted cases']
const as_it_stands = { 200: json('Who may know of it, as it then stands', RestrictionSchema) }
const responses = { ...as_it_stands, ...bodyRefusals(404, 409) }
const MOST_READERS = 50

const show = createRoute({
  method: 'get',
  path: '/cases/{reference}/restriction',
  operationId: 'getRestrictionOfCase',
  summary: 'Who may know of a case',
  middleware: may('cases.read'),
  request: { params: reference },
  ...{ tags, responses: { ...as_it_stands, ...refusals(404) } },
})

const restrict = createRoute({
  method: 'post',
  path: '/cases/{reference}/restriction',
  operationId: 'restrictCase',
  summary: 'Hide a case from everybody who is not named',
  description:
    'The token’s own person is named with the others. Whoever took part in the case and is not named is taken off it.',
  middleware: may('cases.restrict'),
  request: {
    params: reference,
    body: body(
      z
        .strictObject({
          because: words(1000),
          readers: z.array(Reader).max(MOST_READERS).default([]),
          shown_to_requester: z.boolean().default(true),
        })
        .openapi('CaseToRestrict'),
    ),
  },
  ...{ tags, responses },
})

const lift = createRoute({
  method: 'post',
  path: '/cases/{reference}/restriction/lift',
  operationId: 'liftRestriction',
  summary: 'Show a restricted case to everybody who reads cases again',
  middleware: may('cases.restrict'),
  request: { params: reference, body: body(z.strictObject({ because: words(1000) }).openapi('LiftedRestriction')) },
  ...{ tags, responses },
})

const name = createRoute({
  method: 'post',
  path: '/cases/{reference}/restriction/readers',
  operationId: 'addReaderOfCase',
  summary: 'Name somebody, or a team, who may know of a restricted case',
  middleware: may('cases.restrict'),
  request: { params: reference, body: body(Reader) },
  ...{ tags, responses },
})

const unname = createRoute({
  method: 'delete',
  path: '/cases/{reference}/restriction/readers/{reader}',
  operationId: 'removeReaderOfCase',
  summary: 'Take a name off',
  description: 'A name that is not there is off already. Whoever takes off their own finds the case no more.',
  middleware: may('cases.restrict'),
  request: { params: reference.extend({ reader: id() }) },
  ...{ tags, responses: { 204: { description: 'It is off' }, ...refusals(404, 409) } },
})

const toRequester = createRoute({
  method: 'put',
  path: '/cases/{reference}/restriction/requester',
  operationId: 'showCaseToRequester',
  summary: 'Say whether its requester sees a restricted case',
  middleware: may('cases.restrict'),
  request: {
    params: reference,
    body: body(z.strictObject({ shown_to_requester: z.boolean() }).openapi('ShownToRequester')),
  },
  ...{ tags, responses },
})

/** How it stands; `tx` sees the organisations where the route's permission is held, so finding the case is leave enough. */
async function restrictionJson(tx: Read, { id }: Case): Promise<z.infer<typeof RestrictionSchema>> {
  const found = await findRestriction(tx, id)
  if (!found) return { restricted: false, shown_to_requester: true, readers: [] }
  const readers = found.readers.map(({ id, person_id, team_id, name }) => ({ id, person_id, team_id, name }))
  return { restricted: true, shown_to_requester: found.shown_to_requester, readers }
}

/** Does it, and says how it then stands. */
const changed = (c: Context<Env>, typed: string, work: (tx: Write, reference: string) => Promise<unknown>) =>
  c.var.write(async tx => {
    const theCase = await takeNamed(tx, typed)
    await work(tx, theCase.reference)
    return restrictionJson(tx, theCase)
  })

export const restrictionApi = apiRoutes()
  .openapi(show, async c => {
    const said = await c.var.read(async tx => restrictionJson(tx, await takeNamed(tx, c.req.valid('param').reference)))
    return c.json(said, 200)
  })
  .openapi(restrict, async c => {
    const { readers, ...wanted } = c.req.valid('json')
    const said = await changed(c, c.req.valid('param').reference, (tx, reference) =>
      restrictCase(tx, c.var.actor, { reference, ...wanted, readers: readers.map(whoIs) }, now()),
    )
    return c.json(said, 200)
  })
  .openapi(lift, async c => {
    const said = await changed(c, c.req.valid('param').reference, (tx, reference) =>
      liftRestriction(tx, c.var.actor, { reference, ...c.req.valid('json') }, now()),
    )
    return c.json(said, 200)
  })
  .openapi(name, async c => {
    const said = await changed(c, c.req.valid('param').reference, (tx, reference) =>
      addReader(tx, c.var.actor, { reference, who: whoIs(c.req.valid('json')) }, now()),
    )
    return c.json(said, 200)
  })
  .openapi(unname, async c => {
    const { reference, reader } = c.req.valid('param')
    // Whoever takes themself off could not read how it then stands.
    await c.var.write(async tx => {
      const theCase = await takeNamed(tx, reference)
      await removeReader(tx, c.var.actor, { reference: theCase.reference, id: reader }, now())
    })
    return c.body(null, 204)
  })
  .openapi(toRequester, async c => {
    const said = await changed(c, c.req.valid('param').reference, (tx, reference) =>
      showToRequester(tx, c.var.actor, { reference, ...c.req.valid('json') }, now()),
    )
    return c.json(said, 200)
  })
