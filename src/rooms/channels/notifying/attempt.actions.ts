import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { homeOf } from '#rooms/people/index.ts'
import type { ReadSubject } from './reader.ts'
import { getTold } from './settings.queries.ts'
import { settleDeliveries } from './settle-delivery.actions.ts'
import { isSaid, type Judged, judge, takeDue } from './taken.queries.ts'

export type Said = Extract<Judged, { facts: unknown }>

const MOST_TRIES = 6
const FIRST_PAUSE_MS = 60_000
const LOST_MS = 10 * 60_000

/**
 * Takes what of a bundle is due for a way that asks another machine, and marks it as being sent before that is done. What a worker
 * had in hand when it died is taken again where saying it twice does no harm; a text message may have gone, and is shown as uncertain.
 */
export async function takeToSend(
  tx: Write,
  command: { bundle: string; person_id: string | null; read: ReadSubject; again: boolean },
  now: Date,
): Promise<Said[]> {
  const { bundle, person_id, read, again } = command
  await letGo(tx, bundle, again, now)
  const home = person_id ? await homeOf(tx, person_id) : undefined
  const told = person_id && home ? await getTold(tx, person_id, home) : undefined
  const said: Said[] = []
  for (const taken of await takeDue(tx, bundle, now)) {
    const judged = await judge(tx, read, taken, { told, stranger: false }, now)
    if (isSaid(judged)) said.push(judged)
    else await settleDeliveries(tx, { ...judged, ids: [taken.delivery_id] }, now)
  }
  const ids = said.map(({ taken }) => taken.delivery_id)
  if (ids.length > 0)
    await sql`update channels.notification_deliveries set state = 'sending', attempts = attempts + 1, asked_at = ${now}
      where id = any (${ids}::uuid[])`.execute(tx)
  return said
}

async function letGo(tx: Write, bundle: string, again: boolean, now: Date): Promise<void> {
  const lost = again
    ? { state: 'waiting' }
    : { state: 'uncertain', reason: 'We stopped while it was being sent: it may have arrived.', settled_at: now }
  await tx
    .updateTable('channels.notification_deliveries')
    .set(lost)
    .where('bundle', '=', bundle)
    .where('state', '=', 'sending')
    .where('asked_at', '<', new Date(now.getTime() - LOST_MS))
    .execute()
}

/** After a try that failed: again after a pause that doubles, or not at all. */
export async function tryLater(
  tx: Write,
  { taken, why, again }: { taken: Said['taken']; why: string; again: boolean },
  now: Date,
): Promise<void> {
  const tries = taken.attempts + 1
  if (!again || tries >= MOST_TRIES)
    return settleDeliveries(tx, { ids: [taken.delivery_id], state: 'failed', reason: why }, now)
  const not_before = new Date(now.getTime() + FIRST_PAUSE_MS * 2 ** tries)
  await tx
    .updateTable('channels.notification_deliveries')
    .set({ state: 'waiting', not_before, reason: why })
    .where('id', '=', taken.delivery_id)
    .execute()
}
