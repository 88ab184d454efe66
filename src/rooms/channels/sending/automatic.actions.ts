import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'

export interface Automatic {
  /** Whom it would go to. */
  readonly to: string
  /** Who made us write: the sender of the envelope, or the place a form was posted from. */
  readonly source: string | null
  /** The case an acknowledgement is about; an answer to somebody who has none is held much shorter. */
  readonly thread?: string | null
}

interface Limit {
  readonly what: 'to' | 'source' | 'thread'
  readonly minutes: number
  readonly most: number
}

const HOUR = 60
const DAY = 24 * HOUR

const ANSWERS: readonly Limit[] = [
  { what: 'to', minutes: 15, most: 1 },
  { what: 'to', minutes: DAY, most: 5 },
  { what: 'source', minutes: HOUR, most: 5 },
]
const ACKNOWLEDGEMENTS: readonly Limit[] = [
  { what: 'thread', minutes: HOUR, most: 3 },
  { what: 'to', minutes: HOUR, most: 10 },
  { what: 'to', minutes: DAY, most: 40 },
  { what: 'source', minutes: HOUR, most: 20 },
]

/**
 * Whether a machine may write this now by itself; a yes is counted, in the transaction of what is sent. Over all councils, by recipient,
 * by whoever made us write and by case: neither a forged sender nor an answering machine that changes its name makes us write without
 * end (abuse cases 8 and 10).
 */
export async function maySendAutomatically(tx: Write, command: Automatic, now: Date): Promise<boolean> {
  const values = { to: plain(command.to), source: command.source && plain(command.source), thread: command.thread }
  const limits = (command.thread ? ACKNOWLEDGEMENTS : ANSWERS).filter(({ what }) => values[what])
  const group = command.thread ? 'acknowledgement' : 'answer'
  const keys = limits.map(({ what }) => fingerprint(`${group} ${what} ${values[what]}`))
  const { rows } = await sql<{ may: boolean }>`
    select channels.count_answer(${keys}::text[], ${limits.map(one => one.minutes)}::integer[],
      ${limits.map(one => one.most)}::integer[], ${now}) as may`.execute(tx)
  return rows[0]?.may === true
}

/** One person with many tags is one: a+1@b is a@b. */
const plain = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')

// Neither whom we wrote to nor who asked is kept: only that it was the same.
const fingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url')
