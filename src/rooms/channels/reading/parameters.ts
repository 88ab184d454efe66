import { decodeText } from './charset.ts'
import { decodeHeader } from './encoded-words.ts'

/** A structured header's value and its parameters: `text/plain; charset=utf-8`. */
export interface Structured {
  readonly value: string
  readonly parameters: ReadonlyMap<string, string>
}

const MOST = 100
const LONGEST = 5000

/**
 * Content-Type, Content-Disposition and their like, from the raw field: quoted strings, comments, values that nobody quoted,
 * and RFC 2231's continuations and character sets (`name*0*=utf-8''%C3%BC; name*1="x"`).
 */
export function parseStructured(raw: string): Structured {
  const pieces = splitAtSemicolons(raw)
  const value = (pieces.shift() ?? '').trim().toLowerCase()
  const plain = new Map<string, string>()
  for (const piece of pieces.slice(0, MOST)) {
    const equals = piece.indexOf('=')
    if (equals < 0) continue
    const name = piece.slice(0, equals).trim().toLowerCase()
    if (name !== '' && !plain.has(name)) plain.set(name, unquote(piece.slice(equals + 1, equals + 1 + LONGEST).trim()))
  }
  return { value: value.split(/[\s,]/)[0] ?? '', parameters: joined(plain) }
}

function splitAtSemicolons(raw: string): string[] {
  const pieces: string[] = []
  let piece = ''
  let quoted = false
  let depth = 0
  for (let at = 0; at < raw.length; at++) {
    const letter = raw[at]!
    if (quoted && letter === '\\' && at + 1 < raw.length) {
      piece += letter + raw[++at]
    } else if (depth === 0 && letter === '"') {
      quoted = !quoted
      piece += letter
    } else if (!quoted && letter === '(' && /[\s;]$|^$/.test(piece.slice(-1))) depth++
    else if (depth > 0) depth -= letter === ')' ? 1 : 0
    else if (!quoted && letter === ';') {
      pieces.push(piece)
      piece = ''
    } else piece += letter
  }
  // A quotation mark never closed swallowed the rest: better cut at every semicolon than lose the parameters.
  if (quoted && piece.includes(';')) return [...pieces, ...piece.split(';')]
  return [...pieces, piece]
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value.replace(/"+$/, '')
  const inside = value.length > 1 && value.endsWith('"') ? value.slice(1, -1) : value.slice(1)
  // Windows programs put paths here without doubling their backslashes.
  return inside.replace(/\\(["\\])/g, '$1')
}

function joined(plain: ReadonlyMap<string, string>): Map<string, string> {
  const whole = new Map<string, string>()
  const continued = new Map<string, Map<number, { value: string; coded: boolean }>>()
  for (const [name, value] of plain) {
    const parts = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name)
    if (!parts) {
      whole.set(name, value)
      continue
    }
    const pieces = continued.get(parts[1]!) ?? new Map()
    continued.set(parts[1]!, pieces.set(Number(parts[2] ?? 0), { value, coded: parts[2] === undefined || !!parts[3] }))
  }
  for (const [name, value] of whole) whole.set(name, decodeHeader(value))
  for (const [name, pieces] of continued) whole.set(name, fromPieces(pieces))
  return whole
}

function fromPieces(pieces: ReadonlyMap<number, { value: string; coded: boolean }>): string {
  const inOrder = [...pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece)
  const first = /^([^']{0,80})'[^']{0,40}'/.exec(inOrder[0]?.coded ? inOrder[0].value : '')
  const bytes = inOrder.map(({ value, coded }, place) => {
    const text = place === 0 && first ? value.slice(first[0].length) : value
    return coded ? percentDecoded(text) : Buffer.from(text, 'latin1')
  })
  const text = decodeText(Buffer.concat(bytes), first?.[1] ?? '').text
  return text.includes('=?') ? decodeHeader(text) : text
}

const percentDecoded = (text: string) =>
  Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

/** What is no type is text (RFC 2045 section 5.2), but for the halves of one. */
export function fallbackType(value: string, standard: string): string {
  if (value === 'html') return 'text/html'
  return value === 'multipart' ? 'multipart/mixed' : standard
}
