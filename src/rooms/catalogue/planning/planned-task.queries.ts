import type { Read } from '#platform/database/transaction.ts'
import { catalogueProblems } from '../problems.ts'

/** Something to be done on every case of a category. Planned tasks do not wait for each other (requirement S-42). */
export interface PlannedTask {
  readonly id: string
  readonly organisation_id: string
  readonly category_id: string
  readonly title: string
  readonly team_id: string | null
  /** Working days after the case is logged or before it is due; null for no day. */
  readonly days: number | null
  readonly counted_from: string
  readonly required: boolean
}

const COLUMNS = [
  'id',
  'organisation_id',
  'category_id',
  'title',
  'team_id',
  'days',
  'counted_from',
  'required',
] as const

/** A category's planned tasks, in the order they were added. */
export const listPlannedTasks = (tx: Read, category_id: string): Promise<PlannedTask[]> =>
  tx
    .selectFrom('catalogue.planned_tasks')
    .select(COLUMNS)
    .where('category_id', '=', category_id)
    .orderBy('id')
    .execute()

/** A planned task of that category. Raises `catalogue.planned-task-not-found` alike for none and another's. */
export async function getPlannedTask(tx: Read, category_id: string, id: string): Promise<PlannedTask> {
  const one = (await listPlannedTasks(tx, category_id)).find(task => task.id === id)
  return one ?? catalogueProblems.raise('planned-task-not-found')
}

/** Which category begins with somebody's start or leaving; absent where nothing begins. */
export async function lifeEventsOf(tx: Read, organisation_id: string): Promise<Partial<Record<string, string>>> {
  const rows = await tx
    .selectFrom('catalogue.life_events')
    .select(['event', 'category_id'])
    .where('organisation_id', '=', organisation_id)
    .execute()
  return Object.fromEntries(rows.map(({ event, category_id }) => [event, category_id]))
}
