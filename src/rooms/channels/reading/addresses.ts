import { domainToUnicode } from 'node:url'
import { decodeRaw, decodeWords, endOfWord } from './encoded-words.ts'

/** Somebody named in a header. `valid` is false for what had to be mended or is no address: nobody is written to at it. */
export interface ReadAddress {
  readonly name: string
  readonly address: string
  readonly valid: boolean
}

const NAME_LENGTH = 300

/** One address of a list while it is being read: what stood outside angle brackets, inside, and in brackets after it. */
interface Draft {
  phrase: string
  angle: string | undefined
  comment: string
  /** A closing bracket that closes nothing. */
  stray: boolean
}

const BLANK: Draft = { phrase: '', angle: undefined, comment: '', stray: false }

/**
 * The addresses of a From, To or Cc field (RFC 5322 section 3.4, with groups and the obsolete forms), from the raw field.
 * Read once from left to right, whatever stands there; at most `most` of them.
 */
export const parseAddresses = (raw: string, most: number): ReadAddress[] => parseAddressText(decodeRaw(raw), most)

/** The same from a text that is Unicode already. */
export function parseAddressText(text: string, most: number): ReadAddress[] {
  const found: ReadAddress[] = []
  for (const draft of drafts(text)) {
    if (found.length >= most) break
    const address = finished(draft)
    if (address) found.push(draft.stray ? { ...address, valid: false } : address)
  }
  return found
}

function* drafts(text: string): Generator<Draft> {
  let draft = { ...BLANK }
  const next = () => {
    const done = draft
    draft = { ...BLANK }
    return done
  }
  // What opens and never closes is an ordinary letter; it is looked for once, not from every place anew.
  const lastAngle = text.lastIndexOf('>')
  let unclosed = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (letter === '"' && unclosed < 5) {
      const { inside, end } = quotedFrom(text, at)
      if (end === at) unclosed++
      draft.phrase += inside === '' || text[end + 1] === '@' ? text.slice(at, end + 1) : inside
      at = end
    } else if (letter === '(' && unclosed < 5) {
      const { inside, end } = commentFrom(text, at)
      if (end === at) unclosed++
      draft.comment ||= inside
      at = end
    } else if (letter === '<') {
      const close = at < lastAngle ? text.indexOf('>', at) : -1
      const comma = close < 0 ? text.indexOf(',', at) : -1
      const end = close >= 0 ? close : comma >= 0 ? comma : text.length
      draft.angle ??= text.slice(at + 1, end)
      at = close >= 0 ? close : end - 1
    } else if (letter === ':' && draft.angle === undefined && !draft.phrase.includes('@')) {
      next() // the name of a group
    } else if (letter === ',' || letter === ';') yield next()
    else if (letter === '>') draft.stray = true
    else if (letter === '=' && text[at + 1] === '?') {
      const end = endOfWord(text, at) ?? at + 1
      draft.phrase += text.slice(at, end)
      at = end - 1
    } else draft.phrase += letter
  }
  yield draft
}

function quotedFrom(text: string, at: number): { inside: string; end: number } {
  let inside = ''
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\' && end + 1 < text.length) inside += text[++end]
    else if (text[end] === '"') return { inside, end }
    else inside += text[end]
  }
  // Never closed: it is an ordinary letter.
  return { inside: '', end: at }
}

function commentFrom(text: string, at: number): { inside: string; end: number } {
  let depth = 0
  for (let end = at; end < Math.min(text.length, at + 2000); end++) {
    if (text[end] === '\\') end++
    else if (text[end] === '(') depth++
    else if (text[end] === ')' && --depth === 0) return { inside: text.slice(at + 1, end), end }
  }
  return { inside: '', end: at }
}

function finished({ phrase, angle, comment }: Draft): ReadAddress | undefined {
  const said = shown(phrase)
  if (angle !== undefined) return withAddress(said || shown(comment), angle)
  if (said === '' && comment === '') return undefined
  // The whole of it was put in one encoded word, against the rule.
  const inside = /^([^<>]{0,300})<([^<>]{1,300})>$/.exec(said)
  if (inside) return withAddress(inside[1]!.trim().replace(/^"|"$/g, ''), inside[2]!)
  if (!said.includes('@')) return aside(said, comment)
  if (/^"[^"]{1,128}"@[^\s@]+$/.test(said)) return withAddress(shown(comment), said)
  const joined = said.replace(/ ?([@.]) ?/g, '$1')
  if (!joined.includes(' ')) return withAddress(shown(comment), joined)
  const words = said.split(' ')
  const address = words.find(word => word.includes('@') && word.length > 1)
  if (!address || /\s@|@\s/.test(said)) return withAddress(shown(comment), said)
  const rest = words.filter(word => word !== address).join(' ')
  return { ...withAddress(rest || shown(comment), address), ...(rest ? { valid: false } : {}) }
}

/** A name whose address stands in brackets, as people write and no program reads: it is shown, and nobody is written to there. */
function aside(name: string, comment: string): ReadAddress | undefined {
  if (name === '') return undefined
  const address = isAddress(comment.trim()) && comment.includes('@') ? withAddress(name, comment).address : ''
  return { name, address, valid: false }
}

/** As it may be shown: decoded, on one line, without quotation marks around it, bounded. */
function shown(text: string): string {
  return printable(decodeWords(text.slice(0, 5000)))
    .replace(/\s+/g, ' ')
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim()
    .slice(0, NAME_LENGTH)
}

/** Without control characters, and without those that turn the direction of what follows. */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim()
}

function withAddress(name: string, raw: string): ReadAddress {
  const tidy = printable(withoutComments(decodeWords(raw.slice(0, 2000)))).replace(/^mailto:/i, '')
  // Source routes are dropped, and white space about the dots and the at sign is an old liberty (RFC 5322 section 4.4).
  const direct = tidy.replace(/^@[^:]{1,500}:/, '').replace(/ ?([@.]) ?/g, '$1')
  const mended = /^"[^"]{1,128}"@/.test(direct) ? direct : direct.replace(/[\s<>,;]|^["']+(?=[^"]*$)|["']+$/g, '')
  const at = mended.lastIndexOf('@')
  const domain = mended.slice(at + 1)
  const address = at < 0 ? mended : `${mended.slice(0, at)}@${unicodeDomain(domain)}`
  return { name, address: address.slice(0, 320), valid: mended === direct && isAddress(address) }
}

/** Remarks in brackets may stand anywhere in an address (RFC 5322 section 3.2.2). */
function withoutComments(text: string): string {
  if (!text.includes('(') || text.startsWith('"')) return text
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const comment = text[at] === '(' ? commentFrom(text, at) : undefined
    if (comment && comment.end > at) at = comment.end
    else out += text[at]
  }
  return out
}

function unicodeDomain(domain: string): string {
  const lower = domain.toLowerCase()
  if (!/xn--|\P{ASCII}/u.test(lower)) return lower
  return domainToUnicode(lower) || lower
}

/** Whether mail could be sent there: the form only. */
export function isAddress(address: string): boolean {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (at < 1 || address.length > 320 || local.length > 128) return false
  const fit = /^"(?:[^"\\]|\\.){0,126}"$/.test(local) || /^[^\s"(),:;<>@[\\\]\p{Cc}]+$/u.test(local)
  const dots = local.startsWith('.') || local.endsWith('.')
  return (
    fit &&
    !dots &&
    (/^\[[0-9a-f:.ipv]{3,60}\]$/i.test(domain) || /^[\p{L}\p{N}\p{M}_-]+(\.[\p{L}\p{N}\p{M}_-]+)*$/u.test(domain))
  )
}
