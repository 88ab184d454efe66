import type { ReadAddress, ReadAttachment, ReadBounce, ReadCalendar, ReadMessage } from '#rooms/channels/index.ts'

type Same =
  | 'subject'
  | 'from'
  | 'to'
  | 'cc'
  | 'text'
  | 'reply_text'
  | 'quoted'
  | 'html'
  | 'auto_reply'
  | 'bulk'
  | 'spam'
  | 'hops'
  | 'trouble'

/** A message as filing needs it: what the reader made of its raw bytes. */
export interface Mail extends Pick<ReadMessage, Same> {
  /** Identifiers of messages it answers, the nearest first. */
  readonly answers: readonly string[]
  readonly attachments: readonly ReadAttachment[]
  /** The mail servers that say the sender is forged; which of them is believed is the mailbox's to say. */
  readonly forged_says: readonly string[]
  /** A report on the delivery of some message. */
  readonly bounce: ReadBounce | null
  readonly remote_images: number
  readonly kinds: MailKinds
}

/** What a message is besides words, as it is said on the case. */
export interface MailKinds {
  readonly forwarded?: {
    readonly from: ReadAddress
    readonly subject: string | null
    readonly date: string | null
    readonly text: string
  }
  readonly calendar?: ReadCalendar
  readonly signed?: boolean
  readonly encrypted?: boolean
}
