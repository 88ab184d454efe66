/*
 * Somebody who sees the product as another does changes nothing: here every request that could is refused, and the database refuses
 * whatever would slip through (transaction.ts). What is between a person and the service alone is not shown either.
 */
import type { MiddlewareHandler } from 'hono'
import { platformProblems } from '#platform/problem.ts'
import type { Env } from './env.ts'

/** Who sees as another, until when. */
export interface Viewing {
  readonly id: string
  readonly viewer: { readonly person_id: string; readonly name: string }
  /** Whom they see as, and whose organisation that is. */
  readonly name: string
  readonly organisation_id: string
  readonly ends_at: Date
  /** It has ended by itself, and they have yet to say that they have seen so. */
  readonly over: boolean
}

/** What ends it. */
export const STOP_VIEWING = '/viewing/stop'
const ENDS = [STOP_VIEWING, '/sign-out']
const isPrivate = (place: string) => place === '/account' || place.startsWith('/account/')

export const readsOnly: MiddlewareHandler<Env> = async (c, next) => {
  const viewing = c.var.visitor?.viewing
  if (viewing) {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reads && !ENDS.includes(c.req.path)) platformProblems.raise(viewing.over ? 'viewing-over' : 'viewing')
    if (isPrivate(c.req.path) && !viewing.over) platformProblems.raise('viewing-private')
  }
  await next()
}
