import type { Write } from '#platform/database/transaction.ts'

export interface SettleDeliveries {
  readonly ids: readonly string[]
  readonly state: 'sent' | 'failed' | 'suppressed' | 'withheld' | 'uncertain'
  /** Why it did not go, in words. */
  readonly reason?: string | null
  readonly sent_id?: string
  readonly provider_id?: string
}

/** Says what became of deliveries. Not an event: the case's story says what happened on the case, not who heard of it. */
export async function settleDeliveries(tx: Write, command: SettleDeliveries, now: Date): Promise<void> {
  const { ids, state, reason, sent_id, provider_id } = command
  if (ids.length === 0) return
  await tx
    .updateTable('channels.notification_deliveries')
    .set({
      ...{ state, reason: reason ?? null, settled_at: now },
      ...(sent_id && { sent_id }),
      ...(provider_id && { provider_id }),
    })
    .where('id', 'in', [...ids])
    .execute()
}
