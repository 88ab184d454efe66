import { sql } from 'kysely'
import { afterCommit, type Write } from '#platform/database/transaction.ts'
import { type Author, announce } from '#platform/events/record.ts'
import { nudge } from '#platform/live/nudge.ts'
import { hereSince } from './viewers.queries.ts'

interface CaseOf {
  readonly id: string
  readonly organisation_id: string
}

/** Whoever has the case has read what was new in it. Not a change to the case: no event, no new version. */
export async function markRead(tx: Write, theCase: CaseOf): Promise<void> {
  await tx
    .updateTable('cases.cases')
    .set({ unread: false })
    .where('id', '=', theCase.id)
    .where('unread', '=', true)
    .execute()
  afterCommit(tx, () => nudge({ organisation_id: theCase.organisation_id, topics: ['cases'] }))
}

export type Doing = 'looking' | 'writing'

/** Notes that somebody has a case open. Others who have it open, if any, are told when they arrive, or turn to writing or from it. */
export async function beHere(
  tx: Write,
  author: Author & { person_id: string },
  theCase: CaseOf,
  doing: Doing,
  now: Date,
) {
  const { rows } = await sql<{ before: string | null; others: boolean }>`
    with before as (
      select doing from cases.viewers where case_id = ${theCase.id} and person_id = ${author.person_id} and seen_at > ${hereSince(now)}),
    here as (
      insert into cases.viewers (case_id, person_id, organisation_id, person_name, doing, seen_at)
      values (${theCase.id}, ${author.person_id}, ${theCase.organisation_id}, ${author.name}, ${doing}, ${now})
      on conflict (case_id, person_id) do update set doing = excluded.doing, seen_at = excluded.seen_at)
    select (select doing from before) as before, exists (select from cases.viewers
      where case_id = ${theCase.id} and person_id <> ${author.person_id} and seen_at > ${hereSince(now)}) as others`.execute(
    tx,
  )
  const { before, others } = rows[0]!
  if (others && before !== doing) announce(tx, theCase)
}

/** Somebody has left the page. */
export async function leave(tx: Write, person_id: string, theCase: CaseOf): Promise<void> {
  await tx.deleteFrom('cases.viewers').where('case_id', '=', theCase.id).where('person_id', '=', person_id).execute()
  announce(tx, theCase)
}
