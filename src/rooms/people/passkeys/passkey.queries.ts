import type { Read } from '#platform/database/transaction.ts'

/** The identifiers of somebody's passkeys, as their devices know them. */
export async function credentialsOf(tx: Read, person_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.passkeys')
    .select('credential_id')
    .where('person_id', '=', person_id)
    .execute()
  return rows.map(({ credential_id }) => credential_id)
}
