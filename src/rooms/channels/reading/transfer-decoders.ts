import { isUuLine, uudecodeLine } from './uuencode.ts'

/** Undoes a Content-Transfer-Encoding piece by piece (RFC 2045 section 6): pieces may be cut anywhere. */
export interface TransferDecoder {
  push(bytes: Buffer): Buffer
  end(): Buffer
}

const NOTHING = Buffer.alloc(0)
const NEWLINE = 10
const RETURN = 13
const EQUALS = 61
const isBlank = (byte: number | undefined) => byte === 32 || byte === 9

/** The decoder for a named encoding; what is not known is taken as it stands. */
export function transferDecoder(encoding: string): TransferDecoder {
  const name = encoding.toLowerCase()
  if (name.includes('base64')) return new Base64Decoder()
  if (name.includes('quoted')) return new QuotedPrintableDecoder()
  if (/^x-?uue?(ncode)?|^uue/.test(name)) return new UuDecoder()
  return { push: bytes => bytes, end: () => NOTHING }
}

const SIXTY_FOUR = (() => {
  const table = new Int8Array(256).fill(-1)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let i = 0; i < letters.length; i++) table[letters.charCodeAt(i)] = i
  table[45] = 62 // the URL alphabet, which some gateways use
  table[95] = 63
  return table
})()

/** Skips what is no base64, begins anew after padding, and leaves out lines of plain text added beneath. */
class Base64Decoder implements TransferDecoder {
  #bits = 0
  #count = 0
  #padded = false
  #line = ''
  #plain = false

  #first: Buffer | undefined = NOTHING

  push(piece: Buffer): Buffer {
    if (this.#first === undefined) return this.#plain ? piece : this.#decode(piece)
    this.#first = Buffer.concat([this.#first, piece])
    return firstLine(this.#first) === undefined && this.#first.length < LONG_LINE ? NOTHING : this.#begin()
  }

  /** Whether it is base64 shows in its first line. */
  #begin(): Buffer {
    const first = this.#first ?? NOTHING
    this.#first = undefined
    this.#plain = isPlainText(firstLine(first) ?? first.toString('latin1', 0, LONG_LINE))
    return this.#plain ? first : this.#decode(first)
  }

  #decode(bytes: Buffer): Buffer {
    const out = Buffer.allocUnsafe(((bytes.length + this.#line.length) * 3) / 4 + 8)
    let to = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (this.#padded) to = this.#afterPadding(byte, out, to)
      else if (byte === EQUALS) {
        to = this.#flush(out, to)
        this.#padded = true
      } else to = this.#take(byte, out, to)
    }
    return out.subarray(0, to)
  }

  end(): Buffer {
    const before = this.#first === undefined ? NOTHING : this.#begin()
    if (this.#plain) return before
    const out = Buffer.allocUnsafe(this.#line.length + 8)
    return Buffer.concat([before, out.subarray(0, this.#flush(out, this.#padded ? this.#endLine(out, 0) : 0))])
  }

  #take(byte: number, out: Buffer, to: number): number {
    const value = SIXTY_FOUR[byte]!
    if (value < 0) return to
    this.#bits = ((this.#bits << 6) | value) & 0xffffff
    this.#count++
    if (this.#count < 4) return to
    out[to] = this.#bits >> 16
    out[to + 1] = (this.#bits >> 8) & 255
    out[to + 2] = this.#bits & 255
    this.#count = 0
    return to + 3
  }

  /** The one or two bytes of an unfinished group. */
  #flush(out: Buffer, to: number): number {
    const count = this.#count
    this.#count = 0
    if (count < 2) return to
    const bits = this.#bits << (6 * (4 - count))
    out[to] = (bits >> 16) & 255
    if (count === 2) return to + 1
    out[to + 1] = (bits >> 8) & 255
    return to + 2
  }

  #afterPadding(byte: number, out: Buffer, to: number): number {
    if (byte === NEWLINE) return this.#endLine(out, to)
    if (this.#line.length < 1000 && byte !== RETURN) this.#line += String.fromCharCode(byte)
    return to
  }

  #endLine(out: Buffer, to: number): number {
    const line = this.#line.trim()
    this.#line = ''
    if (line.length % 4 !== 0 || !/^[A-Za-z0-9+/]{4,}={0,2}$/.test(line)) return to
    let at = to
    for (let i = 0; i < line.length; i++) if (line[i] !== '=') at = this.#take(line.charCodeAt(i), out, at)
    return this.#flush(out, at)
  }
}

const LONG_LINE = 300

/** The first line with anything on it, once it has ended. */
const firstLine = (bytes: Buffer) => /^\s*(\S[^\n]*)\n/.exec(bytes.toString('latin1', 0, LONG_LINE + 100))?.[1]?.trim()

/** Whether the first line of a body that says base64 is words after all. */
function isPlainText(line: string): boolean {
  const foreign = line.replace(/[A-Za-z0-9+/=_\s-]+/g, '').length + (line.trim().match(/\s/g)?.length ?? 0)
  const words = line.trim().split(/\s+/)
  // A gateway may have joined lines of base64 by a space; those are far longer than words.
  if (words.length > 2 && words.every(word => word.length < 30)) return true
  return foreign > 0 && line.length > 8 && foreign > line.length / 10
}

const HEX = (byte: number | undefined): number => {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** Soft breaks with or without white space after them; an equals sign that encodes nothing stays. */
class QuotedPrintableDecoder implements TransferDecoder {
  #rest = NOTHING

  push(bytes: Buffer): Buffer {
    return this.#decode(this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes, false)
  }

  end(): Buffer {
    return this.#decode(this.#rest, true)
  }

  #decode(bytes: Buffer, last: boolean): Buffer {
    const out = Buffer.allocUnsafe(bytes.length)
    let to = 0
    let at = 0
    this.#rest = NOTHING
    while (at < bytes.length) {
      const byte = bytes[at]!
      if (byte !== EQUALS && !isBlank(byte)) {
        out[to++] = byte
        at++
        continue
      }
      // White space at the end of a line was added on the way, and a break after an equals sign is none (RFC 2045 6.7).
      let end = at + 1
      while (isBlank(bytes[end]) && end - at < 1000) end++
      if (end + 2 >= bytes.length && !last && end - at < 1000) {
        this.#rest = Buffer.from(bytes.subarray(at))
        break
      }
      const breaks = bytes[end] === NEWLINE ? 1 : bytes[end] === RETURN ? (bytes[end + 1] === NEWLINE ? 2 : 1) : 0
      const ends = breaks > 0 || (end >= bytes.length && last)
      if (byte === EQUALS) {
        const high = HEX(bytes[at + 1])
        const low = HEX(bytes[at + 2])
        if (high >= 0 && low >= 0) {
          out[to++] = high * 16 + low
          at += 3
        } else if (ends) at = end + breaks
        else {
          out[to++] = byte
          at++
        }
      } else {
        if (!ends) to += bytes.copy(out, to, at, end)
        at = end
      }
    }
    return out.subarray(0, to)
  }
}

class UuDecoder implements TransferDecoder {
  #line = ''
  #begun = false
  #ended = false

  push(bytes: Buffer): Buffer {
    const lines = (this.#line + bytes.toString('latin1')).split('\n')
    this.#line = (lines.pop() ?? '').slice(0, 1000) // a line of uuencode has 61 characters
    return Buffer.concat(lines.map(line => this.#take(line)))
  }

  end(): Buffer {
    return this.#take(this.#line)
  }

  #take(line: string): Buffer {
    const clean = line.slice(0, 1000).trimEnd()
    if (!this.#begun) {
      const headless = isUuLine(clean)
      this.#begun = headless || /^begin [0-7]{3,4} /.test(clean)
      if (!headless) return NOTHING
    }
    if (this.#ended || clean === 'end') {
      this.#ended = true
      return NOTHING
    }
    return uudecodeLine(clean) ?? NOTHING
  }
}
