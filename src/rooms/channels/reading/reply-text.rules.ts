import { isForwardDivider } from './forwarded.rules.ts'
import {
  ATTRIBUTION_ENDS,
  attributionLines,
  beginsHeaderBlock,
  isDivider,
  isMobileFooter,
} from './reply-shapes.rules.ts'

/** The line our own messages carry above what they quote; nothing beneath it is the writer's. */
export const REPLY_MARKER = 'Please write above this line'

export interface Reply {
  readonly text: string
  /** Whether something was cut. */
  readonly quoted: boolean
}

const MOST_LINES = 20_000

type Kind = 'own' | 'quoted' | 'signature'

/** A signature is short: RFC 3676 section 4.3 names the line; what follows a page further down is none. */
const LONGEST_SIGNATURE = 25

/**
 * What somebody wrote themselves, cut from what they quote and from their signature. Answers between and below quoted lines
 * are kept. A forwarded message is what they send us, so it is kept too (`forward`). Never empty when there were words.
 */
export function replyText(text: string, { forward = false }: { readonly forward?: boolean } = {}): Reply {
  const lines = withoutArmour(tidy(text)).split('\n')
  // Nobody writes this much by hand: a log or a list is left as it is.
  if (lines.length > MOST_LINES) return { text: trimmed(lines), quoted: false }
  const kinds = forward ? lines.map((): Kind => 'own') : kindsOf(lines)
  markSignatures(lines, kinds)
  const kept = lines.filter((_, at) => kinds[at] === 'own')
  const own = trimmed(kept)
  const whole = trimmed(lines)
  if (own === '' || !/[\p{L}\p{N}\p{S}]/u.test(own)) return { text: whole, quoted: false }
  return { text: own, quoted: own !== whole }
}

/** Line ends are one, white space at the ends of lines goes (but for the mark of a signature), and so do letters of no width. */
function tidy(text: string): string {
  return text
    .replace(/\r(?=[\r\n])/g, '')
    .replaceAll('\r', '\n')
    .replace(/\u200b|\u2060|\ufeff|\u034f|\u180e/g, '')
    .replace(/(?<![\p{L}\p{M}])\u200c+|\u200c+(?![\p{L}\p{M}])/gu, '')
}

/** A text signed by PGP within itself, without the armour around its words (RFC 9580 section 7). */
function withoutArmour(text: string): string {
  const begin = /^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]{1,20}: .{0,200}\n){0,10}\n/m.exec(text)
  const end = begin ? text.indexOf('\n-----BEGIN PGP SIGNATURE-----', begin.index) : -1
  if (!begin || end < 0) return text
  const words = text.slice(begin.index + begin[0].length, end).replace(/^- -/gm, '-')
  return `${text.slice(0, begin.index)}${words}`
}

const trimmed = (lines: readonly string[]) =>
  lines
    .map(line => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')

function kindsOf(lines: readonly string[]): Kind[] {
  const kinds: Kind[] = lines.map(line => (/^\s{0,3}>(?!From )/.test(line) ? 'quoted' : 'own'))
  markBlankBetween(lines, kinds)
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] !== 'own') continue
    const length = attributionLines(lines, at)
    if (length === 0) continue
    const next = nextWords(lines, at + length)
    if (kinds[next] === 'quoted') kinds.fill('quoted', at, next)
    else if (hasDate(lines.slice(at, at + length)) && hasWordsAbove(lines, kinds, at)) {
      kinds.fill('quoted', at) // quoted without a mark, to the end
      break
    }
  }
  const cut = firstCut(lines, kinds)
  if (cut >= 0) kinds.fill('quoted', cut)
  // What is passed on is for us to read, unless it was quoted already.
  const passedOn = lines.findIndex(isForwardDivider)
  if (passedOn >= 0 && !lines[passedOn]!.startsWith('>') && !kinds.slice(0, passedOn).includes('quoted'))
    kinds.fill('own', passedOn)
  return kinds
}

/** Empty lines within a quotation belong to it. */
function markBlankBetween(lines: readonly string[], kinds: Kind[]): void {
  for (let at = 1; at < lines.length; at++) {
    if (lines[at]!.trim() !== '' || kinds[at - 1] !== 'quoted') continue
    const next = nextWords(lines, at)
    if (kinds[next] === 'quoted') kinds.fill('quoted', at, next)
    at = next
  }
}

function nextWords(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && lines[at]!.trim() === '') at++
  return at
}

const hasWordsAbove = (lines: readonly string[], kinds: readonly Kind[], at: number) =>
  lines.slice(0, at).some((line, place) => kinds[place] === 'own' && /[\p{L}\p{N}]/u.test(line))

/** Without quotation marks beneath it, a line is an attribution only when it says when. */
const hasDate = (lines: readonly string[]) => {
  const text = lines.join(' ')
  return (
    /\d{1,2}[:.h]\d{2}|\b\d{4}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text) && ATTRIBUTION_ENDS.test(text.trimEnd())
  )
}

/** Where everything further down is of another message, although no line is marked; -1 for nowhere. */
function firstCut(lines: readonly string[], kinds: readonly Kind[]): number {
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] !== 'own') continue
    const line = lines[at]!
    if (line.includes(REPLY_MARKER) || isDivider(line) || beginsHeaderBlock(lines, at)) {
      let from = at
      // Outlook draws a rule above its block.
      while (from > 0 && /^\s*[_*\-=]{5,}\s*$|^\s*$/.test(lines[from - 1]!)) from--
      return from
    }
  }
  return -1
}

function markSignatures(lines: readonly string[], kinds: Kind[]): void {
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] !== 'own') continue
    const mark = lines[at]!.slice(0, 200).replace(/\u00a0/g, ' ')
    const dashes = /^--\s*$/.test(mark)
    if (!dashes && !isMobileFooter(mark)) continue
    const end = endOfOwn(kinds, at)
    if (dashes && end - at <= LONGEST_SIGNATURE && lines.slice(0, at).some(line => line.trim() !== '')) {
      kinds.fill('signature', at, end)
      at = end
    } else if (!dashes && onlyFooterBelow(lines, at + 1, end)) kinds[at] = 'signature'
  }
}

function endOfOwn(kinds: readonly Kind[], from: number): number {
  let end = from
  const most = from + LONGEST_SIGNATURE + 1
  while (end < kinds.length && end < most && kinds[end] === 'own') end++
  return end
}

const onlyFooterBelow = (lines: readonly string[], from: number, to: number) =>
  to - from < LONGEST_SIGNATURE && lines.slice(from, to).every(line => line.trim() === '' || isMobileFooter(line))
