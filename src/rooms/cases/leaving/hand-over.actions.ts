import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { referencesOf } from './left-behind.queries.ts'

/** Gives all the open cases somebody has to a team, each as if by hand; returns how many. Raises `cases.team-elsewhere`. */
export async function handOverCases(
  tx: Write,
  author: Author,
  command: { person_id: string; team_id: string },
  now: Date,
): Promise<number> {
  const references = await referencesOf(tx, command.person_id)
  for (const reference of references)
    await assignCase(tx, author, { reference, team_id: command.team_id, assignee_id: null }, now)
  return references.length
}
