import { sql } from 'kysely'
import type { Read } from './transaction.ts'

/** For a condition: whether what a column names is an organisation, or stands in its place since. */
export const isOrFollows = (
  column: string,
  organisation_id: string,
) => sql<boolean>`(${sql.ref(column)} = ${organisation_id}
  or exists (select from platform.successions s where s.successor_id = ${sql.ref(column)} and s.predecessor_id = ${organisation_id}))`

/** An organisation, and whoever stands in its place since: whose people may be named on what is its own. */
export async function inPlaceOf(tx: Read, organisation_id: string): Promise<string[]> {
  const { rows } = await sql<{ successor_id: string }>`
    select successor_id from platform.successions where predecessor_id = ${organisation_id}`.execute(tx)
  return [organisation_id, ...rows.map(row => row.successor_id)]
}

/** Whether one organisation answers for both: they are the same, or one stands in the place of both. */
export async function answersForBoth(tx: Read, one: string, other: string): Promise<boolean> {
  if (one === other) return true
  const places = await inPlaceOf(tx, one)
  return (await inPlaceOf(tx, other)).some(id => places.includes(id))
}
