import { isId } from '#platform/database/id.ts'
import { apiRoutes, createRoute, json, refusals, refuseProperty, words, z } from '#platform/http/api.ts'
import { may } from '#platform/http/may.ts'
import { findOrganisationNamed } from '#rooms/people/index.ts'
import { listCategories } from './category.queries.ts'

const uuid = () => z.string().openapi({ format: 'uuid' })

const Categories = z
  .object({
    categories: z.array(
      z.object({
        ...{ id: uuid(), organisation_id: uuid(), parent_id: uuid().nullable(), name: z.string() },
        path: z.string().openapi({ example: 'Hardware / Laptop' }),
        ...{ kind: z.string(), team_id: uuid().nullable(), impact: z.int().nullable(), urgency: z.int().nullable() },
      }),
    ),
  })
  .openapi('Categories')

const route = createRoute({
  method: 'get',
  path: '/categories',
  operationId: 'listCategories',
  tags: ['Around'],
  summary: 'An organisation’s tree of categories, in reading order',
  middleware: may('cases.read', 'cases.work', 'cases.ask'),
  request: {
    query: z.strictObject({
      organisation: words(200)
        .optional()
        .openapi({ description: 'Its identifier or short name; one’s own when left out' }),
    }),
  },
  responses: { 200: json('All of them', Categories), ...refusals() },
})

/** What programs may ask of the catalogue. */
export const catalogueApi = apiRoutes().openapi(route, async c => {
  const { organisation = c.var.actor.home_organisation_id } = c.req.valid('query')
  const categories = await c.var.read(async tx => {
    const id = isId(organisation) ? organisation : (await findOrganisationNamed(tx, organisation))?.id
    return listCategories(tx, id ?? refuseProperty('organisation', 'There is none', 'query'))
  })
  return c.json({ categories }, 200)
})
