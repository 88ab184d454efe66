/* What other terms would do where more is agreed than the plain two: every clock worked out from its case's record under them, exactly. */
import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { AllAgreed } from '#rooms/catalogue/index.ts'
import type { Foreseen } from '#rooms/people/index.ts'
import { isLate } from '../clocks/case-clock.rules.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { type Happening, type Worked, workedAll } from '../clocks/retime.actions.ts'
import { BOUNDS } from './bounds.ts'
import { listCasesUnder, type Under } from './running-clocks.queries.ts'
import type { Survey } from './survey.ts'

export interface Then {
  /** What would be agreed. */
  readonly agreed: AllAgreed
  /** What would happen to every case. */
  readonly happening?: readonly Happening[]
}

interface Named {
  readonly id: string
  readonly reference: string
  readonly team: string | null
  readonly restricted: boolean
}

async function nameCases(tx: Read, ids: readonly string[]): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`
    select c.id, c.reference, c.restricted, t.name as team
    from cases.cases c left join people.published_teams t on t.id = c.team_id
    where c.id = any (${[...ids]}::uuid[]) order by c.id`.execute(tx)
  return rows
}

/** Which clocks are asked about; one that ended may be owed again. */
const concerns = ({ what, subject_id }: Under, { before, after }: Worked) =>
  (before?.state !== 'stopped' || after.state !== 'stopped') &&
  (what === 'calendar' ? after.calendar_id === subject_id : what === 'pauses' || after.kind === 'sla')

function foreseen({ reference, team, restricted }: Named, { before, after, clock }: Worked, now: Date): Foreseen[] {
  if (!before) return []
  return [
    {
      ...{ reference, team: team ?? 'No team', priority: after.priority, metric: METRIC_NAMES[after.metric] },
      due_before: before.due_at?.toISOString() ?? null,
      due_after: after.due_at?.toISOString() ?? null,
      ...{ late_before: isLate(before, now), late_after: clock.breach !== undefined, unnamed: restricted },
    },
  ]
}

/** What other terms would do to every clock under them, as the clock room works it out from each record. */
export const surveyWorked = (under: Under, then: Then, now: Date): Survey => ({
  ...{ under, atOnce: BOUNDS.worked.atOnce },
  some: async (tx, cursor) => {
    const ids = await listCasesUnder(tx, under, cursor, BOUNDS.worked.batch)
    const [names, all] = await Promise.all([nameCases(tx, ids), workedAll(tx, ids, then, now)])
    const clocks = names.flatMap(one =>
      (all.get(one.id) ?? []).filter(each => concerns(under, each)).flatMap(each => foreseen(one, each, now)),
    )
    return { clocks, cursor: ids.length < BOUNDS.worked.batch ? null : ids.at(-1)! }
  },
})
