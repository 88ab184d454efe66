import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { noteBounce } from '#rooms/channels/index.ts'
import type { Filing } from './filing-facts.queries.ts'

/** Tells whoever sends what a report says of one of our messages: its delivery state changes, the case's does not (beh-10 to beh-13). */
export async function noteReport(
  tx: Write,
  service: Author,
  { filing, sent_id }: { filing: Filing; sent_id: string },
  now: Date,
): Promise<void> {
  const { bounce } = filing.mail
  if (!bounce) return
  const { kind, recipients } = bounce
  const told = recipients.find(({ status, diagnostic }) => status !== '' || diagnostic !== '')
  const diagnostic = told ? `${told.status} ${told.diagnostic}`.trim() : null
  const report = { sent_id, kind, diagnostic, received_id: filing.received.id }
  await noteBounce(tx, service, { ...report, recipients: recipients.map(({ address }) => address) }, now)
}
