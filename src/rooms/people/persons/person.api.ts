import { organisationsFor } from '#platform/http/actor.ts'
import { apiRoutes, createRoute, json, limit, refusals, words, z } from '#platform/http/api.ts'
import { may, signedIn } from '#platform/http/may.ts'
import { listPersonsLike } from './person.queries.ts'

const uuid = () => z.string().openapi({ format: 'uuid' })
const perhaps = z.string().nullable()
const tags = ['Around']

const People = z
  .object({
    people: z.array(
      z.object({
        ...{ id: uuid(), organisation_id: uuid(), name: z.string(), email: perhaps, phone: perhaps },
        ...{ job_title: perhaps, department: perhaps, location: perhaps },
      }),
    ),
  })
  .openapi('People')

const people = createRoute({
  method: 'get',
  path: '/people',
  operationId: 'findPeople',
  summary: 'People by the beginning of a name or e-mail address',
  middleware: may('people.read'),
  request: { query: z.strictObject({ q: words(200), limit: limit(50, 8) }) },
  ...{ tags, responses: { 200: json('The first of them', People), ...refusals() } },
})

const Me = z
  .object({
    ...{ id: uuid(), name: z.string(), email: perhaps, organisation_id: uuid() },
    permissions: z
      .record(z.string(), z.array(uuid()))
      .openapi({ description: 'For each permission this token holds, the organisations it holds it in' }),
  })
  .openapi('Me')

const me = createRoute({
  method: 'get',
  path: '/me',
  operationId: 'getMe',
  summary: 'Whom this token acts for, and what it may do',
  middleware: signedIn(),
  ...{ tags, responses: { 200: json('The person', Me), ...refusals() } },
})

export const personApi = apiRoutes()
  .openapi(people, async c => {
    const { q, limit } = c.req.valid('query')
    const found = await c.var.read(tx => listPersonsLike(tx, c.var.organisations, q, limit))
    const all = found.map(({ id, organisation_id, name, email, phone, job_title, department, location }) => ({
      ...{ id, organisation_id, name, email, phone, job_title, department, location },
    }))
    return c.json({ people: all }, 200)
  })
  .openapi(me, c => {
    const { actor } = c.var
    const permissions = Object.fromEntries(
      [...actor.grants.keys()].map(permission => [permission, [...organisationsFor(actor, permission)]]),
    )
    const { person_id: id, name, email, home_organisation_id: organisation_id } = actor
    return c.json({ id, name, email, organisation_id, permissions }, 200)
  })
