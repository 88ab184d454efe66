import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Letter {
  readonly id: string
  readonly kind: 'reset' | 'invitation'
  readonly person_id: string
  readonly organisation_id: string
  readonly name: string
  readonly email: string | null
}

/** A letter that still counts: in time, not used, and written while everything stood as it does now. Whoever asks. */
export async function findLetter(tx: Read, id: string, at: Date): Promise<Letter | undefined> {
  const { rows } = await sql<Letter>`select * from people.password_letter_of(${id}, ${at})`.execute(tx)
  return rows[0]
}

export interface InvitationState {
  readonly has_password: boolean
  /** Until when the last invitation can be used. */
  readonly ends_at: Date | null
}

/** How far somebody is with their first password. */
export async function invitationOf(tx: Read, person_id: string, at: Date): Promise<InvitationState> {
  const { rows } = await sql<InvitationState>`
    select people.has_password(${person_id}) as has_password,
      (select max(l.ends_at) from people.password_letters l where l.person_id = ${person_id} and l.kind = 'invitation'
        and l.used_at is null and l.ends_at > ${at} and l.made_for = people.standing_for(l.person_id, l.kind)) as ends_at`.execute(
    tx,
  )
  return rows[0]!
}

/** Who signs in with an address and a password; undefined for nobody, and for two. For a letter to that address, and nothing else. */
export async function findByAddress(tx: Read, email: string) {
  const { rows } = await sql<{ person_id: string; organisation_id: string }>`
    select * from people.who_signs_in_as(${email})`.execute(tx)
  return rows[0]
}

/** How many letters of a kind somebody has that are not over. */
export async function countLetters(tx: Read, person_id: string, kind: Letter['kind'], at: Date): Promise<number> {
  const { letters } = await tx
    .selectFrom('people.password_letters')
    .select(eb => eb.fn.countAll<number>().as('letters'))
    .where('person_id', '=', person_id)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('ends_at', '>', at)
    .executeTakeFirstOrThrow()
  return Number(letters)
}
