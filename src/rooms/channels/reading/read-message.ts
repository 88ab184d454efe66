import type { OnAttachment } from './attachments.ts'
import { LIMITS, type Limits } from './limits.ts'
import type { ReadMessage } from './message.ts'
import { putTogether, type ReadWithin } from './put-together.ts'
import { PartReader } from './read-parts.ts'
import { Troubles } from './troubles.ts'

export type { ReadAddress } from './addresses.ts'
export type { AttachmentHead, OnAttachment, ReadAttachment } from './attachments.ts'
export type { ReadAuthentication } from './automatic.rules.ts'
export type { ReadBounce } from './bounce.rules.ts'
export type { ReadCalendar } from './calendar.rules.ts'
export type { ReadMessage } from './message.ts'
export type { ReadForwarded } from './message-facts.ts'
export { REPLY_MARKER } from './reply-text.rules.ts'

export interface ReadOptions {
  readonly limits?: Partial<Limits>
  /** Keeps attachments while they stream past; they come one after the other, and its failure is the reader's. */
  readonly onAttachment?: OnAttachment
  /** MAIL FROM, where it is known: an empty string is the null return path of bounces. */
  readonly envelope_from?: string
}

/** Pieces this large are read before those who keep attachments are waited for. */
const SLICE = 64 * 1024

/**
 * Reads an e-mail message while it streams, in bounded time and memory, whatever the bytes: what cannot be followed is left out
 * and said in `trouble`. Rejects only if the stream itself fails, or `onAttachment` does.
 */
export const readMessage = (raw: AsyncIterable<Uint8Array>, options: ReadOptions = {}): Promise<ReadMessage> =>
  read(raw, options, beginning => read([beginning], {}, async () => null))

type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

async function read(raw: Source, options: ReadOptions, within: ReadWithin): Promise<ReadMessage> {
  const limits = { ...LIMITS, ...options.limits }
  const troubles = new Troubles(limits.troubles)
  const reader = new PartReader(limits, troubles, options.onAttachment)
  const lines = new LineEnds()
  for await (const chunk of raw) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let at = 0; at < bytes.length; at += SLICE) {
      reader.splitter.write(lines.push(bytes.subarray(at, at + SLICE)))
      if (options.onAttachment) await reader.drained()
    }
  }
  reader.splitter.write(lines.end())
  reader.splitter.end()
  await reader.finished()
  return putTogether(reader, limits, troubles, { envelope_from: options.envelope_from, within })
}

const RETURN = 13
const NEWLINE = 10
const ENOUGH_TO_TELL = 16 * 1024

/** Messages whose every line ends in a bare carriage return, as on the first Macintoshes, get the usual line ends. */
class LineEnds {
  #first: Buffer = Buffer.alloc(0)
  #bare: boolean | undefined

  push(bytes: Buffer): Buffer {
    if (this.#bare !== undefined) return this.#turned(bytes)
    this.#first = Buffer.concat([this.#first, bytes])
    if (this.#first.length < ENOUGH_TO_TELL && !this.#first.includes(NEWLINE)) return Buffer.alloc(0)
    return this.end()
  }

  end(): Buffer {
    if (this.#bare !== undefined) return Buffer.alloc(0)
    this.#bare = !this.#first.includes(NEWLINE) && this.#first.includes(RETURN)
    return this.#turned(this.#first)
  }

  #turned(bytes: Buffer): Buffer {
    return this.#bare ? Buffer.from(bytes.map(byte => (byte === RETURN ? NEWLINE : byte))) : bytes
  }
}
