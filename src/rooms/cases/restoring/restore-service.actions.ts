import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { retime } from '../clocks/retime.actions.ts'
import { caseRestored } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { touched } from '../touch.ts'

export interface RestoreService {
  readonly reference: string
  /** What makes it work again, in words the requester can read. */
  readonly how: string
  /** Since when it works, if not since now. */
  readonly at?: Date | undefined
}

/** Since when it works again, if somebody has said so since it was last opened. */
export async function restoredSince(tx: Read, case_id: string): Promise<Date | null> {
  const { rows } = await sql<{ name: string; at: string | null; happened_at: Date }>`
    select e.name, e.payload ->> 'at' as at, e.happened_at from platform.events e
    where e.subject_id = ${case_id} and e.name in ('case.restored', 'case.reopened') order by e.position desc limit 1`.execute(
    tx,
  )
  const last = rows[0]
  return last?.name === 'case.restored' ? (last.at ? new Date(last.at) : last.happened_at) : null
}

/**
 * Says that what failed works again, and since when: what was promised until then is kept or missed at that moment, and the fix goes
 * on being owed. Raises `cases.restored-already`, `cases.restored-ahead`, `cases.restored-before`.
 */
export async function restoreService(tx: Write, author: Author, command: RestoreService, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  refuse(whyNot.restore(theCase))
  const { how, at = now } = command
  if (at > now) caseProblems.raise('restored-ahead')
  if (at < theCase.started_at) caseProblems.raise('restored-before')
  if (await restoredSince(tx, theCase.id)) caseProblems.raise('restored-already')
  await tx.updateTable('cases.cases').set(touched(now)).where('id', '=', theCase.id).execute()
  await record(tx, author, caseRestored, theCase, { how, at: at.toISOString() }, now, { topics: ['cases'] })
  await retime(tx, theCase, now)
}
