import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import { apiRoutes } from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import { open } from '#platform/http/may.ts'
import { limitTokens } from '#platform/http/token-rate.ts'
import { platformProblems } from '#platform/problem.ts'
import { html } from '#platform/ui/layout/render.ts'
import { caseApi } from '#rooms/cases/index.ts'
import { catalogueApi } from '#rooms/catalogue/index.ts'
import { peopleApi } from '#rooms/people/index.ts'
import { clockApi } from '../clock/calculate.api.ts'
import { type ApiDocument, documentOf, PREFIX } from './document.ts'
import { ReferencePage } from './reference.pages.tsx'

const MOST_BYTES = 1_000_000

/** Every room's JSON face under /api/v1, with the document that describes it. `rate` is requests a second for each token. */
export function apiFor(rate: number): Hono<Env> {
  const gathered = apiRoutes().route('/', caseApi).route('/', peopleApi).route('/', catalogueApi).route('/', clockApi)
  const document = documentOf(gathered)
  const api = new Hono<Env>()
  api.use(`${PREFIX}/*`, limitTokens(rate))
  api.use(`${PREFIX}/*`, limitBody)
  api.use(`${PREFIX}/*`, asksAgain)
  api.get(`${PREFIX}/openapi.json`, open(), c => c.body(document(), 200, { 'content-type': 'application/json' }))
  api.get('/api/docs', open(), async c => {
    const { frame } = await c.var.chrome()
    const read: ApiDocument = JSON.parse(document())
    return c.html(html(<ReferencePage frame={frame} document={read} origin={new URL(c.req.url).origin} />))
  })
  api.route(PREFIX, gathered)
  refuseOtherMethods(api)
  return api
}

const limited = bodyLimit({ maxSize: MOST_BYTES })

/** What says how long it is needs no counting: Node takes no more. Files have limits of their own, and are never held whole. */
const limitBody: MiddlewareHandler<Env> = (c, next) => {
  if (c.req.path.endsWith('/attachments')) return next()
  const length = c.req.header('content-length')
  if (length === undefined || c.req.header('transfer-encoding') !== undefined) return limited(c, next)
  return Number(length) > MOST_BYTES ? platformProblems.raise('too-large') : next()
}

const tagged = etag()

/** What is read may be kept by whoever asked, who must ask each time whether it still is so: 304. A post waits for none of this. */
const asksAgain: MiddlewareHandler<Env> = (c, next) => {
  if (c.req.method !== 'GET') return next()
  c.header('cache-control', 'private, no-cache')
  return tagged(c, next)
}

/** A known place asked in a way it does not know: 405, naming the ways it does. */
function refuseOtherMethods(api: Hono<Env>) {
  const allowed = new Map<string, Set<string>>()
  for (const { method, path } of api.routes) {
    if (method === 'ALL') continue
    const methods = allowed.get(path) ?? new Set()
    methods.add(method)
    if (method === 'GET') methods.add('HEAD')
    allowed.set(path, methods)
  }
  for (const [path, methods] of allowed)
    api.all(path, () => platformProblems.raise('wrong-method', { headers: { allow: [...methods].join(', ') } }))
}
