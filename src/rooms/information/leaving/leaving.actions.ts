import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { getPerson, lockOrganisation } from '#rooms/people/index.ts'
import { leavingConfirmed, leavingPlanned, leavingSettled, leavingWithdrawn } from '../events.ts'
import { informationProblems } from '../problems.ts'
import { refuseIfConfirmed } from '../succeeding/plan.actions.ts'
import { type Leaving, lockLeaving } from './leaving.queries.ts'
import { canBeTakenBack, keptBetween, STEPS } from './leaving.rules.ts'
import { LEAVING_JOB } from './leaving-job.ts'

/** What is settled about it. */
export interface Settling {
  readonly leaves_at: Date
  /** 'YYYY-MM-DD'. */
  readonly kept_until: string
  readonly open_cases: 'wait' | 'close'
  /** Why open cases are closed, in their stories; null when they are waited for. */
  readonly close_because: string | null
  /** What is answered to mail that still comes; null when it is refused. */
  readonly mail_answer: string | null
}

/** Raises `information.kept-too-short`. */
function refuseSettling({ leaves_at, kept_until }: Settling, now: Date): void {
  const [first, last] = keptBetween(leaves_at > now ? leaves_at : now)
  if (kept_until < first || kept_until > last) informationProblems.raise('kept-too-short')
}

async function refuseForOthers(tx: Write, organisation_id: string): Promise<void> {
  const other = await tx
    .selectFrom('people.published_organisations')
    .select('id')
    .where('succeeded_by_id', '=', organisation_id)
    .executeTakeFirst()
  if (other) informationProblems.raise('stands-for-others')
}

const subjectOf = ({ organisation_id }: { organisation_id: string }) => ({ id: organisation_id, organisation_id })

/**
 * Plans that an organisation leaves on a day. Nothing happens until it is confirmed. Raises `information.stands-for-others` for one that
 * came in the place of others: what they had is theirs still, and nobody would look after it.
 */
export async function planLeaving(
  tx: Write,
  author: Author,
  { organisation_id, ...settling }: Settling & { organisation_id: string },
  now: Date,
): Promise<string> {
  if ((await lockOrganisation(tx, organisation_id)).ended_at) informationProblems.raise('already-ending')
  await refuseForOthers(tx, organisation_id)
  refuseSettling(settling, now)
  const id = newId()
  const planned = { planned_by: author.person_id ?? null, planned_by_name: author.name, planned_at: now }
  await tx
    .insertInto('information.leavings')
    .values({ id, organisation_id, step: STEPS[0], ...settling, ...planned })
    .execute()
  await record(tx, author, leavingPlanned, subjectOf({ organisation_id }), { leaving_id: id }, now)
  return id
}

/** Settles it otherwise, as long as it is not confirmed. */
export async function settleLeaving(
  tx: Write,
  author: Author,
  { id, ...settling }: Settling & { id: string },
  now: Date,
): Promise<void> {
  const leaving = await lockLeaving(tx, id)
  if (leaving.state !== 'draft') informationProblems.raise('plan-settled')
  refuseSettling(settling, now)
  await tx.updateTable('information.leavings').set(settling).where('id', '=', id).execute()
  await record(tx, author, leavingSettled, subjectOf(leaving), { leaving_id: id }, now)
}

/**
 * The second step: on its day it is carried out. Only by somebody of another organisation, who can still look after what is kept when
 * all of its own people are shut out: raises `information.leaves-with-it`.
 */
export async function confirmLeaving(
  tx: Write,
  author: Author & { readonly person_id: string },
  { id }: { id: string },
  now: Date,
): Promise<void> {
  const leaving = await lockLeaving(tx, id)
  const { organisation_id, leaves_at, kept_until } = leaving
  if (leaving.state !== 'draft') informationProblems.raise('plan-settled')
  await refuseIfConfirmed(tx, { organisation_id, other_id: null })
  await refuseForOthers(tx, organisation_id)
  if ((await getPerson(tx, author.person_id)).organisation_id === organisation_id)
    informationProblems.raise('leaves-with-it')
  // On the day of confirming, not of planning, there is still the least time.
  refuseSettling(settlingOf(leaving), now)
  await tx
    .updateTable('information.leavings')
    .set({ state: 'confirmed', confirmed_by: author.person_id, confirmed_by_name: author.name, confirmed_at: now })
    .where('id', '=', id)
    .execute()
  await goOn(tx, leaving, leaves_at)
  const payload = { leaving_id: id, leaves_at: leaves_at.toISOString(), kept_until }
  await record(tx, author, leavingConfirmed, subjectOf(leaving), payload, now)
}

/** What is settled of one that is planned. */
export const settlingOf = ({ leaves_at, kept_until, open_cases, close_because, mail_answer }: Leaving): Settling => ({
  ...{ leaves_at, kept_until, close_because, mail_answer },
  open_cases: open_cases === 'close' ? 'close' : 'wait',
})

const keyOf = (id: string) => `leaving:${id}`

/** Has the job take the next steps, at a time or at once when that is over. */
export const goOn = (tx: Write, { id, organisation_id }: Pick<Leaving, 'id' | 'organisation_id'>, at: Date) =>
  enqueue(tx, LEAVING_JOB, organisation_id, { leaving_id: id }, { at, key: keyOf(id) })

/** Takes it back, until the step in which everything ends: nothing has changed before that. Raises `information.plan-done`. */
export async function withdrawLeaving(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<void> {
  const leaving = await lockLeaving(tx, id)
  if (leaving.state === 'withdrawn') informationProblems.raise('plan-settled')
  if (!canBeTakenBack(leaving)) informationProblems.raise('plan-done')
  await tx.updateTable('information.leavings').set({ state: 'withdrawn' }).where('id', '=', id).execute()
  await unqueue(tx, keyOf(id))
  // The archive that was made is one like any other now.
  await tx
    .updateTable('information.archives')
    .set({ expires_at: sql<Date>`ready_at + interval '7 days'` })
    .where('id', '=', leaving.archive_id)
    .where('state', '=', 'ready')
    .execute()
  await record(tx, author, leavingWithdrawn, subjectOf(leaving), { leaving_id: id }, now)
}
