import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { Problem } from '#platform/problem.ts'
import { giveCase } from '../assigning/assign-case.actions.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { addReader } from '../restricting/restrict.actions.ts'

export interface Follow {
  readonly reference: string
  readonly to_team_id: string
}

/**
 * Gives a case to the team that came in the place of its own. Whoever has it keeps it when they work in that team, and may know of it.
 * Where the old team was named on a restricted case, the new one is.
 */
export async function giveToHeir(
  tx: Write,
  author: Author,
  { reference, to_team_id }: Follow,
  now: Date,
): Promise<void> {
  const before = await lockCase(tx, reference)
  if (before.restricted && before.team_id && (await isNamed(tx, before.id, before.team_id)))
    await unlessNamed(() => addReader(tx, author, { reference, who: { team_id: to_team_id } }, now))
  const theCase = await lockCase(tx, reference)
  const assignee_id = (await keeps(tx, theCase, to_team_id)) ? theCase.assignee_id : null
  await giveCase(tx, author, { theCase, team_id: to_team_id, assignee_id, quietly: true }, now)
}

async function isNamed(tx: Read, case_id: string, team_id: string): Promise<boolean> {
  const readers = tx.selectFrom('cases.case_readers').select('id').where('case_id', '=', case_id)
  return (await readers.where('team_id', '=', team_id).executeTakeFirst()) !== undefined
}

async function unlessNamed(add: () => Promise<void>) {
  try {
    await add()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'cases.already-reader') throw error
  }
}

async function keeps(tx: Read, { id, assignee_id, restricted }: Case, team_id: string): Promise<boolean> {
  if (!assignee_id) return false
  const { rows } = await sql<{ keeps: boolean }>`
    select exists (select from people.published_team_members m join people.published_persons p on p.id = m.person_id and p.active
        where m.team_id = ${team_id} and m.person_id = ${assignee_id})
      and (not ${restricted} or exists (select from cases.named_among(${id}, ${[assignee_id]}::uuid[], false))) as keeps`.execute(
    tx,
  )
  return rows[0]!.keeps
}
