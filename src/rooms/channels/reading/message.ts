import type { ReadAttachment } from './attachments.ts'
import type { ReadAuthentication } from './automatic.rules.ts'
import type { ReadBounce } from './bounce.rules.ts'
import type { ReadCalendar } from './calendar.rules.ts'
import type { HeaderFacts, ReadForwarded } from './message-facts.ts'

/** What was read from a message. None of it is to be trusted; all of it is bounded. */
export interface ReadMessage extends HeaderFacts {
  /** The whole of what was said, as text. */
  readonly text: string
  /** Cut from quotations and signature; the whole text when cutting would leave nothing. */
  readonly reply_text: string
  readonly quoted: boolean
  /** Made harmless, with no address in it that would be fetched; null when there was none. */
  readonly html: string | null
  readonly attachments: readonly ReadAttachment[]
  /** A machine answered: no answer, nothing reopened. */
  readonly auto_reply: boolean
  readonly bounce: ReadBounce | null
  /** A mailing list or bulk mail: no automatic answer. */
  readonly bulk: boolean
  /** The values of our own loop headers, and how many servers it passed. */
  readonly loop: readonly string[]
  readonly hops: number
  readonly return_path: string | null
  readonly spam: boolean
  readonly authentication: readonly ReadAuthentication[]
  readonly forwarded: ReadForwarded | null
  readonly calendar: ReadCalendar | null
  readonly signed: boolean
  readonly encrypted: boolean
  /** What was wrong with the message, in plain words. */
  readonly trouble: readonly string[]
}
