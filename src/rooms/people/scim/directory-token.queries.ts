import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface DirectoryToken {
  readonly id: string
  readonly name: string
  readonly made_by_name: string
  readonly created_at: Date
  readonly expires_at: Date
  readonly revoked_at: Date | null
  readonly last_used_at: Date | null
}

/** An organisation's directory tokens, newest first: never their secrets, which nobody keeps. */
export const listDirectoryTokens = (tx: Read, organisation_id: string): Promise<DirectoryToken[]> =>
  tx
    .selectFrom('people.directory_tokens')
    .select(['id', 'name', 'made_by_name', 'created_at', 'expires_at', 'revoked_at', 'last_used_at'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('created_at', 'desc')
    .execute()

export interface Standing {
  readonly from_directory: number
  readonly by_hand: number
  readonly groups: number
  /** Those whose address in the directory is somebody else's here, or none that can be written to. */
  readonly without_address: readonly { id: string; name: string; user_name: string }[]
}

const MOST_SHOWN = 20

/** How an organisation's people stand to its directory. */
export async function standingOf(tx: Read, organisation_id: string): Promise<Standing> {
  const [counts, without] = await Promise.all([
    sql<{ from_directory: number; by_hand: number; groups: number }>`
      select count(d.person_id) filter (where d.removed_at is null) as from_directory, count(*) filter (where d.person_id is null and p.active) as by_hand,
        (select count(*) from people.directory_groups g where g.organisation_id = ${organisation_id}) as groups
      from people.persons p left join people.directory_users d on d.person_id = p.id where p.organisation_id = ${organisation_id}`.execute(
      tx,
    ),
    sql<{ id: string; name: string; user_name: string }>`
      select p.id, p.name, d.user_name from people.persons p join people.directory_users d on d.person_id = p.id
      where p.organisation_id = ${organisation_id} and p.email is null and p.active and d.removed_at is null
      order by p.name_key limit ${MOST_SHOWN}`.execute(tx),
  ])
  return { from_directory: 0, by_hand: 0, groups: 0, ...counts.rows[0], without_address: without.rows }
}
