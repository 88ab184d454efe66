import { AttachmentStream, type NameFrom } from './attachment-stream.ts'
import {
  type AttachmentHead,
  type AttachmentKind,
  contentId,
  givenName,
  identifiedName,
  type OnAttachment,
  type ReadAttachment,
  safeName,
  saidName,
} from './attachments.ts'
import { decodeHeader } from './encoded-words.ts'
import { readHeader } from './header-fields.ts'
import type { Limits } from './limits.ts'
import { parseStructured } from './parameters.ts'
import { MessageSplitter, NO_SINK, type Part, type Sink } from './split-message.ts'
import { transferDecoder } from './transfer-decoders.ts'
import type { Troubles } from './troubles.ts'

/** An attachment, the part it came in, and its first bytes where they are looked into. */
export interface FoundAttachment {
  readonly attachment: ReadAttachment
  /** Undefined for a file found within another part. */
  readonly part: Part | undefined
  readonly beginning: Buffer
}

const KEPT_OF_A_MESSAGE = 256 * 1024
const KEPT_OF_A_REPORT = 64 * 1024

/**
 * Reads the parts of one message: texts are kept to their limit, attachments measured and handed on.
 *
 * Why not mailparser, which is installed: it refuses a message of more than a thousand parts or a header of some megabytes, loses
 * the text of a multipart whose boundary never comes, and knows no uuencode, bare carriage returns or raw Latin-1 headers.
 */
export class PartReader {
  readonly splitter: MessageSplitter
  readonly texts = new Map<Part, Buffer[]>()
  readonly attachments: FoundAttachment[] = []
  readonly #streams: AttachmentStream[] = []
  readonly #limits: Limits
  readonly #troubles: Troubles
  readonly #onAttachment: OnAttachment | undefined
  #textBytes = 0
  #count = 0
  #texts = 0

  constructor(limits: Limits, troubles: Troubles, onAttachment: OnAttachment | undefined) {
    this.#limits = limits
    this.#troubles = troubles
    this.#onAttachment = onAttachment
    this.splitter = new MessageSplitter(part => this.#open(part), limits, troubles)
  }

  /** Waits until all attachments so far are taken by whoever keeps them. */
  async drained(): Promise<void> {
    while (this.#streams.length > 0) {
      const stream = this.#streams[0]!
      await stream.drained()
      if (this.#streams.length === 1) return
      await stream.kept
      this.#streams.shift()
    }
  }

  /** Adds a file that was found within a text or another file. */
  keep(file: { readonly name: string; readonly bytes: Buffer; readonly head?: Partial<AttachmentHead> }): void {
    const type = file.head?.type || 'application/octet-stream'
    const head = { name: file.name, type, inline: false, content_id: null, kind: 'file' as const, ...file.head }
    const sink = this.#stream(head, 0, undefined)
    sink.write(file.bytes)
    sink.end()
  }

  /** Waits until the last of them is kept. */
  async finished(): Promise<void> {
    for (const stream of this.#streams) await stream.kept
  }

  #open(part: Part): Sink {
    if (part.parent) this.texts.delete(part.parent) // what stood before the first part was no text after all
    if (part.boundary !== null) return this.#collect(part)
    const type = part.type.value
    if (/^text\/(x-amp-html|watch-html)$/.test(type) && part.parent?.type.value === 'multipart/alternative')
      return NO_SINK
    const encoding = part.header.first('content-transfer-encoding')
    const sink = isWords(part, this.#texts) ? this.#collect(part) : this.#attach(part)
    if (this.texts.has(part)) this.#texts++
    return decoded(encoding, sink)
  }

  #collect(part: Part): Sink {
    const pieces: Buffer[] = []
    this.texts.set(part, pieces)
    return {
      write: bytes => {
        const room = this.#limits.text_bytes - this.#textBytes
        if (bytes.length > room) this.#troubles.say('The text is very long; only its beginning was read.')
        if (room <= 0) return
        this.#textBytes += Math.min(room, bytes.length)
        pieces.push(Buffer.from(bytes.subarray(0, room)))
      },
      end: () => {},
    }
  }

  #attach(part: Part): Sink {
    const head = headOf(part, this.#count + 1)
    const nameless = head.kind === 'message' && saidName(part) === ''
    return this.#stream(head, keptOf(head, this.#limits), part, nameless ? nameBySubject : undefined)
  }

  #stream(head: AttachmentHead, keep: number, part: Part | undefined, nameFrom?: NameFrom): Sink {
    this.#count++
    if (this.#count > this.#limits.attachments) {
      this.#troubles.say(
        `The message has more than ${this.#limits.attachments} attachments; those beyond are only in the message as received.`,
      )
      return NO_SINK
    }
    const stream = new AttachmentStream(head, keep, this.#onAttachment, nameFrom)
    if (this.#onAttachment) this.#streams.push(stream)
    return {
      write: bytes => stream.write(bytes),
      end: () => this.attachments.push({ attachment: stream.end(), part, beginning: stream.beginning }),
    }
  }
}

function decoded(encoding: string, sink: Sink): Sink {
  const decoder = transferDecoder(encoding)
  return {
    write: bytes => sink.write(decoder.push(bytes)),
    end: () => {
      sink.write(decoder.end())
      sink.end()
    },
  }
}

/** Whether a part is what was said, rather than a file that came along. */
function isWords(part: Part, textsBefore: number): boolean {
  const type = part.type.value
  if (!/^text\/(plain|html|enriched|richtext|markdown|x-markdown)$/.test(type)) return false
  const disposition = parseStructured(part.header.first('content-disposition')).value
  const named = saidName(part) !== ''
  const within = part.parent?.type.value ?? ''
  if (disposition === 'attachment') return part.parent === null && !named
  if (within === 'multipart/alternative') return true
  if (within === 'multipart/related' && part.parent!.children[0] !== part && part.header.has('content-id')) return false
  return !named || textsBefore === 0
}

function headOf(part: Part, number: number): AttachmentHead {
  const type = part.type.value
  const disposition = parseStructured(part.header.first('content-disposition')).value
  const content_id = contentId(part)
  const related = ancestors(part).some(one => one.type.value === 'multipart/related')
  const name = saidName(part)
  return {
    name: name || identifiedName(part) || givenName(type, number),
    type: type.slice(0, 200),
    inline: disposition === 'inline' || (related && content_id !== null && disposition !== 'attachment'),
    content_id,
    kind: kindOf(part, name.toLowerCase()),
  }
}

export function* walk(part: Part): Generator<Part> {
  yield part
  for (const child of part.children) yield* walk(child)
}

function ancestors(part: Part): Part[] {
  const found: Part[] = []
  for (let one = part.parent; one; one = one.parent) found.push(one)
  return found
}

function kindOf(part: Part, name: string): AttachmentKind {
  const type = part.type.value
  if (type === 'message/rfc822' || type === 'message/global' || type === 'message/news') return 'message'
  if (type === 'text/calendar' || type === 'application/ics') return 'calendar'
  if (type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef' || /^winmail(\d*)\.dat$/.test(name))
    return 'winmail'
  if (/^application\/(x-)?pkcs7-signature$|^application\/pgp-signature$/.test(type)) return 'signature'
  if (part.parent?.type.value === 'multipart/encrypted') return 'encrypted'
  if (/^application\/(x-)?pkcs7-mime$/.test(type)) {
    const smime = part.type.parameters.get('smime-type')?.toLowerCase()
    return smime === 'signed-data' || smime === 'certs-only' ? 'signature' : 'encrypted'
  }
  return type === 'application/pgp-encrypted' ? 'encrypted' : 'file'
}

function keptOf(head: AttachmentHead, limits: Limits): number {
  if (head.kind === 'message') return KEPT_OF_A_MESSAGE
  if (head.kind === 'winmail') return limits.winmail_bytes + 1
  if (head.kind === 'calendar' || /^message\/|^text\/rfc822-headers$/.test(head.type)) return KEPT_OF_A_REPORT
  return 0
}

/** The header of a message of which the beginning is at hand. */
export function headerOf(beginning: Buffer) {
  const text = beginning.toString('latin1').replace(/^(\r?\n)+/, '')
  const lines = text.slice(0, /\r?\n\r?\n/.exec(text)?.index).split(/\r?\n/)
  return readHeader(lines[0] && /^>?From /.test(lines[0]) ? lines.slice(1) : lines).header
}

function nameBySubject(beginning: Buffer): string {
  const subject = decodeHeader(headerOf(beginning).first('subject').slice(0, 2000))
  return `${safeName(subject.replace(/[\\/]/g, '_').slice(0, 150)) || 'message'}.eml`
}
