import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import type { Actor } from '#platform/http/actor.ts'
import { type Assignment, grantsOf } from '../roles/roles.rules.ts'
import { seenAs, type Viewing } from '../view-as/seen-as.rules.ts'

const NOBODY = { person_id: undefined, organisations: [] }

interface Found {
  person_id: string
  name: string
  email: string | null
  organisation_id: string
  assignments: Assignment[]
  /** The roles have changed since the session got its identifier. */
  renew?: boolean
}

const actorFrom = (found: Found, key: string): Actor => ({
  person_id: found.person_id,
  name: found.name,
  email: found.email,
  home_organisation_id: found.organisation_id,
  grants: grantsOf(found.assignments),
  key,
  renew: found.renew === true,
})

/**
 * Who a session belongs to; undefined when it has ended, was revoked, its person has left, or has since been given a role that needs
 * a second factor, which was not given.
 */
export async function findActorBySession(db: Db, token_hash: string): Promise<Actor | undefined> {
  const { rows } = await read(db, NOBODY, tx =>
    sql<Found>`select s.*, t.renew from people.session_of(${token_hash}) s, people.session_standing(${token_hash}) t
      where t.is_enough and people.may_enter(s.person_id)`.execute(tx),
  )
  return rows[0] && actorFrom(rows[0], token_hash)
}

/** Whom a session sees the product as, with what both may do; who it belongs to when it sees as nobody. */
export async function findActorSeenAs(db: Db, token_hash: string, viewing_hash: string): Promise<Actor | undefined> {
  const viewer = await findActorBySession(db, token_hash)
  if (!viewer) return undefined
  const { rows } = await read(db, NOBODY, tx =>
    sql<Viewing & Found>`select * from people.viewing_of(${viewing_hash}, ${token_hash})`.execute(tx),
  )
  return rows[0] ? seenAs(viewer, rows[0], grantsOf(rows[0].assignments)) : viewer
}

/** Who a program acts for: its person, cut down to what the token's scopes allow. */
export async function findActorByToken(db: Db, token_hash: string): Promise<Actor | undefined> {
  const { rows } = await read(db, NOBODY, tx =>
    sql<
      Found & { scopes: string[] }
    >`select * from people.token_of(${token_hash}) t where people.may_enter(t.person_id)`.execute(tx),
  )
  const found = rows[0]
  if (!found) return undefined
  const actor = actorFrom(found, token_hash)
  const grants = new Map([...actor.grants].filter(([permission]) => found.scopes.includes(permission)))
  return { ...actor, grants }
}

/** The person whose address and password these are. */
export async function findPassword(db: Db, email: string): Promise<{ person_id: string; hash: string } | undefined> {
  const { rows } = await read(db, NOBODY, tx =>
    sql<{ person_id: string; hash: string }>`select * from people.password_of(${email})`.execute(tx),
  )
  return rows.length === 1 ? rows[0] : undefined
}

/** Whether somebody's organisation is open to them: one that is being set up is so to its administrators alone. */
export async function mayEnter(db: Db, person_id: string): Promise<boolean> {
  const { rows } = await read(db, NOBODY, tx =>
    sql<{ may: boolean }>`select people.may_enter(${person_id}) as may`.execute(tx),
  )
  return rows[0]?.may === true
}
