import { app, type Council } from './council.tsx'

type Body = Record<string, unknown> | readonly unknown[] | string

/** What a directory got: the status, the headers, and the JSON. */
export interface Told {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what tests are about to say.
  readonly json: any
}

/** A token that the council's administrator makes for its directory. */
export async function directoryToken(c: Council, name = 'Entra ID'): Promise<string> {
  const place = `/admin/organisations/${c.organisation_id}/directory/tokens`
  const made = await c.farah.post(place, { name, days: '90' })
  const secret = /scim_[\w-]{43}/.exec(await made.text())?.[0]
  if (!secret) throw new Error(`No token was made: ${made.status}`)
  return secret
}

/** A program that speaks SCIM with a token. */
export function directoryWith(secret: string) {
  const send = async (
    method: string,
    path: string,
    body?: Body,
    headers: Record<string, string> = {},
  ): Promise<Told> => {
    const answer = await app.request(`http://localhost/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/scim+json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    find: (filter: string) => send('GET', `/Users?${new URLSearchParams({ filter })}`),
    post: (path: string, body: Body) => send('POST', path, body),
    put: (path: string, body: Body, headers?: Record<string, string>) => send('PUT', path, body, headers),
    /** Operations, as a PATCH. */
    patch: (path: string, ...Operations: Record<string, unknown>[]) =>
      send('PATCH', path, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations }),
    remove: (path: string) => send('DELETE', path),
  }
}

/** The council's directory, connected. */
export const directoryOf = async (c: Council, name?: string) => directoryWith(await directoryToken(c, name))
