import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { listTeams, lockOrganisation } from '#rooms/people/index.ts'
import { type Branch, getBranch } from '../categories/tree.queries.ts'
import { lifeEventChanged, taskPlanChanged } from '../events.ts'
import { catalogueProblems } from '../problems.ts'
import { getPlannedTask, lifeEventsOf } from './planned-task.queries.ts'

export interface PlannedTerms {
  readonly title: string
  readonly team_id: string | null
  readonly days: number | null
  readonly counted_from: string
  readonly required: boolean
}

const MOST = 40
const asSubject = ({ organisation_id }: { organisation_id: string }) => ({ id: organisation_id, organisation_id })

async function lockPlanOf(tx: Write, category_id: string, team_id: string | null): Promise<Branch> {
  const category = await getBranch(tx, category_id)
  await lockOrganisation(tx, category.organisation_id)
  if (team_id && !(await listTeams(tx)).some(({ id }) => id === team_id)) catalogueProblems.raise('not-yours')
  return category
}

/** Has a task begin with every case of a category from now on. Raises `catalogue.too-many-planned` after forty. */
export async function planTask(
  tx: Write,
  author: Author,
  { category_id, terms }: { category_id: string; terms: PlannedTerms },
  now: Date,
): Promise<{ id: string }> {
  const category = await lockPlanOf(tx, category_id, terms.team_id)
  const { organisation_id, path } = category
  const { count } = await tx
    .selectFrom('catalogue.planned_tasks')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('category_id', '=', category_id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST) catalogueProblems.raise('too-many-planned')
  const id = newId()
  await tx
    .insertInto('catalogue.planned_tasks')
    .values({ id, organisation_id, category_id, ...terms })
    .execute()
  const payload = { category_id, path, title: terms.title, did: 'added' } as const
  await record(tx, author, taskPlanChanged, asSubject(category), { ...payload, changes: {} }, now)
  return { id }
}

/** Gives a planned task other words, hands or days. Cases that have begun keep theirs. */
export async function changePlannedTask(
  tx: Write,
  author: Author,
  command: { category_id: string; id: string; terms: PlannedTerms },
  now: Date,
): Promise<void> {
  const { category_id, id, terms } = command
  const category = await lockPlanOf(tx, category_id, terms.team_id)
  const before = await getPlannedTask(tx, category_id, id)
  const changes = changesBetween({ ...before }, { ...terms })
  if (Object.keys(changes).length === 0) return
  await tx.updateTable('catalogue.planned_tasks').set(terms).where('id', '=', id).execute()
  const payload = { category_id, path: category.path, title: before.title, did: 'changed', changes } as const
  await record(tx, author, taskPlanChanged, asSubject(category), payload, now)
}

/** Takes a task out of the plan. Cases that have begun keep theirs. */
export async function dropPlannedTask(
  tx: Write,
  author: Author,
  { category_id, id }: { category_id: string; id: string },
  now: Date,
): Promise<void> {
  const category = await lockPlanOf(tx, category_id, null)
  const { title } = await getPlannedTask(tx, category_id, id)
  await tx.deleteFrom('catalogue.planned_tasks').where('id', '=', id).execute()
  const payload = { category_id, path: category.path, title, did: 'dropped', changes: {} } as const
  await record(tx, author, taskPlanChanged, asSubject(category), payload, now)
}

/** Says which category's case begins when somebody starts or leaves; null for none. */
export async function setLifeEvents(
  tx: Write,
  author: Author,
  command: { organisation_id: string; started: string | null; left: string | null },
  now: Date,
): Promise<void> {
  const { organisation_id } = command
  await lockOrganisation(tx, organisation_id)
  const before = await lifeEventsOf(tx, organisation_id)
  for (const event of ['started', 'left'] as const) {
    const category_id = command[event]
    if ((before[event] ?? null) === category_id) continue
    const category = category_id ? await getBranch(tx, category_id) : undefined
    if (category && (category.organisation_id !== organisation_id || !category.active))
      catalogueProblems.raise('category-not-found')
    await tx
      .deleteFrom('catalogue.life_events')
      .where('organisation_id', '=', organisation_id)
      .where('event', '=', event)
      .execute()
    if (category_id)
      await tx.insertInto('catalogue.life_events').values({ organisation_id, event, category_id }).execute()
    const payload = { event, category_id, path: category?.path ?? null }
    await record(tx, author, lifeEventChanged, asSubject(command), payload, now)
  }
}
