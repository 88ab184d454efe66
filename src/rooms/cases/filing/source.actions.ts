import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Filing } from './filing-facts.queries.ts'

export interface Filed {
  readonly message_id: string
  readonly case_id: string
  readonly organisation_id: string
  readonly standing: 'trusted' | 'held' | 'machine'
  readonly why?: string | undefined
  readonly person_id: string | null
  readonly from_staff?: boolean | undefined
  readonly new_person?: boolean
  readonly mentions_id?: string | null
  readonly may_answer: boolean
  readonly automatic: boolean
}

/** What was kept of a message's files, and which of them stand in its text. */
export interface KeptFiles {
  readonly file_ids: readonly string[]
  /** By the identifier the message gives each. */
  readonly inline: Readonly<Record<string, string>>
  readonly left_out: readonly string[]
}

/** Keeps beside a message where it came from, and the whole of what it was. */
export async function addSource(
  tx: Write,
  filed: Filed,
  { mail, received }: Filing,
  files: KeptFiles,
  now: Date,
): Promise<void> {
  const { message_id, case_id, organisation_id, standing } = filed
  await tx
    .insertInto('cases.message_sources')
    .values({
      ...{ message_id, case_id, organisation_id, standing, filed_at: now },
      ...{ received_id: received.id, raw_organisation_id: received.organisation_id },
      ...{ from_name: mail.from?.name ?? null, from_address: mail.from?.address ?? null, subject: mail.subject },
      ...{ to_addresses: JSON.stringify(mail.to.slice(0, MOST)), cc_addresses: JSON.stringify(mail.cc.slice(0, MOST)) },
      ...{ html: mail.html, full_text: mail.text, quoted: mail.quoted },
      ...{ why: filed.why ?? null, person_id: filed.person_id, new_person: filed.new_person ?? false },
      from_staff: filed.from_staff ?? false,
      ...{ auto_reply: filed.automatic, may_answer: filed.may_answer, mentions_id: filed.mentions_id ?? null },
      ...{ trouble: [...mail.trouble], left_out: [...files.left_out], remote_images: mail.remote_images },
      ...{ inline_files: JSON.stringify(files.inline), kinds: JSON.stringify(mail.kinds) },
    })
    .execute()
}

/** Of very long lists of recipients no more is kept than somebody would read; the raw message has them all. */
const MOST = 100

/** The files of a held message become everybody's with it. */
export const acceptFiles = (tx: Write, held: string, said: string) =>
  sql`select cases.accept_files(${held}, ${said})`.execute(tx)
