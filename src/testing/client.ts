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

export function clientFor(app: Hono<Env>, cookie?: string): Client {
  const headers = cookie ? { cookie } : {}
  const get = async (path: string, more = {}) => app.request(ORIGIN + path, { headers: { ...headers, ...more } })
  return {
    get,
    async post(path, fields = {}, more = {}) {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      return app.request(ORIGIN + path, { method: 'POST', body, headers: { ...headers, origin: ORIGIN, ...more } })
    },
    send: async (path, form) =>
      app.request(ORIGIN + path, { method: 'POST', body: form, headers: { ...headers, origin: ORIGIN } }),
    page: async path => (await get(path)).text(),
  }
}
