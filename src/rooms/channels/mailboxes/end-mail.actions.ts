import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { mailEnded } from '../events.ts'

/** By what ways an organisation hears, and others hear of it. */
export interface Mail {
  readonly mailboxes: number
  readonly fetched: number
  /** Mailboxes that serve another organisation too. */
  readonly shared: number
  readonly webhooks: number
}

/** An organisation's mailboxes and the places that are told, as they are in use now. */
export async function countMail(tx: Read, organisation_id: string): Promise<Mail> {
  const { rows } = await sql<Mail>`
    select count(*) filter (where m.active) as mailboxes, count(*) filter (where m.active and m.imap is not null) as fetched,
      count(*) filter (where m.active and exists (select from channels.mailbox_organisations s
        where s.mailbox_id = m.id and s.serves_id <> m.organisation_id)) as shared,
      (select count(*) from channels.hooks h where h.organisation_id = ${organisation_id} and h.active) as webhooks
    from channels.mailboxes m where m.organisation_id = ${organisation_id}`.execute(tx)
  return rows[0]!
}

/**
 * Nothing is fetched for an organisation any more, and nobody elsewhere is told. Mailboxes that mail is delivered to stay open where
 * what still comes is answered; otherwise it is refused at the door, so that whoever wrote hears of it. Returns what there was.
 */
export async function endMail(
  tx: Write,
  author: Author,
  { organisation_id, answers }: { organisation_id: string; answers: boolean },
  now: Date,
): Promise<Mail> {
  const before = await countMail(tx, organisation_id)
  const theirs = { organisation_id }
  await tx.deleteFrom('channels.fetches').where('organisation_id', '=', organisation_id).execute()
  for (const table of ['channels.hooks', 'channels.text_services'] as const)
    await tx.updateTable(table).set({ active: false }).where('organisation_id', '=', organisation_id).execute()
  await tx
    .updateTable('channels.mailboxes')
    .set(answers ? { imap: null } : { imap: null, active: false })
    .where('organisation_id', '=', organisation_id)
    .execute()
  await record(tx, author, mailEnded, { id: organisation_id, ...theirs }, { ...before, answers }, now)
  return before
}
