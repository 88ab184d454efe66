import { sql } from 'kysely'
import { inPlaceOf } from '#platform/database/standing.ts'
import type { Read } from '#platform/database/transaction.ts'
import { listPersonsLike } from '#rooms/people/index.ts'

/** Somebody who may follow a case. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly about: string
}

const MOST = 8

/** Who may follow a case and is called as typed: people of its organisation, and staff of the shared desk. */
export async function listCandidates(
  tx: Read,
  organisation_id: string,
  organisations: readonly string[],
  typed: string,
): Promise<Candidate[]> {
  const found = await listPersonsLike(
    tx,
    [...new Set([...(await inPlaceOf(tx, organisation_id)), ...organisations])],
    typed,
    MOST * 3,
  )
  const elsewhere = found.filter(person => person.organisation_id !== organisation_id).map(person => person.id)
  const desk = new Set(elsewhere.length > 0 ? await deskStaffAmong(tx, elsewhere) : [])
  return found
    .filter(person => person.organisation_id === organisation_id || desk.has(person.id))
    .slice(0, MOST)
    .map(({ id, name, email, job_title, department }) => ({
      ...{ id, name, email },
      about: [job_title, department].filter(Boolean).join(', '),
    }))
}

async function deskStaffAmong(tx: Read, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people.published_persons where id = any (${[...ids]}::uuid[]) and desk_staff`.execute(tx)
  return rows.map(row => row.id)
}
