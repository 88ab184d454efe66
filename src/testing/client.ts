import type { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'

const ORIGIN = 'http://localhost'

/** What a browser sends, without a browser: pages, forms, and whose session it is. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(
    path: string,
    fields?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Response>
  send(path: string, form: FormData): Promise<Response>
  /** The text of a page, with its markup. */
  page(path: string): Promise<string>
}

/** The session that an answer gives, if it gives one. */
const newSession = (answer: Response) =>
  answer.headers.getSetCookie().flatMap(cookie => /^moothall_session=[\w-]+/.exec(cookie) ?? [])[0]

export function clientFor(app: Hono<Env>, cookie?: string): Client {
  const headers: Record<string, string> = cookie ? { cookie } : {}
  // Whoever is signed in keeps up with a session that gets another secret; a visitor stays one.
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await app.request(ORIGIN + path, init)
    const renewed = newSession(answer)
    if (cookie && renewed) headers.cookie = renewed
    return answer
  }
  const get = async (path: string, more = {}) => ask(path, { headers: { ...headers, ...more } })
  return {
    get,
    async post(path, fields = {}, more = {}) {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      return ask(path, { method: 'POST', body, headers: { ...headers, origin: ORIGIN, ...more } })
    },
    send: async (path, form) => ask(path, { method: 'POST', body: form, headers: { ...headers, origin: ORIGIN } }),
    page: async path => (await get(path)).text(),
  }
}
