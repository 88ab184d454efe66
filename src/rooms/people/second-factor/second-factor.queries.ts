import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** By what a second proof was given. `provider`: the sign-in provider says that it checked one. */
export type SecondFactor = 'authenticator' | 'recovery_code' | 'passkey' | 'provider'

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly made_at: Date
  readonly used_at: Date | null
}

export interface Factors {
  /** Since when there is an authenticator app. */
  readonly authenticator: Date | null
  readonly passkeys: readonly Passkey[]
  readonly recovery_codes: number
}

/** What somebody has to give a second proof with. */
export async function factorsOf(tx: Read, person_id: string): Promise<Factors> {
  const [app, passkeys, codes] = await Promise.all([
    tx.selectFrom('people.authenticators').select('confirmed_at').where('person_id', '=', person_id).executeTakeFirst(),
    tx
      .selectFrom('people.passkeys')
      .select(['id', 'name', 'made_at', 'used_at'])
      .where('person_id', '=', person_id)
      .orderBy('made_at')
      .execute(),
    tx
      .selectFrom('people.recovery_codes')
      .select(eb => eb.fn.countAll<number>().as('left'))
      .where('person_id', '=', person_id)
      .executeTakeFirstOrThrow(),
  ])
  return { authenticator: app?.confirmed_at ?? null, passkeys, recovery_codes: Number(codes.left) }
}

/** Whether a role of theirs, anywhere, asks for a second factor. */
export async function needsSecondFactor(tx: Read, person_id: string): Promise<boolean> {
  const { rows } = await sql<{ needs: boolean }>`select people.needs_second_factor(${person_id}) as needs`.execute(tx)
  return rows[0]?.needs === true
}

export interface Standing {
  readonly organisation_id: string
  readonly name: string
  readonly email: string | null
  readonly has: boolean
  readonly needs: boolean
}

/** What somebody who has given a first proof owes; undefined for nobody, and for who has left. */
export async function findStanding(tx: Read, person_id: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`select * from people.second_factor_standing(${person_id})`.execute(tx)
  return rows[0]
}

/** The roles for which an organisation asks for a second factor. */
export async function listSecondFactorRoles(tx: Read, organisation_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.second_factor_roles')
    .select('role')
    .where('organisation_id', '=', organisation_id)
    .execute()
  return rows.map(({ role }) => role)
}
