import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Actor } from '#platform/http/actor.ts'
import { limitRate } from '#platform/http/security.ts'
import { passwordChanged, sessionsEnded } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { findPassword } from '../sign-in/actor.queries.ts'
import { checkPassword, hashPassword } from '../sign-in/password.ts'
import { listSessions } from './session.queries.ts'

/** Whether this is the person's own password now. Raises `too-many-tries`: the form could be used to guess. */
export async function isOwnPassword(db: Db, actor: Actor, password: string): Promise<boolean> {
  await limitRate(db, `password:${actor.person_id}`, 10, 10)
  const found = actor.email ? await findPassword(db, actor.email) : undefined
  const hash = found?.person_id === actor.person_id ? found.hash : undefined
  return checkPassword(password, hash)
}

/** Sets a person's password and ends their sessions, but for the one it was changed in: whoever else was in is out. */
export async function changePassword(
  tx: Write,
  author: Author,
  command: { person_id: string; password: string; keep_session?: string | undefined },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  const hash = await hashPassword(command.password)
  await sql`select people.set_password(${person.id}, ${hash})`.execute(tx)
  await record(tx, author, passwordChanged, person, {}, now)
  const others = (await listSessions(tx, person.id)).filter(session => session.token_hash !== command.keep_session)
  await endSessions(tx, author, { person_id: person.id, sessions: others.map(session => session.token_hash) }, now)
}

/** Ends those of a person's sessions that are named; others', and those that have ended, are passed over. */
export async function endSessions(
  tx: Write,
  author: Author,
  command: { person_id: string; sessions: readonly string[] },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  const theirs = (await listSessions(tx, person.id))
    .map(session => session.token_hash)
    .filter(hash => command.sessions.includes(hash))
  if (theirs.length === 0) return
  await sql`select people.end_session(hash) from unnest(${theirs}::text[]) hash`.execute(tx)
  await record(tx, author, sessionsEnded, person, { sessions: theirs.length }, now)
}
