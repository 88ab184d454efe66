/*
 * Some things change how somebody signs in, or let a program in for them. Whoever finds a browser open must not do those, so they ask
 * that somebody showed within the last ten minutes that it is them. What was being done is kept, and carried on afterwards.
 */
import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { typedIn } from '#platform/http/upload.ts'
import { now } from '#platform/time/now.ts'
import { peoplePaths } from '../paths.ts'
import { keepForm } from '../sign-in/kept-form.ts'
import { provedAt } from './proof.queries.ts'
import { isFresh } from './proof.rules.ts'

const MOST_CHARACTERS = 20_000

/** Whether who asks has shown a moment ago that it is them. */
export const hasFreshProof = async (c: Context<Env>): Promise<boolean> =>
  isFresh(await provedAt(c.var.db, c.var.actor.key), now())

/** What a form said, kept under the place it was for. */
async function keptFrom(c: Context<Env>) {
  const entered = await typedIn(c.req.raw)
  if (!entered || JSON.stringify(entered).length > MOST_CHARACTERS) return {}
  return { for: c.req.path, kept: await keepForm(c.var.db, c.req.path, { ...entered }) }
}

/** The way to show it first; undefined for who has. `page` is where the thing is begun; what is `secret` is not kept. */
export async function proveFirst(c: Context<Env>, page: string, what: 'kept' | 'secret' = 'kept') {
  if (await hasFreshProof(c)) return undefined
  const more = c.req.method === 'POST' && what === 'kept' ? await keptFrom(c) : {}
  return c.redirect(peoplePaths.proof({}, { return: page, ...more }), 303)
}

/** Lets a request through only with a fresh proof. Stands after the permission. */
export const freshProof =
  (page: (c: Context<Env>) => string, what: 'kept' | 'secret' = 'kept'): MiddlewareHandler<Env> =>
  async (c, next) => {
    const first = await proveFirst(c, page(c), what)
    if (first) return first
    await next()
  }
