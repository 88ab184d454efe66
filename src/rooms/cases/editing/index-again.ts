import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'

/**
 * Writes what a case is found by once more, after its subject or its requester has changed: subject, requester's name and what was
 * first asked together, every later message by itself, and for each of them whose case it is.
 */
export async function indexAgain(tx: Write, case_id: string): Promise<void> {
  await sql`
    select platform.index_words(c.id, case when m.kind = 'request' then 'case' else 'message:' || m.id end, c.organisation_id, 'case',
      case when m.kind in ('note', 'forward') then 'staff' else 'everyone' end, c.requester_id,
      case when m.kind = 'request' then concat_ws(e'\\n', c.subject, r.name, m.body) else m.body end, m.sent_at)
    from cases.cases c join cases.messages m on m.case_id = c.id join people.published_persons r on r.id = c.requester_id
    where c.id = ${case_id}`.execute(tx)
}
