import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { CalendarVersion, Level, Priority, PriorityMatrix, WorkingTime } from '#rooms/clock/index.ts'
import { defaultMatrix } from '#rooms/clock/index.ts'
import { workingTimeFrom } from '#rooms/people/index.ts'

export type Metric = 'first_response' | 'resolve'

export interface Promised {
  readonly metric: Metric
  readonly priority: Priority
  readonly seconds: number
  readonly warn_percent: number
  readonly calendar_id: string
  /** With the versions it had and will have. */
  readonly calendar: WorkingTime
}

/** What an organisation has agreed: how priority follows from impact and urgency, and the targets for each priority. */
export interface Agreement {
  readonly matrix: PriorityMatrix
  readonly targets: readonly Promised[]
}

interface Row {
  matrix: { impact: Level; urgency: Level; priority: Priority }[] | null
  targets: Omit<Promised, 'calendar'>[] | null
  calendars: Record<string, readonly CalendarVersion[]> | null
}

/** An organisation's agreement. One without a matrix of its own has the usual one; one without targets has no clocks. */
export async function getAgreement(tx: Read, organisation_id: string): Promise<Agreement> {
  const { rows } = await sql<Row>`select
      (select json_agg(json_build_object('impact', impact, 'urgency', urgency, 'priority', priority))
       from catalogue.priority_matrices where organisation_id = ${organisation_id}) as matrix,
      (select json_agg(json_build_object('metric', t.metric, 'priority', t.priority, 'seconds', t.seconds, 'warn_percent', t.warn_percent,
         'calendar_id', t.calendar_id) order by t.metric, t.priority)
       from catalogue.targets t where t.organisation_id = ${organisation_id}) as targets,
      (select json_object_agg(c.id, people.published_working_time(c.id, now() - interval '400 days'))
       from people.published_calendars c where c.organisation_id = ${organisation_id}) as calendars`.execute(tx)
  const { matrix, targets, calendars } = rows[0]!
  return {
    matrix: matrix ? matrixFrom(matrix) : defaultMatrix,
    targets: (targets ?? []).flatMap(target => {
      const versions = calendars?.[target.calendar_id]
      return versions ? [{ ...target, calendar: workingTimeFrom(target.calendar_id, versions) }] : []
    }),
  }
}

function matrixFrom(cells: NonNullable<Row['matrix']>): PriorityMatrix {
  const matrix = structuredClone(defaultMatrix) as Record<Level, Record<Level, Priority>>
  for (const { impact, urgency, priority } of cells) matrix[impact][urgency] = priority
  return matrix
}

// Every case logged needs its organisation's agreement, which changes a few times a year: remembered for a moment, by organisation.
const REMEMBER_MS = 2000
const remembered = new Map<string, { at: number; agreement: Agreement }>()

/** The agreement as it was at most two seconds ago: for logging. A change of terms asks `getAgreement` itself. */
export async function recallAgreement(tx: Read, organisation_id: string): Promise<Agreement> {
  const known = remembered.get(organisation_id)
  if (known && Date.now() - known.at < REMEMBER_MS) return known.agreement
  const agreement = await getAgreement(tx, organisation_id)
  remembered.set(organisation_id, { at: Date.now(), agreement })
  return agreement
}

/** Every target of the organisations the asker sees: for a list, which shows many organisations' cases at once. */
export const listTargets = (tx: Read) =>
  tx
    .selectFrom('catalogue.targets')
    .select(['organisation_id', 'priority', 'metric', 'seconds', 'warn_percent', 'calendar_id'])
    .execute()
