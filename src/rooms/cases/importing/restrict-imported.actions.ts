/* Cases of another desk that come into a category for few are restricted as they come: nobody else is to find them for a moment. */
import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Named, restrictImported } from '../restricting/restrict.actions.ts'
import type { Known } from './imported-case.ts'
import type { OtherDesk, Prepared } from './prepare-imported.ts'

/** The team of each category for few, by the category's identifier. */
export type ForFew = ReadonlyMap<string, { readonly team_id: string; readonly team: string }>

export async function listForFew(tx: Read, { organisation_id }: OtherDesk): Promise<ForFew> {
  const { rows } = await sql<{ id: string; team_id: string; team: string }>`
    select k.id, t.id as team_id, t.name as team
    from catalogue.published_categories k join people.published_teams t on t.id = k.team_id
    where k.organisation_id = ${organisation_id} and k.restricted`.execute(tx)
  return new Map(rows.map(({ id, ...team }) => [id, team]))
}

/** Who is to know of an imported case alone; undefined for one that is everybody's, or restricted already. */
function readersOf({ categories, persons }: Known, few: ForFew, { standing, before }: Prepared): Named[] | undefined {
  const of = before?.restricted ? undefined : few.get(categories.get(standing.category ?? '') ?? '')
  if (!of) return undefined
  const { assignee } = standing
  const person_id = assignee && persons.get(assignee.reference)
  const team = { team_id: of.team_id, person_id: null, name: of.team }
  return person_id ? [team, { team_id: null, person_id, name: assignee.name }] : [team]
}

/** Whether importing this case restricts it. */
export const willBeRestricted = (known: Known, few: ForFew, one: Prepared): boolean =>
  readersOf(known, few, one) !== undefined

/** Restricts those of the cases just kept that are in a category for few. */
export async function restrictKept(
  tx: Write,
  { desk, known, few }: { desk: OtherDesk; known: Known; few: ForFew },
  kept: readonly Prepared[],
  now: Date,
): Promise<void> {
  const { organisation_id, system } = desk
  for (const one of kept) {
    const readers = readersOf(known, few, one)
    if (!readers) continue
    const theCase = { id: one.id, organisation_id }
    await restrictImported(tx, { person_id: undefined, name: system }, { theCase, readers }, now)
    // The import did this, and nobody here: its next run may go on.
    await sql`update cases.imported_histories set position = position + 1 where case_id = ${one.id}`.execute(tx)
  }
}
