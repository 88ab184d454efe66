import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Facts, isNotice, noticeOf, type Way, type Words } from './kinds.rules.ts'
import { getWords } from './notice-words.queries.ts'
import { type Notification, type ReadSubject, readAs } from './reader.ts'
import type { Told } from './settings.queries.ts'
import { forStrangers, wordsFor } from './words.rules.ts'

/** One delivery in hand, with what it is to tell. */
export interface Taken {
  readonly delivery_id: string
  readonly channel: Exclude<Way, 'screen'>
  readonly hook_id: string | null
  readonly not_before: Date
  readonly attempts: number
  readonly notice: Notification
}

type Row = Omit<Taken, 'notice'> & Notification

/** What of a bundle is due, oldest first, kept from others until the transaction ends. */
export async function takeDue(tx: Write, bundle: string, now: Date): Promise<Taken[]> {
  const { rows } = await sql<Row>`
    select d.id as delivery_id, d.channel, d.hook_id, d.not_before, d.attempts, n.id, n.organisation_id, n.person_id,
      n.kind, n.side, n.subject_id, n.reference, n.path, n.facts, n.state, n.happened_at
    from channels.notification_deliveries d join channels.notifications n on n.id = d.notification_id
    where d.bundle = ${bundle} and d.state = 'waiting' and d.not_before <= ${now}
    order by n.happened_at, n.id for update of d`.execute(tx)
  return rows
    .filter(row => isNotice(row.kind))
    .map(({ delivery_id, channel, hook_id, not_before, attempts, ...notice }) => {
      return { delivery_id, channel, hook_id, not_before, attempts, notice: { ...notice, hook_id } }
    })
}

/** What is said of one thing, as its reader may see it at this moment; or why nothing is. */
export type Judged =
  | { readonly taken: Taken; readonly facts: Facts; readonly words: Words }
  | { readonly taken: Taken; readonly state: 'suppressed' | 'withheld'; readonly reason: string }

const TOO_LATE_MS = 2 * 86_400_000

/**
 * Looks again, when something is about to be sent: at what the reader may see, at whether it is still so, and at what they chose.
 * What waited for days is not sent: after a backup is restored, everything in it has waited (abuse case 42).
 */
export async function judge(
  tx: Read,
  read: ReadSubject,
  taken: Taken,
  reader: { readonly told: Told | undefined; readonly stranger: boolean },
  now: Date,
): Promise<Judged> {
  const { notice, channel } = taken
  const { told, stranger } = reader
  const suppressed = (reason: string): Judged => ({ taken, state: 'suppressed', reason })
  if (now.getTime() - taken.not_before.getTime() > TOO_LATE_MS)
    return suppressed('By then it would have come too late.')
  if (told && noticeOf(notice.kind).optional) {
    if (!told.choices[notice.kind].ways.includes(channel)) return suppressed('They turned this off.')
    if (told.settings.paused_until && told.settings.paused_until > now) return suppressed('They asked for a pause.')
  }
  const facts = await readAs(tx, read, notice, now)
  if (!facts) return { taken, state: 'withheld', reason: 'It was over, or no longer theirs to know.' }
  const seen = stranger ? forStrangers(facts) : facts
  return {
    taken,
    facts: seen,
    words: wordsFor(notice.kind, await getWords(tx, notice.organisation_id, notice.kind), seen),
  }
}

/** Whether something is to be said. */
export const isSaid = (judged: Judged): judged is Extract<Judged, { facts: Facts }> => 'facts' in judged

/** When the rest of a bundle is to go; undefined when none is left. */
export async function nextDue(tx: Read, bundle: string): Promise<Date | undefined> {
  const next = await tx
    .selectFrom('channels.notification_deliveries')
    .select('not_before')
    .where('bundle', '=', bundle)
    .where('state', '=', 'waiting')
    .orderBy('not_before')
    .executeTakeFirst()
  return next?.not_before
}
