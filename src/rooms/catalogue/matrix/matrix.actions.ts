import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Level, type Priority, type PriorityMatrix, priorityOf } from '#rooms/clock/index.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { matrixChanged } from '../events.ts'
import { getAgreement } from '../promise.queries.ts'

export const LEVELS: readonly Level[] = [1, 2, 3]

/** The name of a cell, in the form and in the record: impact, then urgency. */
export const cellName = (impact: Level, urgency: Level) => `impact_${impact}_urgency_${urgency}` as const

const asRecord = (matrix: PriorityMatrix): Record<string, Priority> =>
  Object.fromEntries(
    LEVELS.flatMap(impact => LEVELS.map(urgency => [cellName(impact, urgency), priorityOf(matrix, impact, urgency)])),
  )

/** Sets how priority follows from impact and urgency (requirement S-35), for cases logged or classified from now on. */
export async function setMatrix(
  tx: Write,
  author: Author,
  command: { organisation_id: string; matrix: PriorityMatrix },
  now: Date,
): Promise<void> {
  const { organisation_id, matrix } = command
  await lockOrganisation(tx, organisation_id)
  const before = await getAgreement(tx, organisation_id)
  const changes = changesBetween(asRecord(before.matrix), asRecord(matrix))
  if (Object.keys(changes).length === 0) return
  const rows = LEVELS.flatMap(impact =>
    LEVELS.map(urgency => ({ organisation_id, impact, urgency, priority: priorityOf(matrix, impact, urgency) })),
  )
  await tx
    .insertInto('catalogue.priority_matrices')
    .values(rows)
    .onConflict(conflict =>
      conflict
        .columns(['organisation_id', 'impact', 'urgency'])
        .doUpdateSet(eb => ({ priority: eb.ref('excluded.priority') })),
    )
    .execute()
  await record(tx, author, matrixChanged, { id: organisation_id, organisation_id }, { changes }, now)
}
