import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** Something that was to be told and was not. */
export interface Failed {
  readonly id: string
  readonly channel: string
  readonly kind: string
  readonly reference: string
  readonly who: string | null
  readonly reason: string | null
  readonly at: Date
}

export const FAILED_PAGE = 50

/**
 * What of an organisation's notifications could not be delivered, newest first: by the way itself, or by e-mail once it was handed on
 * and came back.
 */
export async function listFailed(
  tx: Read,
  organisation_id: string,
  filter: { readonly channel: string | undefined; readonly page: number },
): Promise<{ list: Failed[]; more: boolean }> {
  const { rows } = await sql<Failed>`
    select d.id, d.channel, n.kind, n.reference, coalesce(h.name, p.name) as who,
      coalesce(d.reason, s.trouble, s.answer) as reason, coalesce(d.settled_at, d.not_before) as at
    from channels.notification_deliveries d join channels.notifications n on n.id = d.notification_id
      left join channels.hooks h on h.id = d.hook_id left join people.published_persons p on p.id = n.person_id
      left join channels.sent_messages s on s.id = d.sent_id
    where d.organisation_id = ${organisation_id}
      and (d.state in ('failed', 'uncertain') or s.state in ('failed', 'uncertain', 'bounced', 'complained'))
      and (${filter.channel ?? null}::text is null or d.channel = ${filter.channel ?? null})
    order by coalesce(d.settled_at, d.not_before) desc, d.id desc
    limit ${FAILED_PAGE + 1} offset ${(filter.page - 1) * FAILED_PAGE}`.execute(tx)
  return { list: rows.slice(0, FAILED_PAGE), more: rows.length > FAILED_PAGE }
}
