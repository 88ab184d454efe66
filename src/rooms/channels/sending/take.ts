/*
 * Which messages go next. Each organisation's messages from each mailbox stand in a lane of their own, and whoever has the fewest in
 * hand is served first: one council's flood holds up nobody else's. Every worker takes under one lock, for the moment that takes.
 */
import type pg from 'pg'
import type { FromMailbox, Taken } from './taken.ts'

export interface Lane {
  readonly organisation_id: string
  readonly lane: string
  readonly mailbox: (FromMailbox & { smtp: unknown }) | null
  /** How many more its mailbox may send in this minute. */
  readonly may: number
}

const LANES = `
  with recursive lanes as (
    (select organisation_id, lane from channels.sent_messages where state = 'waiting' order by organisation_id, lane limit 1)
    union all
    select n.organisation_id, n.lane from lanes l cross join lateral (
      select s.organisation_id, s.lane from channels.sent_messages s
      where s.state = 'waiting' and (s.organisation_id, s.lane) > (l.organisation_id, l.lane)
      order by s.organisation_id, s.lane limit 1) n
  )
  select l.organisation_id, l.lane, case when m.id is null then null else
      jsonb_build_object('id', m.id, 'address', m.address, 'name', m.name, 'from_name', m.from_name, 'takes_tags', m.takes_tags, 'smtp', m.smtp)
    end as mailbox,
    case when m.most_a_minute is null then 1000000 else m.most_a_minute
      - (select count(*) from channels.send_attempts a where a.mailbox_id = m.id and a.started_at > $1::timestamptz - interval '1 minute')
      - (select count(*) from channels.sent_messages s where s.mailbox_id = m.id and s.state = 'sending') end::integer as may
  from lanes l left join channels.mailboxes m on m.id = l.lane
  where ($2::uuid[] is null or l.organisation_id = any ($2)) and exists (select from channels.sent_messages s
    where s.state = 'waiting' and s.organisation_id = l.organisation_id and s.lane = l.lane and s.send_after <= $1)`

const TAKE = `
  update channels.sent_messages s set state = 'sending', taken_by = $4, lease_until = $5::timestamptz + interval '60 seconds',
    sending_since = $5, attempts = s.attempts + 1, first_tried_at = coalesce(s.first_tried_at, $5), handing_over_at = null
  from unnest($1::uuid[], $2::uuid[], $3::integer[]) as l(organisation_id, lane, most) cross join lateral (
    select w.id from channels.sent_messages w
    where w.state = 'waiting' and w.organisation_id = l.organisation_id and w.lane = l.lane and w.send_after <= $5
    order by w.send_after limit l.most for update skip locked) picked
  where s.id = picked.id
  returning s.id, s.organisation_id, s.mailbox_id, s.kind, s.subject_id, s.to_address, s.to_name, s.cc, s.message_id, s.in_reply_to,
    s.earlier_ids, s.from_name, s.subject, s.text, s.html, s.file_ids, s.headers, s.created_at, s.delivered_to, s.attempts,
    s.first_tried_at, s.lane`

const ONE_AT_A_TIME = 7303

export interface Asking {
  /** This worker, for as long as it lives. */
  readonly worker: string
  readonly now: Date
  /** Only these organisations' messages; everybody's without. */
  readonly only: readonly string[] | null
}

/**
 * Takes messages that are due, as `share` deals them out among the lanes that have any. Whoever takes has a minute's lease, and
 * lengthens it while it lives.
 */
export async function takeDue(
  owner: pg.Pool,
  { worker, now, only }: Asking,
  share: (lanes: readonly Lane[]) => ReadonlyMap<Lane, number>,
): Promise<{ message: Taken; lane: Lane }[]> {
  const client = await owner.connect()
  let broken: Error | undefined
  try {
    await client.query(`begin; select pg_advisory_xact_lock(${ONE_AT_A_TIME})`)
    const { rows: lanes } = await client.query<Lane>(LANES, [now, only])
    const shares = [...share(lanes)].filter(([, most]) => most > 0)
    const parts = (pick: (lane: Lane) => string) => shares.map(([lane]) => pick(lane))
    const { rows } =
      shares.length === 0
        ? { rows: [] }
        : await client.query<Taken & { lane: string }>(TAKE, [
            ...[parts(lane => lane.organisation_id), parts(lane => lane.lane), shares.map(([, most]) => most)],
            ...[worker, now],
          ])
    await client.query('commit')
    return rows.map(message => ({
      message,
      lane: lanes.find(lane => lane.lane === message.lane && lane.organisation_id === message.organisation_id)!,
    }))
  } catch (error) {
    await client.query('rollback').catch(fault => {
      broken = fault
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Keeps what this worker has in hand for another minute. */
export const lengthen = (owner: pg.Pool, worker: string, now: Date) =>
  owner.query(
    `update channels.sent_messages set lease_until = $2::timestamptz + interval '60 seconds' where state = 'sending' and taken_by = $1`,
    [worker, now],
  )

/** Gives up what this worker took and has not begun: it stops. */
export const letGo = (owner: pg.Pool, ids: readonly string[], worker: string) =>
  owner.query(
    `update channels.sent_messages set state = 'waiting', taken_by = null, lease_until = null, attempts = attempts - 1
     where id = any ($1::uuid[]) and state = 'sending' and taken_by = $2 and handing_over_at is null`,
    [ids, worker],
  )
