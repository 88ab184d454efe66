import { write } from '#platform/database/transaction.ts'
import { createToken } from '#rooms/people/index.ts'
import { app, db, type Member } from './council.tsx'

type Body = Record<string, unknown>

/** What a program got: the status, the headers, and the JSON. */
export interface Got {
  readonly status: number
  readonly headers: Headers
  readonly type: string | null
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what tests are about to say.
  readonly json: any
}

async function got(answer: Response): Promise<Got> {
  const text = await answer.text()
  const type = answer.headers.get('content-type')
  return {
    status: answer.status,
    headers: answer.headers,
    type,
    json: type?.includes('json') ? JSON.parse(text) : text,
  }
}

/** A program that acts for somebody of the cast, with a token of these scopes. */
export async function programFor(person: Member, scopes: readonly string[], asked = app) {
  const { secret } = await write(db, { person_id: person.id, organisations: [person.organisation_id] }, tx =>
    createToken(tx, person.author, { person_id: person.id, name: 'A test', scopes }, new Date()),
  )
  const send = async (
    method: string,
    path: string,
    body?: Body | string | FormData,
    headers: Record<string, string> = {},
  ) =>
    got(
      await asked.request(`http://localhost/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) }),
      }),
    )
  return {
    secret,
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body?: Body | string | FormData, headers?: Record<string, string>) =>
      send('POST', path, body, headers),
    put: (path: string, body?: Body, headers?: Record<string, string>) => send('PUT', path, body, headers),
    patch: (path: string, body?: Body, headers?: Record<string, string>) => send('PATCH', path, body, headers),
  }
}
