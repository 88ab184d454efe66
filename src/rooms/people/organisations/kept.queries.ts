import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** How long a record is kept, who answers for it, and whether a legal hold stands on it or on what it belongs to. */
export interface Kept {
  /** Null is for good, or as long as what it belongs to. */
  readonly days: number | null
  readonly owner: string | null
  readonly held: boolean
}

type Column = string | RawBuilder<unknown>

/** The same as a part of another statement: a JSON object, which a page that asks anyway asks for nothing more. */
export const keptAs = (
  organisation_id: Column,
  kind: string,
  subjects: readonly Column[],
): RawBuilder<Kept> => sql<Kept>`
  (select json_build_object('days', r.days, 'owner', r.owner, 'held', exists (select from information.published_holds h
      where h.organisation_id = o.id and h.subject_id in (${sql.join([sql`o.id`, ...subjects])})))
    from (select ${organisation_id}::uuid as id) o
      left join information.published_retention r on r.organisation_id = o.id and r.kind = ${kind})`

/** How one record is kept. */
export async function keptHow(
  tx: Read,
  {
    organisation_id,
    kind,
    subjects,
  }: { organisation_id: string; kind: 'person' | 'mail'; subjects: readonly string[] },
): Promise<Kept> {
  const { rows } = await sql<{ kept: Kept }>`select ${keptAs(organisation_id, kind, subjects)} as kept`.execute(tx)
  return rows[0]!.kept
}
