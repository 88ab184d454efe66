import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { informationProblems } from '../problems.ts'

const COLUMNS = [
  ...(['id', 'organisation_id', 'leaves_at', 'kept_until', 'open_cases', 'close_because', 'mail_answer'] as const),
  ...(['state', 'step', 'reached', 'archive_id', 'ended', 'destroyed', 'planned_by', 'planned_by_name'] as const),
  ...(['planned_at', 'confirmed_by', 'confirmed_by_name', 'confirmed_at', 'left_at', 'destroyed_at'] as const),
] as const

const some = (tx: Read) => tx.selectFrom('information.leavings').select(COLUMNS)
export type Leaving = Awaited<ReturnType<ReturnType<typeof some>['executeTakeFirstOrThrow']>>

/** Raises `information.leaving-not-found`. */
export async function getLeaving(tx: Read, id: string): Promise<Leaving> {
  return (await some(tx).where('id', '=', id).executeTakeFirst()) ?? informationProblems.raise('leaving-not-found')
}

/** Keeps others from going on with it until the transaction ends. */
export async function lockLeaving(tx: Read, id: string): Promise<Leaving> {
  const row = await some(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ?? informationProblems.raise('leaving-not-found')
}

/** An organisation's, the latest first. */
export const listLeavings = (tx: Read, organisation_id: string): Promise<Leaving[]> =>
  some(tx).where('organisation_id', '=', organisation_id).orderBy('planned_at', 'desc').limit(50).execute()

/** Raises `information.already-ending` while one of these is to leave, or has left. */
export async function refuseWhileLeaving(tx: Read, organisations: readonly string[]): Promise<void> {
  const standing = await tx
    .selectFrom('information.leavings')
    .select('id')
    .where('organisation_id', 'in', [...organisations])
    .where('state', 'not in', ['draft', 'withdrawn'])
    .executeTakeFirst()
  if (standing) informationProblems.raise('already-ending')
}

/** Open cases and major incidents under way. */
export async function underwayOf(tx: Read, organisation_id: string): Promise<{ open: number; majors: number }> {
  const { rows } = await sql<{ open: number; majors: number }>`
    select (select count(*) from cases.published_cases where organisation_id = ${organisation_id} and is_open) as open,
      (select count(*) from cases.published_major_incidents where organisation_id = ${organisation_id} and state <> 'closed') as majors`.execute(
    tx,
  )
  return rows[0]!
}
