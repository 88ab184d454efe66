import type { Context, MiddlewareHandler, Next } from 'hono'
import { type Identity, read, write } from '#platform/database/transaction.ts'
import { platformProblems } from '#platform/problem.ts'
import { type Actor, holds, organisationsFor } from './actor.ts'

import type { Env } from './env.ts'
import { isForPrograms } from './path.ts'

/** Every route names who may use it: a permission, or that anybody may. A test lists the routes that name nothing. */
export interface NamesItsPermission {
  readonly permission: string
}

type Guard = MiddlewareHandler<Env> & NamesItsPermission

/**
 * Lets in who holds the permission in some organisation, and limits what the handler reads and writes to those organisations: a
 * person who is an analyst for one council and a requester in another works only in the first. Where several permissions are
 * named, any of them opens the door, and the handler asks which one holds for the thing in hand.
 */
export function may(...permissions: readonly [string, ...string[]]): Guard {
  const guard = async (c: Context<Env>, next: Next) => {
    const actor = c.var.visitor
    if (!actor) return platformProblems.raise(isForPrograms(c.req.path) ? 'no-token' : 'not-signed-in')
    if (!permissions.some(permission => holds(actor, permission))) return platformProblems.raise('not-allowed')
    letIn(c, actor, permissions)
    await next()
  }
  return Object.assign(guard, { permission: permissions.join(' or ') })
}

/** Lets in who holds each of these permissions in some organisation, and limits what the handler reads and writes to those. */
export function mayBoth(one: string, other: string): Guard {
  const guard = async (c: Context<Env>, next: Next) => {
    const actor = c.var.visitor
    if (!actor) return platformProblems.raise(isForPrograms(c.req.path) ? 'no-token' : 'not-signed-in')
    const others = organisationsFor(actor, other)
    const organisations = organisationsFor(actor, one).filter(id => others.includes(id))
    if (organisations.length === 0) return platformProblems.raise('not-allowed')
    limit(c, actor, { person_id: actor.person_id, organisations })
    await next()
  }
  return Object.assign(guard, { permission: `${one} and ${other}` })
}

function letIn(c: Context<Env>, actor: Actor, permissions: readonly string[]) {
  const organisations = [...new Set(permissions.flatMap(permission => organisationsFor(actor, permission)))]
  const asks = permissions.includes(ASKS) && permissions.every(one => one === ASKS || !holds(actor, one))
  limit(c, actor, { person_id: actor.person_id, organisations, asks })
}

// The requester's side of things: whoever comes by a permission of staff comes as staff.
const ASKS = 'cases.ask'

function limit(c: Context<Env>, actor: Actor, who: Identity) {
  const { organisations } = who
  const viewer_id = actor.viewing?.viewer.person_id
  const identity = { ...who, viewer_id, program: isForPrograms(c.req.path) }
  c.set('actor', actor)
  c.set('organisations', organisations)
  c.set('read', work => read(c.var.db, identity, work))
  c.set('write', work => write(c.var.db, identity, work))
  c.set('look', async work => {
    if (!viewer_id) await write(c.var.db, identity, work)
  })
}

/** From here on the handler reads and writes only where its person holds this permission: for a page that many roles share. */
export const actUnder = (c: Context<Env>, permission: string): void => letIn(c, c.var.actor, [permission])

/** For the few pages that need nobody's permission: signing in, health, the accessibility statement. */
export function open(): Guard {
  return Object.assign(async (_: Context<Env>, next: Next) => next(), { permission: 'open' })
}

/** For what every signed-in person may do for themselves. Reads and writes see only their home organisation. */
export function signedIn(): Guard {
  const guard = async (c: Context<Env>, next: Next) => {
    const actor = c.var.visitor
    if (!actor) return platformProblems.raise(isForPrograms(c.req.path) ? 'no-token' : 'not-signed-in')
    limit(c, actor, { person_id: actor.person_id, organisations: [actor.home_organisation_id] })
    await next()
  }
  return Object.assign(guard, { permission: 'signed-in' })
}
