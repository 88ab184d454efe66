/*
 * A post with an Idempotency-Key is answered once. The answer is kept in the transaction that makes the thing, so the two are true
 * together; of two such posts at the same moment one makes it, and the other finds the key taken, is undone, and repeats the answer.
 */
import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context, TypedResponse } from 'hono'
import type { Read, Write } from '#platform/database/transaction.ts'
import { Problem, platformProblems } from '#platform/problem.ts'
import type { Env } from './env.ts'
import { etagOf } from './etag.ts'

/** Something made by a post: where it is, and what is said of it. */
export interface Made<Body extends object> {
  readonly organisation_id: string
  readonly location: string
  readonly version?: number
  readonly body: Body
}

interface Answer {
  readonly request_hash: string
  readonly headers: Record<string, string>
  readonly body: string
}

export const onceHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'A key is 1 to 255 visible ASCII characters')
    .optional()
    .openapi({
      description:
        'Makes this safe to send again: the same key and request are answered the same, and done once (two days)',
      example: '5d4b1c1e-8f0a-4a55-9d65-2f1c3d5b7a90',
    }),
})

/**
 * Makes something in one transaction and answers 201 with its Location and, if it has versions, its ETag. With an Idempotency-Key
 * it is made once, however often it is asked; `request_hash` stands for the request when its body was not text. Raises
 * `platform.key-reused` when the key came before with another request.
 */
export async function makeOnce<Body extends object>(
  c: Context<Env>,
  work: (tx: Write) => Promise<Made<Body>>,
  said?: string,
): Promise<Response & TypedResponse<Body, 201, 'json'>> {
  const key = c.req.header('idempotency-key')
  const answer = key === undefined ? answerOf(await c.var.write(work)) : await keyed(c, key, work, said)
  // The body is the JSON of a Body: made from one here, now or when it was first asked.
  return new Response(answer.body, { status: 201, headers: answer.headers }) as Response &
    TypedResponse<Body, 201, 'json'>
}

const answerOf = ({ location, version, body }: Made<object>) => ({
  headers: {
    'content-type': 'application/json',
    location,
    ...(version === undefined ? {} : { etag: etagOf(version) }),
  },
  body: JSON.stringify(body),
})

async function keyed(c: Context<Env>, key: string, work: (tx: Write) => Promise<Made<object>>, said?: string) {
  const { person_id } = c.var.actor
  const request_hash = createHash('sha256')
    .update(`${c.req.method} ${c.req.path}\n${said ?? (await c.req.text())}`)
    .digest('base64url')
  try {
    return await c.var.write(async tx => {
      const before = await findAnswer(tx, person_id, key)
      if (before) return replay(before, request_hash)
      const made = await work(tx)
      const { headers, body } = answerOf(made)
      await tx
        .insertInto('platform.answered_posts')
        .values({
          ...{ organisation_id: made.organisation_id, person_id, key, request_hash, status: 201, body },
          headers: JSON.stringify(headers),
        })
        .execute()
      return { headers, body }
    })
  } catch (error) {
    if (!(error instanceof Problem) || error.details.constraint !== 'answered_posts_pkey') throw error
    const before = await c.var.read(tx => findAnswer(tx, person_id, key))
    return before ? replay(before, request_hash) : platformProblems.raise('key-reused')
  }
}

async function findAnswer(tx: Read, person_id: string, key: string): Promise<Answer | undefined> {
  const row = await tx
    .selectFrom('platform.answered_posts')
    .select(['request_hash', 'headers', 'body'])
    .where('person_id', '=', person_id)
    .where('key', '=', key)
    .executeTakeFirst()
  // Headers were written by this file, as a record of text.
  return row as Answer | undefined
}

function replay({ headers, body, ...before }: Answer, request_hash: string) {
  if (before.request_hash !== request_hash) platformProblems.raise('key-reused')
  return { headers: { ...headers, 'idempotency-replayed': 'true' }, body }
}
