import { type Header, names, readHeader, withoutReturns } from './header-fields.ts'
import type { Limits } from './limits.ts'
import { fallbackType, parseStructured, type Structured } from './parameters.ts'
import type { Troubles } from './troubles.ts'

/** A part of a message: its header, where it stands, and for a multipart what it holds. */
export interface Part {
  readonly header: Header
  readonly type: Structured
  readonly parent: Part | null
  readonly depth: number
  readonly children: Part[]
  /** What separates the parts of a multipart; an empty string while it is to be found out. */
  boundary: string | null
  closed: boolean
  sink: Sink
}

/** Takes the bytes of one part's body as they come. */
export interface Sink {
  write(bytes: Buffer): void
  end(): void
}

export const NO_SINK: Sink = { write: () => {}, end: () => {} }

const NOTHING = Buffer.alloc(0)
const NEWLINE = 10
const RETURN = 13
const DASH = 45
/** RFC 2046 allows 70; longer ones exist. */
const LONGEST_BOUNDARY = 400

/**
 * Cuts a message into its parts while it streams (RFC 2046), holding no more than a header or a line that may be a
 * boundary. Missing closing boundaries, parts after the end, boundaries nobody named and headers without end are borne.
 */
export class MessageSplitter {
  readonly #open: (part: Part) => Sink
  readonly #limits: Limits
  readonly #troubles: Troubles
  /** The parts being read, outermost first. */
  readonly #stack: Part[] = []
  root: Part | undefined
  #parts = 0
  #headerBytes = 0
  #buffer: Buffer = NOTHING
  #at = 0
  #inHeader = true
  #lines: string[] = []
  #line = ''
  #fieldBytes = 0
  /** The line end before a boundary belongs to the boundary, so it is held back until the next line is seen. */
  #held: Buffer = NOTHING
  #lineStart = true
  #full = false

  constructor(open: (part: Part) => Sink, limits: Limits, troubles: Troubles) {
    this.#open = open
    this.#limits = limits
    this.#troubles = troubles
  }

  write(bytes: Buffer): void {
    this.#buffer = this.#buffer.length > 0 ? Buffer.concat([this.#buffer, bytes]) : bytes
    this.#at = 0
    this.#read(false)
  }

  end(): void {
    this.#read(true)
    if (this.#inHeader) {
      if (this.#line !== '') this.#headerLine()
      if (this.#inHeader) this.#endHeader(false)
      this.#read(true)
    }
    this.#flush(NOTHING, true)
    while (this.#stack.length > 0) this.#stack.pop()?.sink.end()
  }

  #read(last: boolean): void {
    let went = true
    while (went && this.#at < this.#buffer.length) went = this.#inHeader ? this.#readHeader() : this.#readBody(last)
    this.#buffer = this.#at < this.#buffer.length ? Buffer.from(this.#buffer.subarray(this.#at)) : NOTHING
    this.#at = 0
  }

  #readHeader(): boolean {
    const end = this.#buffer.indexOf(NEWLINE, this.#at)
    const piece = this.#buffer.toString('latin1', this.#at, end < 0 ? this.#buffer.length : end)
    const room = this.#limits.field_bytes - this.#line.length
    this.#line += room >= piece.length ? piece : piece.slice(0, Math.max(0, room))
    if (room < piece.length) this.#troubles.say('A header is too long; its end was left out.')
    this.#at = end < 0 ? this.#buffer.length : end + 1
    if (end >= 0) this.#headerLine()
    return true
  }

  #headerLine(): void {
    const line = withoutReturns(this.#line)
    this.#line = ''
    const first = this.#lines.length === 0 && !this.root
    if (first && (line === '' || /^>?From /.test(line))) return // empty lines before, and the envelope line of a mailbox file
    if (line === '') {
      this.#endHeader(true)
      return
    }
    if (line.startsWith('--') && line.length > 2 && !this.root && this.#lines.some(one => names(one, line.slice(2)))) {
      // Nobody put an empty line before the first part: read it again as a line of the body.
      this.#buffer = Buffer.concat([Buffer.from(`${line}\n`, 'latin1'), this.#buffer.subarray(this.#at)])
      this.#at = 0
      this.#endHeader(false)
      return
    }
    if (line.startsWith('--') && this.root) {
      const level = this.#boundaryAt(line)
      if (level) {
        this.#endHeader(false)
        this.#boundary(level.part, level.closing)
        return
      }
    }
    const folded = line.startsWith(' ') || line.startsWith('\t')
    this.#fieldBytes = (folded ? this.#fieldBytes : 0) + line.length
    this.#headerBytes += line.length
    const within = this.#fieldBytes <= this.#limits.field_bytes && this.#headerBytes <= this.#limits.header_bytes
    if (within && this.#lines.length < 50_000) this.#lines.push(first ? line.replace(/^\xef\xbb\xbf/, '') : line)
    else this.#troubles.say('A header is too long; its end was left out.')
  }

  #endHeader(blank: boolean): void {
    const { header, rest } = readHeader(this.#lines)
    this.#lines = []
    this.#inHeader = false
    this.#lineStart = true
    this.#begin(header)
    if (rest.length === 0) return
    const back = Buffer.from(`${rest.join('\n')}\n${blank ? '\n' : ''}`, 'latin1')
    this.#buffer = Buffer.concat([back, this.#buffer.subarray(this.#at)])
    this.#at = 0
  }

  #begin(header: Header): void {
    const parent = this.#stack.at(-1) ?? null
    const standard = parent?.type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
    const said = parseStructured(header.first('content-type'))
    const known = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(said.value)
    const named = said.parameters.has('name') || /filename/i.test(header.first('content-disposition'))
    const type = known
      ? said
      : { ...said, value: named ? 'application/octet-stream' : fallbackType(said.value, standard) }
    const depth = parent ? parent.depth + 1 : 0
    const multipart = type.value.startsWith('multipart/') && depth < this.#limits.depth
    if (type.value.startsWith('multipart/') && !multipart)
      this.#troubles.say(
        `Parts lie more than ${this.#limits.depth} deep within each other; the deepest are kept unopened.`,
      )
    const boundary = multipart ? (type.parameters.get('boundary') ?? '').trim().slice(0, LONGEST_BOUNDARY) : null
    const part: Part = { header, type, parent, depth, children: [], boundary, closed: false, sink: NO_SINK }
    this.root ??= part
    if (multipart && boundary === '') this.#troubles.say('A part does not say how it is divided; that was guessed.')
    parent?.children.push(part)
    part.sink = this.#open(part)
    this.#stack.push(part)
  }

  #readBody(last: boolean): boolean {
    const buffer = this.#buffer
    let from = this.#at
    let at = this.#at
    for (;;) {
      if (this.#lineStart && at + 1 >= buffer.length && !last && (at >= buffer.length || buffer[at] === DASH)) break
      if (this.#lineStart && buffer[at] === DASH && buffer[at + 1] === DASH && !this.#full) {
        const end = buffer.indexOf(NEWLINE, at)
        if (end < 0 && !last && buffer.length - at < LONGEST_BOUNDARY + 100) break
        const stop = end < 0 ? buffer.length : end
        const found =
          stop - at < LONGEST_BOUNDARY + 100 ? this.#boundaryAt(buffer.toString('latin1', at, stop)) : undefined
        if (found) {
          this.#flush(buffer.subarray(from, at), false)
          this.#held = NOTHING
          this.#at = end < 0 ? buffer.length : end + 1
          this.#boundary(found.part, found.closing)
          return true
        }
      }
      const end = buffer.indexOf(NEWLINE, at)
      this.#lineStart = end >= 0
      at = end < 0 ? buffer.length : end + 1
      if (at >= buffer.length) break
    }
    this.#flush(buffer.subarray(from, at), false)
    from = at
    this.#at = from
    return false
  }

  #flush(bytes: Buffer, last: boolean): void {
    const sink = this.#stack.at(-1)?.sink
    const all = this.#held.length > 0 ? Buffer.concat([this.#held, bytes]) : bytes
    let end = all.length
    if (!last) {
      if (end > 0 && all[end - 1] === NEWLINE) end--
      if (end > 0 && all[end - 1] === RETURN) end--
    }
    this.#held = Buffer.from(all.subarray(end))
    if (end > 0) sink?.write(all.subarray(0, end))
  }

  /** Which open multipart this line divides, innermost first; one that was closed may go on. */
  #boundaryAt(line: string): { part: Part; closing: boolean } | undefined {
    const said = line.slice(2).trimEnd()
    if (said === '') return undefined
    let again: { part: Part; closing: boolean } | undefined
    for (let level = this.#stack.length - 1; level >= 0; level--) {
      const part = this.#stack[level]!
      if (part.boundary === '' && level === this.#stack.length - 1 && !said.includes(' ')) part.boundary = said
      if (!part.boundary) continue
      const closing = said === `${part.boundary}--`
      if (!closing && said !== part.boundary) continue
      if (!part.closed) return { part, closing }
      again ??= { part, closing }
    }
    return again
  }

  #boundary(part: Part, closing: boolean): void {
    while (this.#stack.at(-1) !== part) this.#stack.pop()?.sink.end()
    part.sink.end()
    part.sink = NO_SINK // what follows the last part is nobody's
    part.closed = closing
    this.#lineStart = true
    if (closing) return
    if (++this.#parts > this.#limits.parts) {
      this.#full = true // nothing further is looked for
      this.#troubles.say(`The message has more than ${this.#limits.parts} parts; those beyond were not opened.`)
      return
    }
    this.#inHeader = true
    this.#line = ''
    this.#fieldBytes = 0
  }
}
