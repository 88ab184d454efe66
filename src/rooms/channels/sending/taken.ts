import type { MailServer } from './server.rules.ts'

/** The mailbox a message goes from: as its sender and as the way to its mail server. */
export interface FromMailbox {
  readonly id: string
  readonly address: string
  readonly name: string
  readonly from_name: string | null
  readonly takes_tags: boolean
}

/** A message as it is put together and sent. */
export interface ToSend {
  readonly id: string
  readonly organisation_id: string
  readonly mailbox_id: string | null
  readonly kind: string
  readonly subject_id: string | null
  readonly to_address: string
  readonly to_name: string | null
  readonly cc: readonly { name: string | null; address: string }[]
  readonly message_id: string
  readonly in_reply_to: string | null
  readonly earlier_ids: readonly string[]
  readonly from_name: string | null
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly file_ids: readonly string[]
  readonly headers: Readonly<Record<string, unknown>>
  readonly created_at: Date
  readonly delivered_to: readonly string[]
}

/** A message that this worker has in hand. */
export interface Taken extends ToSend {
  readonly attempts: number
  readonly first_tried_at: Date
}

/** Where to: a mail server; "sink", when there is none and it stays here; or why not, in words. */
export type Where = MailServer | 'sink' | { readonly trouble: string }
