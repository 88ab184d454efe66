import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type AllAgreed, getAgreement } from '#rooms/catalogue/index.ts'
import { differences } from '../clocks/kept-clock.ts'
import { type CaseOf, type Worked, worked, workedAll } from '../clocks/retime.actions.ts'

/**
 * Whether the clocks kept of a case say what its record, its agreements and their calendars say (clock semantics 1): for each that does
 * not, which, and in what. A breach that only the timer will stamp is no difference.
 */
export async function checkClocksOf(tx: Read, theCase: CaseOf, now: Date): Promise<string[]> {
  const { agreed } = await getAgreement(tx, theCase.organisation_id)
  return faultsOf(await worked(tx, theCase, { agreed }, now), now)
}

const faultsOf = (all: readonly Worked[], now: Date): string[] =>
  all.flatMap(({ before, after }) => {
    const name = `${after.kind} ${after.metric} ${after.turn}`
    if (!before) return [`${name}: is not kept`]
    const wrong = differences(before, after, now).map(
      fact => `${fact} is ${said(before[fact])}, should be ${said(after[fact])}`,
    )
    return wrong.length > 0 ? [`${name}: ${wrong.join('; ')}`] : []
  })

const said = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value ?? 'nothing'))

export interface ClocksChecked {
  readonly cases: number
  readonly clocks: number
  /** The last case that was looked at; nothing when there are no more. */
  readonly cursor: string | undefined
  readonly faults: readonly string[]
}

const BATCH = 500

/** The next cases of an organisation that have a clock which runs or stands still, after one that was seen, and what is wrong with any of theirs. */
export async function checkLiveClocks(
  tx: Read,
  organisation_id: string,
  after: string | undefined,
  now: Date,
): Promise<ClocksChecked> {
  const { agreed } = await getAgreement(tx, organisation_id)
  const { rows } = await sql<{ id: string; reference: string }>`
    select c.id, c.reference from cases.cases c
    where c.organisation_id = ${organisation_id} ${after ? sql`and c.id > ${after}` : sql``}
      and exists (select from cases.case_clocks k where k.case_id = c.id and k.state in ('running', 'paused'))
    order by c.id limit ${sql.lit(BATCH)}`.execute(tx)
  const all = await workedAll(
    tx,
    rows.map(({ id }) => id),
    { agreed },
    now,
  )
  const faults: string[] = []
  for (const { id, reference } of rows)
    if (faultsOf(all.get(id) ?? [], now).length > 0)
      // It may have changed between its record and its clocks: what is wrong is wrong again.
      for (const fault of await checkAgain(tx, id, agreed, now)) faults.push(`case ${reference}: ${fault}`)
  const clocks = [...all.values()].reduce((sum, each) => sum + each.length, 0)
  return { cases: rows.length, clocks, cursor: rows.length < BATCH ? undefined : rows.at(-1)?.id, faults }
}

const checkAgain = async (tx: Read, id: string, agreed: AllAgreed, now: Date) =>
  faultsOf((await workedAll(tx, [id], { agreed }, now)).get(id) ?? [], now)
