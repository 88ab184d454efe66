import type { OpenAPIHono } from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'

const ABOUT = `Everything a person can do to a case on a page, for programs, under the same permissions.

Send a token: \`Authorization: Bearer …\` (\`moothall token create\` makes one). What it may not see is answered as if it were not there.
Errors are problem details (RFC 9457). Changes that overwrite need \`If-Match\` with the \`ETag\` last given; posts that make something
take an \`Idempotency-Key\`, so that they can be sent again. Times are UTC. Lists come in pages: follow \`next\` until it is null.`

const TAGS = [
  { name: 'Cases', description: 'Log, read, list, find, change and assign them' },
  { name: 'Messages', description: 'What is said on a case, and its whole story' },
  { name: 'Files', description: 'What hangs on messages' },
  { name: 'Clock', description: 'Stop it with a reason, and start it again' },
  { name: 'Closing', description: 'Resolve, close, reopen' },
  { name: 'Around', description: 'Organisations, teams, people and categories' },
]

/** The OpenAPI 3.1 document of some routes, as text, made when first asked for. */
export function documentOf(routes: OpenAPIHono<Env>): () => string {
  routes.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  let known: string | undefined
  return () => {
    known ??= JSON.stringify(
      routes.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: 'Moothall', version: '1', description: ABOUT, license: { name: 'MIT' } },
        servers: [{ url: '/api/v1' }],
        security: [{ token: [] }],
        tags: TAGS,
      }),
    )
    return known
  }
}
