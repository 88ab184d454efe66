import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

interface Left {
  readonly reference: string
  readonly about: string
}

const MOST = 20

/** The open cases somebody has and the tasks they were to do, as far as the asker may see: how many, and the first. */
export async function listLeftBehind(tx: Read, person_id: string) {
  const [cases, tasks] = await Promise.all([
    sql<Left & { total: number }>`
      select reference, subject as about, count(*) over () as total from cases.cases
      where assignee_id = ${person_id} and state not in ('resolved', 'closed') order by id limit ${MOST}`.execute(tx),
    sql<Left & { total: number }>`
      select c.reference, t.title as about, count(*) over () as total from cases.tasks t join cases.cases c on c.id = t.case_id
      where t.assignee_id = ${person_id} and t.state = 'to_do' order by t.due_at nulls last, t.id limit ${MOST}`.execute(
      tx,
    ),
  ])
  const told = ({ rows }: { rows: (Left & { total: number })[] }) => ({
    total: rows[0]?.total ?? 0,
    first: rows.map(({ reference, about }) => ({ reference, about })),
  })
  return { cases: told(cases), tasks: told(tasks) }
}

/** The references of all the open cases somebody has. */
export async function referencesOf(tx: Read, person_id: string): Promise<string[]> {
  const { rows } = await sql<{ reference: string }>`
    select reference from cases.cases where assignee_id = ${person_id} and state not in ('resolved', 'closed')
    order by reference`.execute(tx)
  return rows.map(({ reference }) => reference)
}
