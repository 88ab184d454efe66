/*
 * What people write, as it may be shown: plain text in paragraphs, with web addresses that can be followed and quoted text that
 * can be folded. There is no markup to interpret, so there is none to smuggle in.
 */

export type Piece = { readonly text: string; readonly href?: string }
export type Line = readonly Piece[]
export type Block = { readonly kind: 'text' | 'quote'; readonly paragraphs: readonly (readonly Line[])[] }

// Letters that reverse what follows them end an address: it must read as it goes (Unicode Technical Report 36, 2.9).
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\p{Cc}\p{Cf}]+/giu
const MOST_ADDRESS = 2000

/** Punctuation that ends a sentence is not part of the address; a bracket is, when it was opened inside. */
function trimmed(address: string): string {
  let end = address.length
  for (; end > 0; end--) {
    const last = address[end - 1]!
    const inside = address.slice(0, end)
    const unopened = last === ')' && inside.split(')').length > inside.split('(').length
    if (!unopened && !'.,;:!?]}*_'.includes(last)) break
  }
  return address.slice(0, end)
}

/** A line's text and its web addresses, and nothing else: only http and https can be followed. */
export function piecesOf(line: string): Line {
  const pieces: Piece[] = []
  let at = 0
  for (const found of line.matchAll(ADDRESS)) {
    const address = trimmed(found[0])
    if (address.length > MOST_ADDRESS || !/^https?:\/\/[^/]/i.test(address)) continue
    if (found.index > at) pieces.push({ text: line.slice(at, found.index) })
    pieces.push({ text: address, href: address })
    at = found.index + address.length
  }
  if (at < line.length || pieces.length === 0) pieces.push({ text: line.slice(at) })
  return pieces
}

const QUOTED = /^\s*>/
const INTRODUCES_QUOTE = /^(On .{4,200} wrote:|-{2,} ?Original Message ?-{2,}|_{20,})\s*$/i

/** Paragraphs of text, and the quoted parts between them: lines that begin with ">", and all after an "On … wrote:". */
export function blocksOf(body: string): Block[] {
  const blocks: { kind: Block['kind']; lines: string[] }[] = []
  let restIsQuoted = false
  for (const line of body.replace(/\r\n?/g, '\n').split('\n')) {
    restIsQuoted ||= INTRODUCES_QUOTE.test(line)
    const kind = restIsQuoted || QUOTED.test(line) ? 'quote' : 'text'
    const last = blocks.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else blocks.push({ kind, lines: [line] })
  }
  return blocks
    .map(({ kind, lines }) => ({ kind, paragraphs: paragraphsOf(lines) }))
    .filter(block => block.paragraphs.length > 0)
}

function paragraphsOf(lines: readonly string[]): Line[][] {
  const paragraphs: Line[][] = []
  let goesOn = false
  for (const line of lines) {
    const empty = line.trim() === ''
    if (!empty && goesOn) paragraphs.at(-1)!.push(piecesOf(line))
    else if (!empty) paragraphs.push([piecesOf(line)])
    goesOn = !empty
  }
  return paragraphs
}
