import { asUtf8, decodeGuessing, decodeText, encodeLetter } from './charset.ts'

/** RFC 2047 allows 75 characters; some programs put a whole subject in one word. */
const LONGEST = 10_000

interface Word {
  readonly charset: string
  readonly bytes: Buffer
  readonly end: number
}

/**
 * The text of a header field as written: bytes as Latin-1 code points in, Unicode out, with its encoded words (RFC 2047)
 * decoded in the many forms programs send: letters split between words, spaces or question marks inside, in quotation marks.
 */
export function decodeHeader(raw: string): string {
  return decodeWords(decodeRaw(raw))
}

/** Raw bytes beyond ASCII in a header: UTF-8 (RFC 6532) or some old character set. */
export function decodeRaw(raw: string): string {
  if (!/[\x80-\xff]/.test(raw) && !raw.includes('\x1b$')) return raw
  const bytes = Buffer.from(raw, 'latin1')
  return asUtf8(bytes) !== undefined && !raw.includes('\x1b$') ? bytes.toString('utf8') : decodeGuessing(bytes)
}

/** Decodes the encoded words in a text that is Unicode already. */
export function decodeWords(text: string): string {
  let at = text.indexOf('=?')
  if (at < 0) return text
  let out = ''
  let done = 0
  let waiting: { charset: string; pieces: Buffer[] } | undefined
  const say = () => {
    if (waiting) out += decodeText(Buffer.concat(waiting.pieces), waiting.charset).text
    waiting = undefined
  }
  while (at >= 0) {
    const word = wordAt(text, at)
    if (!word) {
      at = text.indexOf('=?', at + 2)
      continue
    }
    const between = text.slice(done, at)
    // White space between two encoded words is not shown; letters may be split between them.
    if (!waiting || between.trim() !== '') {
      say()
      out += between
    }
    if (waiting && waiting.charset !== word.charset) say()
    waiting ??= { charset: word.charset, pieces: [] }
    waiting.pieces.push(word.bytes)
    done = word.end
    at = text.indexOf('=?', done)
  }
  say()
  return out + text.slice(done)
}

/** Where an encoded word that begins here ends, or undefined when none begins. */
export function endOfWord(text: string, at: number): number | undefined {
  return wordAt(text, at)?.end
}

function wordAt(text: string, at: number): Word | undefined {
  const begin = /^=\?([^?\s]{0,80})\?([bBqQ])\?/.exec(text.slice(at, at + 100))
  if (!begin) return undefined
  const from = at + begin[0].length
  const near = text.slice(from, from + LONGEST)
  const length = near.indexOf('?=')
  if (length < 0) return undefined
  const coded = near.slice(0, length)
  // The next word's beginning inside this one: this one was never ended.
  if (coded.includes('=?') && /=\?[^?\s]{1,80}\?[bBqQ]\?/.test(coded)) return undefined
  const charset = begin[1]!.toLowerCase().replace(/\*.*$/, '')
  return {
    charset,
    bytes: begin[2]!.toLowerCase() === 'b' ? base64(coded) : quoted(coded, charset),
    end: from + length + 2,
  }
}

/** Words joined by careless programs keep their padding in the middle: each piece is decoded for itself. */
function base64(coded: string): Buffer {
  const pieces = coded.replace(/\s+/g, '').split(/(?<==)(?=[^=])/)
  return Buffer.concat(pieces.map(piece => Buffer.from(piece, 'base64')))
}

/** Letters that should have been coded and stand there as they are go back to the character set the word names. */
function quoted(coded: string, charset: string): Buffer {
  const out = Buffer.allocUnsafe(coded.length * 4)
  let to = 0
  for (let at = 0; at < coded.length; at++) {
    const letter = coded[at]!
    if (letter === '=' && /^[0-9a-f]{2}$/i.test(coded.slice(at + 1, at + 3))) {
      out[to++] = Number.parseInt(coded.slice(at + 1, at + 3), 16)
      at += 2
    } else if (letter === '_') out[to++] = 32
    else if (letter < '\x80') to += out.write(letter, to)
    else {
      const whole = String.fromCodePoint(coded.codePointAt(at)!)
      to += encodeLetter(whole, charset).copy(out, to)
      at += whole.length - 1
    }
  }
  return Buffer.from(out.subarray(0, to))
}
