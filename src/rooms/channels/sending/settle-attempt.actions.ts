import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { Refusal } from './hand-over.ts'
import { tellNotDelivered } from './not-delivered.actions.ts'
import { UNCERTAIN } from './outcome.rules.ts'
import { isHard, statusIn, wordsFor } from './status-codes.rules.ts'
import { suppress } from './suppress.actions.ts'

export interface SettleAttempt {
  readonly id: string
  readonly worker: string
  readonly state: 'failed' | 'uncertain'
  readonly started_at: Date
  readonly server: string
  readonly outcome: 'refused' | 'uncertain' | 'later'
  readonly answer: string | null
  readonly trouble: string
  /** Recipients that were refused one by one: an address that does not exist is not written to again. */
  readonly refusals: readonly Refusal[]
}

/** That sending a message ended, and not well: whoever wrote it is told. False when it is no longer this worker's. */
export async function settleAttempt(tx: Write, author: Author, command: SettleAttempt, now: Date): Promise<boolean> {
  const { id, worker, state, started_at, server, outcome, answer, trouble, refusals } = command
  const message = await tx
    .updateTable('channels.sent_messages')
    .set({ state, server, answer, trouble, lease_until: null })
    // An answer that comes after all still finds an uncertain message by its worker.
    .set(state === 'failed' ? { taken_by: null, handing_over_at: null } : {})
    .where('id', '=', id)
    .where('taken_by', '=', worker)
    .where('state', '=', 'sending')
    .returning(['id', 'organisation_id', 'mailbox_id', 'kind', 'subject_id', 'about_id', 'to_address'])
    .executeTakeFirst()
  if (!message) return false
  const { organisation_id, mailbox_id, to_address } = message
  await tx
    .insertInto('channels.send_attempts')
    .values({
      ...{ id: newId(), organisation_id, sent_id: id, mailbox_id, server, outcome, answer },
      ...{ started_at, ended_at: now },
    })
    .execute()
  for (const refusal of refusals.filter(one => isHard(one.answer)))
    await suppress(tx, author, hardBounce(organisation_id, id, refusal), now)
  await tellNotDelivered(tx, author, { message, state, to: to_address, words: trouble }, now)
  return true
}

/** A message whose worker died between the mark and the answer: nobody can know, so a person decides. */
export async function settleAbandoned(tx: Write, author: Author, id: string, now: Date): Promise<void> {
  const message = await tx
    .updateTable('channels.sent_messages')
    .set({ state: 'uncertain', lease_until: null, trouble: UNCERTAIN })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('lease_until', '<', now)
    .where('handing_over_at', 'is not', null)
    .returning(['id', 'organisation_id', 'mailbox_id', 'kind', 'subject_id', 'about_id', 'to_address', 'sending_since'])
    .executeTakeFirst()
  if (!message) return
  const { organisation_id, mailbox_id, to_address, sending_since } = message
  await tx
    .insertInto('channels.send_attempts')
    .values({
      ...{ id: newId(), organisation_id, sent_id: id, mailbox_id, server: 'unknown', outcome: 'uncertain' },
      ...{ answer: null, started_at: sending_since ?? now, ended_at: now },
    })
    .execute()
  await tellNotDelivered(tx, author, { message, state: 'uncertain', to: to_address, words: UNCERTAIN }, now)
}

const hardBounce = (
  organisation_id: string,
  sent_id: string,
  { address, answer }: Pick<Refusal, 'address' | 'answer'>,
) => ({ organisation_id, address, reason: 'bounced', detail: answer, sent_id }) as const

/** Some recipients the other server did not take, though it took the message for others. */
export async function noteRefusals(
  tx: Write,
  author: Author,
  { id, organisation_id, refused }: { id: string; organisation_id: string; refused: readonly Refusal[] },
  now: Date,
): Promise<void> {
  const reports = refused.map(({ address, answer }) => ({
    ...{ id: newId(), organisation_id, sent_id: id, kind: 'failed', recipient: address },
    ...{ status: statusIn(answer) ?? null, diagnostic: answer, reported_at: now },
  }))
  await tx
    .insertInto('channels.delivery_reports')
    .values(reports)
    .onConflict(oc => oc.doNothing())
    .execute()
  const message = await tx
    .selectFrom('channels.sent_messages')
    .select(['id', 'organisation_id', 'kind', 'subject_id', 'about_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  for (const { address, answer } of refused) {
    if (isHard(answer)) await suppress(tx, author, hardBounce(organisation_id, id, { address, answer }), now)
    await tellNotDelivered(tx, author, { message, state: 'failed', to: address, words: wordsFor(answer) }, now)
  }
}
