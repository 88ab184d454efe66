/*
 * What is written down about a message on its way. Each is one statement and one commit, as the owner: a worker sends for every
 * organisation. What a person must be told of goes through an act instead (not-delivered.actions.ts).
 */
import type pg from 'pg'
import { newId } from '#platform/database/id.ts'
import { NotOurs } from './hand-over.ts'
import type { Outcome } from './outcome.rules.ts'
import type { Taken } from './taken.ts'
import { FORGOTTEN } from './words.rules.ts'

/** Before the last bytes go. Raises `NotOurs` when the message was cancelled, or another worker has it by now. */
export async function markHandingOver(owner: pg.Pool, id: string, worker: string, now: Date): Promise<void> {
  const { rowCount } = await owner.query(
    `update channels.sent_messages set handing_over_at = $3 where id = $1 and state = 'sending' and taken_by = $2`,
    [id, worker, now],
  )
  if (rowCount !== 1) throw new NotOurs()
}

export interface Attempt {
  readonly started_at: Date
  readonly server: string
  readonly answer: string | null
}

const RECORD = `
  with done as (
    update channels.sent_messages set state = $3, server = $4, answer = $5, send_after = coalesce($6, send_after), trouble = $7,
      sent_at = case when $3 = 'sent' then $8::timestamptz end, delivered_to = delivered_to || $9::text[],
      taken_by = null, lease_until = null, handing_over_at = null,
      text = case when lets_in and $3 = 'sent' and $4 <> 'sink' then $13 else text end
    where id = $1 and taken_by = $2 and state in ('sending', 'uncertain') returning id, organisation_id, mailbox_id)
  insert into channels.send_attempts (id, organisation_id, sent_id, mailbox_id, started_at, ended_at, server, outcome, answer)
  select $10, organisation_id, id, mailbox_id, $11, $8, $4, $12, $5 from done`

export interface Recorded extends Attempt {
  readonly state: 'sent' | 'waiting'
  readonly outcome: Outcome
  readonly send_after?: Date
  readonly trouble?: string | undefined
  readonly delivered_to: readonly string[]
}

/** That a message went, or will be tried again. False when it is no longer this worker's. */
export async function recordAttempt(
  owner: pg.Pool,
  message: Taken,
  worker: string,
  it: Recorded,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await owner.query(RECORD, [
    ...[message.id, worker, it.state, it.server, it.answer, it.send_after ?? null, it.trouble ?? null, now],
    ...[it.delivered_to, newId(), it.started_at, it.outcome, FORGOTTEN],
  ])
  return rowCount === 1
}

/** Only these organisations' messages; everybody's without. */
type Only = readonly string[] | null

/** Messages whose worker died before the mark: they were surely not sent, and wait again. */
export async function takeBackUnsent(owner: pg.Pool, now: Date, only: Only): Promise<number> {
  const { rowCount } = await owner.query(
    `update channels.sent_messages set state = 'waiting', taken_by = null, lease_until = null
     where state = 'sending' and lease_until < $1 and handing_over_at is null
       and ($2::uuid[] is null or organisation_id = any ($2))`,
    [now, only],
  )
  return rowCount ?? 0
}

/** Messages whose worker died after the mark. */
export async function listAbandoned(
  owner: pg.Pool,
  now: Date,
  only: Only,
): Promise<{ id: string; organisation_id: string }[]> {
  const { rows } = await owner.query(
    `select id, organisation_id from channels.sent_messages
     where state = 'sending' and lease_until < $1 and handing_over_at is not null
       and ($2::uuid[] is null or organisation_id = any ($2))`,
    [now, only],
  )
  return rows
}
