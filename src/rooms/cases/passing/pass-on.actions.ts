import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { casePassedOn } from '../events.ts'

export interface PassOn {
  readonly organisation_id: string
  /** The short names it is said with. */
  readonly from: string
  readonly to: string
  readonly plan_id: string
  /** The last case of the batch before. */
  readonly after: string | undefined
  readonly most: number
  /** Whether only those come back that were passed on. */
  readonly back: boolean
}

/**
 * Says in the stories of a batch of an organisation's open cases that another answers for them from here on. Nothing else changes:
 * reference, clocks and record stay as they are. Returns the last of the batch; undefined when there was none left.
 */
export async function passCasesOn(
  tx: Write,
  author: Author,
  { organisation_id, from, to, plan_id, after, most, back }: PassOn,
  now: Date,
): Promise<string | undefined> {
  const cases = await tx
    .selectFrom('cases.cases')
    .select(['id', 'organisation_id'])
    .select(({ selectFrom, ref }) =>
      selectFrom('platform.events as e')
        .select(sql<string>`e.payload ->> 'to'`.as('to'))
        .where('e.subject_id', '=', ref('cases.cases.id'))
        .where('e.name', '=', casePassedOn.name)
        .orderBy('e.position', 'desc')
        .limit(1)
        .as('said'),
    )
    .where('organisation_id', '=', organisation_id)
    .where('is_open', '=', true)
    .$if(after !== undefined, query => query.where('id', '>', after!))
    .orderBy('id')
    .limit(most)
    .forNoKeyUpdate()
    .execute()
  // Nobody is told of each: that the organisation passes on is said once, before.
  for (const { said, ...one } of cases)
    if (back ? said === from : said !== to)
      await record(tx, author, casePassedOn, one, { from, to, plan_id }, now, { deliver: false })
  return cases.at(-1)?.id
}
