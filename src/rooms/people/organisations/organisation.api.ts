import { apiRoutes, createRoute, json, refusals, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { listAllTeams, listOrganisations } from './organisation.queries.ts'

const uuid = () => z.string().openapi({ format: 'uuid' })
const tags = ['Around']

const Organisations = z
  .object({
    organisations: z.array(
      z.object({ id: uuid(), kind: z.string(), name: z.string(), short_name: z.string(), zone: z.string() }),
    ),
  })
  .openapi('Organisations')

const organisations = createRoute({
  method: 'get',
  path: '/organisations',
  operationId: 'listOrganisations',
  summary: 'The organisations this token may see',
  middleware: may('cases.read', 'cases.work', 'cases.ask'),
  ...{ tags, responses: { 200: json('All of them', Organisations), ...refusals() } },
})

const day = () => z.iso.datetime().nullable()

const Teams = z
  .object({
    teams: z.array(
      z.object({
        ...{ id: uuid(), organisation_id: uuid(), name: z.string(), slug: z.string() },
        starts_at: day().openapi({ description: 'From when there is this team; null for always' }),
        ends_at: day().openapi({ description: 'From when there is no such team any more; null for none such' }),
      }),
    ),
  })
  .openapi('Teams')

const teams = createRoute({
  method: 'get',
  path: '/teams',
  operationId: 'listTeams',
  summary: 'The teams that may be given a case, or all there are and were',
  request: {
    query: z.object({
      which: z.enum(['standing', 'all']).default('standing').openapi({
        description: '`all` gives those too that have ended or begin later',
      }),
    }),
  },
  middleware: may('cases.read', 'cases.work'),
  ...{ tags, responses: { 200: json('All of them', Teams), ...refusals() } },
})

export const organisationApi = apiRoutes()
  .openapi(organisations, async c => {
    const rows = await c.var.read(listOrganisations)
    const all = rows.map(({ id, kind, name, short_name, zone }) => ({ id, kind, name, short_name, zone }))
    return c.json({ organisations: all }, 200)
  })
  .openapi(teams, async c => {
    const wanted = c.req.valid('query').which
    const rows = (await c.var.read(listAllTeams)).filter(({ stands }) => wanted === 'all' || stands)
    const all = rows.map(({ id, organisation_id, name, slug, starts_at, ends_at }) => ({
      ...{ id, organisation_id, name, slug },
      ...{ starts_at: starts_at?.toISOString() ?? null, ends_at: ends_at?.toISOString() ?? null },
    }))
    return c.json({ teams: all }, 200)
  })
