/*
 * What every room's JSON face is made of. One zod schema checks what comes in and describes it in the OpenAPI document, so the two
 * cannot differ. Schemas are strict: a property nobody named is refused by its name, so nothing can be set that was not meant to be.
 */
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Problem } from '#platform/problem.ts'
import { platformProblems } from '#platform/problem.ts'
import type { Env } from './env.ts'

export { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'

/** Where one thing is wrong: the part of the request, and a JSON pointer (RFC 6901) into it. */
export interface Wrong {
  readonly in: 'body' | 'query' | 'path' | 'header'
  readonly pointer: string
  readonly message: string
}

const PARTS = { json: 'body', form: 'body', query: 'query', param: 'path', header: 'header', cookie: 'header' } as const
const MOST_ERRORS = 50

/** The problem of a request whose parts are wrong: 422, each with its pointer. */
export const invalid = (errors: readonly Wrong[]): Problem =>
  platformProblems.of('invalid', { errors: errors.slice(0, MOST_ERRORS) })

/** For what a schema cannot know: raises 422 naming one property of the body, or one name of the query. */
export const refuseProperty = (name: string, message: string, part: Wrong['in'] = 'body'): never => {
  throw invalid([{ in: part, pointer: `/${name}`, message }])
}

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 200).toWellFormed()}`).join('')

function wrongsOf(part: Wrong['in'], issues: readonly z.core.$ZodIssue[]): Wrong[] {
  return issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({
          in: part,
          pointer: pointerTo([...issue.path, key]),
          message: 'There is no such property',
        }))
      : [{ in: part, pointer: pointerTo(issue.path), message: issue.message.slice(0, 500).toWellFormed() }],
  )
}

type Checked = { success: true } | { success: false; error: { issues: readonly z.core.$ZodIssue[] } }

/** A part of the API, to which a room adds its operations. */
export const apiRoutes = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result: Checked & { target: keyof typeof PARTS }, _: Context<Env>) => {
      if (!result.success) throw invalid(wrongsOf(PARTS[result.target], result.error.issues))
    },
  })

// PostgreSQL cannot keep a NUL, and half of a surrogate pair is no character.
const keepable = (text: string) => !text.includes('\0') && text.isWellFormed()
const UNKEEPABLE = 'This has a character that cannot be kept: a NUL, or half of a surrogate pair'

/** Text of at most so many characters (UTF-16 units), as typed. */
export const text = (most: number) =>
  z.string().max(most, `This is longer than ${most} characters`).refine(keepable, UNKEEPABLE)

/** Text that must say something; spaces around it are taken off. */
export const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'This is empty')
    .max(most, `This is longer than ${most} characters`)
    .refine(keepable, UNKEEPABLE)

export const id = () => z.guid('This is not an identifier').openapi({ format: 'uuid' })

/** A moment in UTC or with an offset, as RFC 3339 writes it. */
export const moment = () => z.iso.datetime({ offset: true, error: 'This is not a moment such as 2026-01-31T09:30:00Z' })

/** A moment as an answer says it. */
export const said = (at: Date | null): string | null => at?.toISOString() ?? null

/** One value of a query, or several given by repeating the name. */
export const severalOf = <Value extends string>(known: readonly [Value, ...Value[]]) =>
  z
    .preprocess(given => (given === undefined ? undefined : [given].flat()), z.array(z.enum(known)).max(20).optional())
    .openapi({ type: 'array', items: { type: 'string', enum: [...known] } })

/** How many on a page of a list. */
export const limit = (most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, 'This is not a whole number')
    .transform(Number)
    .pipe(z.int().min(1, 'This is less than 1').max(most, `This is more than ${most}`))
    .default(usual)
    .openapi({ type: 'integer', minimum: 1, maximum: most, default: usual })

/** A JSON body, which must be there. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

export const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
})

export const ProblemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:moothall:problem:platform.invalid' }),
    title: z.string().openapi({ description: 'What is wrong, in words that a person can act on' }),
    status: z.int(),
    code: z.string().openapi({ example: 'platform.invalid' }),
    instance: z.string(),
    request_id: z.string().openapi({ description: 'Names this request in the service’s log' }),
    errors: z
      .array(z.object({ in: z.enum(['body', 'query', 'path', 'header']), pointer: z.string(), message: z.string() }))
      .optional()
      .openapi({ example: [{ in: 'body', pointer: '/subject', message: 'This is empty' }] }),
  })
  .openapi('Problem', { description: 'Problem details (RFC 9457). A kind of problem may carry more members.' })

const SAID = {
  400: 'The body is not JSON that can be read',
  401: 'No token, or one that is not in force',
  403: 'The token does not hold the permission',
  404: 'There is no such thing, or it belongs to somebody this token may not see',
  409: 'How things stand does not allow it',
  412: 'It was changed since the version in If-Match',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Something sent is not right; see errors',
  428: 'If-Match is missing',
  429: 'Asked too often; see Retry-After',
} as const
type Refusal = keyof typeof SAID

const refusal = (status: Refusal) => ({
  description: SAID[status],
  content: { 'application/problem+json': { schema: ProblemSchema } },
})

/** The refusals an operation documents: those of every operation, and its own. */
export const refusals = <Own extends Refusal = never>(...own: readonly Own[]) => {
  const all = [401, 403, 422, 429, ...own] as const
  // Keys are numbers here and stay so for the types of answers.
  return Object.fromEntries(all.map(status => [status, refusal(status)])) as Record<
    401 | 403 | 422 | 429 | Own,
    ReturnType<typeof refusal>
  >
}

/** Which version is changed: the ETag last given. */
export const versionHeaders = (needed: 'needed' | 'if wanted') => {
  const header = z.string().max(1000).openapi({ description: 'The ETag that was last given', example: '"3"' })
  return z.object({
    'if-match': needed === 'needed' ? header.optional().openapi({ param: { required: true } }) : header.optional(),
  })
}

/** The refusals of an operation with a JSON body. */
export const bodyRefusals = <Own extends Refusal = never>(...own: readonly Own[]) =>
  refusals<400 | 413 | 415 | Own>(400, 413, 415, ...own)
