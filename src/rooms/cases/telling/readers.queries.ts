import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { listWorkersOf, mayNow } from '#rooms/people/index.ts'
import type { Case } from '../case.queries.ts'

const MOST_MEMBERS = 50

/** Everybody who works in a team. */
export const membersOf = async (tx: Read, team_id: string | null): Promise<string[]> =>
  team_id ? (await listWorkersOf(tx, team_id)).slice(0, MOST_MEMBERS).map(({ person_id }) => person_id) : []

/** Those who lead a team; of a team that nobody leads, all of it. */
export async function leadsOf(tx: Read, team_id: string | null): Promise<string[]> {
  if (!team_id) return []
  const all = (await listWorkersOf(tx, team_id)).slice(0, MOST_MEMBERS)
  const leads = all.filter(({ leads }) => leads)
  return (leads.length > 0 ? leads : all).map(({ person_id }) => person_id)
}

/** Whose case it is to see to: who has it, or else those who lead its team. */
export const seeToIt = async (tx: Read, { assignee_id, team_id }: Case): Promise<string[]> =>
  assignee_id ? [assignee_id] : leadsOf(tx, team_id)

/** Those who follow a case: who may read it as staff, and who reads it as its requester does. */
export async function watchersOf(
  tx: Read,
  { id, organisation_id }: Case,
): Promise<{ staff: string[]; portal: string[] }> {
  const rows = await tx.selectFrom('cases.watchers').select('person_id').where('case_id', '=', id).execute()
  const staff: string[] = []
  const portal: string[] = []
  for (const { person_id } of rows)
    ((await mayNow(tx, person_id, organisation_id, 'cases.read')) ? staff : portal).push(person_id)
  return { staff, portal }
}

/** Those of some people who want to be reached otherwise than by e-mail, and how. */
export async function wantOtherwise(tx: Read, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (persons.length === 0) return new Map()
  const { rows } = await sql<{ person_id: string; contact_by: string }>`
    select person_id, contact_by from people.published_contact_preferences
    where person_id = any (${[...persons]}::uuid[]) and contact_by <> 'email'`.execute(tx)
  return new Map(rows.map(({ person_id, contact_by }) => [person_id, contact_by]))
}
