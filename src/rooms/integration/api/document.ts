import type { OpenAPIHono } from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import { nameOf, type Schema } from './schema-words.rules.ts'

export const PREFIX = '/api/v1'

const ABOUT = `Everything a person can do to a case on a page, for programs, under the same permissions.

Send a token: “Authorization: Bearer …” (“moothall token create” makes one, and so does your account’s page). What it may not see is answered as if it were not there.

Errors are problem details (RFC 9457). Changes that overwrite need If-Match with the ETag last given; posts that make something take an Idempotency-Key, so that they can be sent again. Times are UTC. Lists come in pages: follow “next” until it is null.`

const TAGS = [
  { name: 'Cases', description: 'Log, read, list, find, change and assign them' },
  { name: 'Messages', description: 'What is said on a case, and its whole story' },
  { name: 'Files', description: 'What hangs on messages' },
  {
    name: 'Clock',
    description:
      'Stop it with a reason, start it again, say that it works again, agree a date, explain, and calculate with calendars',
  },
  { name: 'Suppliers', description: 'Hand a case over to a supplier, and take it back' },
  { name: 'Disputes', description: 'Pauses that a partner does not accept' },
  { name: 'Closing', description: 'Resolve, close, reopen' },
  { name: 'Restricted cases', description: 'Say who may know of a case, and who no longer' },
  { name: 'Around', description: 'Organisations, teams, people and categories' },
]

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}

type Content = Readonly<Record<string, { readonly schema: Schema } | undefined>>

/** The document as far as its page reads it. */
export interface ApiDocument {
  readonly info: { readonly description: string }
  readonly tags: readonly { readonly name: string }[]
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string
            readonly tags: readonly string[]
            readonly summary: string
            readonly description?: string
            readonly parameters?: readonly Parameter[]
            readonly requestBody?: { readonly content: Content }
            readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
          }
        >
      >
    >
  >
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string | undefined
  readonly parameters: readonly Parameter[]
  readonly body: Schema | undefined
  readonly upload: boolean
  readonly answers: readonly { status: string; description: string; schema: string | undefined }[]
}

/** The operations under a heading, in the document's order. */
export const operationsOf = (document: ApiDocument, tag: string): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, { operationId, summary, description, parameters = [], requestBody, responses }]) => ({
        ...{ id: operationId, method: method.toUpperCase(), path, summary, description, parameters },
        body: requestBody?.content['application/json']?.schema,
        upload: requestBody?.content['multipart/form-data'] !== undefined,
        answers: Object.entries(responses).map(([status, { description, content }]) => {
          const ref = content?.['application/json']?.schema.$ref
          return { status, description, schema: ref && nameOf(ref) }
        }),
      })),
  )

/** The OpenAPI 3.1 document of some routes, as text, made when first asked for. */
export function documentOf(routes: OpenAPIHono<Env>): () => string {
  routes.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  let known: string | undefined
  return () => {
    known ??= JSON.stringify(
      routes.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: 'Moothall', version: '1', description: ABOUT, license: { name: 'MIT' } },
        servers: [{ url: PREFIX }],
        security: [{ token: [] }],
        tags: TAGS,
      }),
    )
    return known
  }
}
