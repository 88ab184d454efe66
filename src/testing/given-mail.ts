import { getReceived, type Received, receive } from '#rooms/channels/index.ts'
import { type Council, db } from './council.tsx'
import { arriving, type GivenMailbox } from './mail.ts'

export interface Given {
  /** As the mail servers agreed: empty is the null path. */
  readonly envelope_from?: string | null
  readonly envelope_to?: string
  readonly at?: Date
  /** Stored, and not yet filed. */
  readonly unfiled?: boolean
}

/** A raw message that came to a mailbox, and what became of it. */
export async function givenMail(
  c: Council,
  mailbox: GivenMailbox,
  raw: string | Uint8Array,
  given: Given = {},
): Promise<Received> {
  const { at = new Date(), envelope_from = null, envelope_to = mailbox.address } = given
  const command = { mailbox, came_by: 'lmtp', envelope_from, envelope_to, bytes: arriving(raw) } as const
  const { id } = await receive(db, command, at)
  if (!given.unfiled) await c.work(at)
  return c.reading(tx => getReceived(tx, id))
}
