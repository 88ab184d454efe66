import type { Read } from '#platform/database/transaction.ts'
import { STATE_NAMES, type State } from './words.rules.ts'

/** What became of one message that carries a message on a case. */
export interface Delivery {
  readonly id: string
  readonly about_id: string
  readonly kind: string
  readonly state: State
  /** The state in a word or two. */
  readonly name: string
  /** What went wrong, in words; null when nothing did. */
  readonly trouble: string | null
  readonly to_address: string
  readonly to_name: string | null
  readonly send_after: Date
  readonly sent_at: Date | null
  /** Whether it may be taken back, if whoever asks may do that. */
  readonly waits: boolean
}

/** What became of the messages that carry these messages of a case, the oldest first. */
export async function deliveriesAbout(tx: Read, about_ids: readonly string[]): Promise<Delivery[]> {
  if (about_ids.length === 0) return []
  const rows = await tx
    .selectFrom('channels.sent_messages')
    .select(['id', 'about_id', 'kind', 'state', 'trouble', 'to_address', 'to_name', 'send_after', 'sent_at'])
    .where('about_id', 'in', [...about_ids])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ state, about_id, ...row }) => ({
    ...row,
    about_id: about_id!,
    // The table's check names the same states.
    state: state as State,
    name: STATE_NAMES[state as State],
    waits: state === 'waiting' || state === 'held',
  }))
}
