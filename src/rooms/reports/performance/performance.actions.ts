import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { goalSet, reportMadeFinal } from '../events.ts'
import { reportProblems } from '../problems.ts'
import { listBreaches, listEnded, listFinal, listGoals, type Span } from './performance.queries.ts'
import { figuresOf, type Goal } from './performance.rules.ts'

export interface MakeFinal {
  readonly organisation_id: string
  /** YYYY-MM. */
  readonly month: string
  readonly span: Span
}

/**
 * Makes a month's report final: its figures are kept as they are now. Raises `reports.month-not-over`, `reports.already-final`,
 * and `reports.not-explained` while a broken promise of a P1 or P2 has no cause, effect, fix and prevention (requirement S-69).
 */
export async function makeFinal(tx: Write, author: Author, command: MakeFinal, now: Date): Promise<void> {
  const { organisation_id, month, span } = command
  if (span.to > now) reportProblems.raise('month-not-over')
  const organisation = await lockOrganisation(tx, organisation_id)
  const known = await listFinal(tx, [organisation_id], { upTo: month, most: 1 })
  if (known[0]?.month === month) reportProblems.raise('already-final')
  const breaches = await listBreaches(tx, [organisation_id], span)
  const unexplained = breaches.filter(({ cause }) => cause === null)
  if (unexplained.length > 0)
    reportProblems.raise('not-explained', { references: unexplained.map(({ reference }) => reference) })
  const ended = await listEnded(tx, [organisation_id], span)
  const figures = figuresOf([organisation_id], ended, await listGoals(tx, [organisation_id]))
  await tx
    .insertInto('reports.final_reports')
    .values({
      ...{ organisation_id, month, figures: JSON.stringify(figures), breaches: JSON.stringify(breaches) },
      ...{ made_by: author.person_id ?? null, made_by_name: author.name, made_at: now },
    })
    .execute()
  await record(tx, author, reportMadeFinal, { id: organisation.id, organisation_id }, { month }, now)
}

/** Sets what share of promises is to be kept. */
export async function setGoals(
  tx: Write,
  author: Author,
  { organisation_id, goals }: { organisation_id: string; goals: readonly Omit<Goal, 'organisation_id'>[] },
  now: Date,
): Promise<void> {
  const organisation = await lockOrganisation(tx, organisation_id)
  const known = await listGoals(tx, [organisation_id])
  const is = (one: Omit<Goal, 'percent' | 'organisation_id'>) => (other: Omit<Goal, 'percent' | 'organisation_id'>) =>
    one.metric === other.metric && one.priority === other.priority
  for (const goal of goals) {
    const before = known.find(is(goal))?.percent ?? null
    if (before === goal.percent) continue
    await tx
      .insertInto('reports.goals')
      .values({ ...goal, organisation_id })
      .onConflict(conflict =>
        conflict.columns(['organisation_id', 'metric', 'priority']).doUpdateSet({ percent: goal.percent }),
      )
      .execute()
    await record(tx, author, goalSet, { id: organisation.id, organisation_id }, { ...goal, before }, now)
  }
}
