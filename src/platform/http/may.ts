import type { Context, MiddlewareHandler, Next } from 'hono'
import { read, write } from '#platform/database/transaction.ts'
import { platformProblems } from '#platform/problem.ts'
import { holds, identityFor } from './actor.ts'
import type { Env } from './env.ts'

/** Every route names who may use it: a permission, or that anybody may. A test lists the routes that name nothing. */
export interface NamesItsPermission {
  readonly permission: string
}

type Guard = MiddlewareHandler<Env> & NamesItsPermission

/**
 * Lets in who holds the permission in some organisation, and limits what the handler reads and writes to those organisations: a
 * person who is an analyst for one council and a requester in another works only in the first.
 */
export function may(permission: string): Guard {
  const guard = async (c: Context<Env>, next: Next) => {
    const actor = c.var.visitor
    if (!actor) return platformProblems.raise('not-signed-in')
    if (!holds(actor, permission)) return platformProblems.raise('not-allowed')
    const identity = identityFor(actor, permission)
    c.set('actor', actor)
    c.set('organisations', identity.organisations)
    c.set('read', work => read(c.var.db, identity, work))
    c.set('write', work => write(c.var.db, identity, work))
    await next()
  }
  return Object.assign(guard, { permission })
}

/** For the few pages that need nobody's permission: signing in, health, the accessibility statement. */
export function open(): Guard {
  return Object.assign(async (_: Context<Env>, next: Next) => next(), { permission: 'open' })
}

/** For what every signed-in person may do for themselves. Reads and writes see only their home organisation. */
export function signedIn(): Guard {
  const guard = async (c: Context<Env>, next: Next) => {
    const actor = c.var.visitor
    if (!actor) return platformProblems.raise('not-signed-in')
    const identity = { person_id: actor.person_id, organisations: [actor.home_organisation_id] }
    c.set('actor', actor)
    c.set('organisations', identity.organisations)
    c.set('read', work => read(c.var.db, identity, work))
    c.set('write', work => write(c.var.db, identity, work))
    await next()
  }
  return Object.assign(guard, { permission: 'signed-in' })
}
