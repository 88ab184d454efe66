import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Held, RECORD_KINDS, type RecordKind } from '#platform/holdings/holding.ts'
import { sayFull } from '#platform/time/say.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { statementTaken } from '../events.ts'
import { informationProblems } from '../problems.ts'
import { getLeaving, type Leaving } from './leaving.queries.ts'

const counts = z.record(z.string(), z.number())

export interface Destroyed {
  readonly kind: RecordKind
  readonly deleted: number
  readonly emptied: number
}

/** What was destroyed, by kind of record, from what each step counted. */
export function destroyedByKind(held: Held, destroyed: unknown): Destroyed[] {
  const steps = Object.entries(counts.parse(destroyed)).map(([step, rows]) => {
    const [doing, table = 'platform.events'] = step.split(' ')
    return { rows, deleted: doing === 'delete', kind: held.get(table)?.kind }
  })
  return (Object.keys(RECORD_KINDS) as RecordKind[]).flatMap(kind => {
    const sum = (deleted: boolean) =>
      steps.reduce((total, one) => (one.kind === kind && one.deleted === deleted ? total + one.rows : total), 0)
    const [deleted, emptied] = [sum(true), sum(false)]
    return deleted + emptied === 0 ? [] : [{ kind, deleted, emptied }]
  })
}

/** The statement of destruction, as a text to keep. That it was taken is recorded. Raises `information.leaving-not-found` before. */
export async function takeStatement(
  tx: Write,
  author: Author,
  { id, held }: { id: string; held: Held },
  now: Date,
): Promise<{ words: string; name: string }> {
  const leaving = await getLeaving(tx, id)
  if (leaving.state !== 'destroyed') informationProblems.raise('leaving-not-found')
  const { organisation_id } = leaving
  const { name, short_name, zone } = await getOrganisation(tx, organisation_id)
  await record(tx, author, statementTaken, { id: organisation_id, organisation_id }, { leaving_id: id }, now)
  const file = `destroyed-${short_name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.txt`
  return { words: statementOf({ name, zone, leaving }, destroyedByKind(held, leaving.destroyed)), name: file }
}

interface Of {
  readonly name: string
  readonly zone: string
  readonly leaving: Leaving
}

function statementOf({ name, zone, leaving }: Of, destroyed: readonly Destroyed[]): string {
  const when = (date: Date | null) => (date ? sayFull(date, zone) : 'never')
  const lines = destroyed.map(
    ({ kind, deleted, emptied }) =>
      `${RECORD_KINDS[kind].padEnd(40)} ${`${deleted}`.padStart(10)} ${`${emptied}`.padStart(10)}`,
  )
  return `Statement of destruction

${name} left this service on ${when(leaving.left_at)}.
Agreed by ${leaving.confirmed_by_name} on ${when(leaving.confirmed_at)}:
what was held was to be kept until ${leaving.kept_until} and then destroyed.
Destroyed by ${when(leaving.destroyed_at)}.

${'Kind of record'.padEnd(40)} ${'Deleted'.padStart(10)} ${'Emptied'.padStart(10)}
${lines.join('\n')}

Emptied records have lost their words, names, addresses, files and secrets. They stay because past figures are
counted from them, or because the record's chain covers them. Backups made before hold what they held until they
are deleted themselves.
`
}
