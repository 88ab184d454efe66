import type { ReadAttachment } from './attachments.ts'
import { decodeText } from './charset.ts'
import { cleanHtml } from './clean-html.ts'
import { unflow } from './flowed.ts'
import { textFromHtml } from './html-text.ts'
import type { Limits } from './limits.ts'
import type { Part } from './split-message.ts'
import { transferDecoder } from './transfer-decoders.ts'
import type { Troubles } from './troubles.ts'
import { takeUuFiles, type UuFile } from './uuencode.ts'

/** What a message says, before it is cut. */
export interface Body {
  readonly text: string
  /** The same with `>` before all that a program marked as quoted; null when there was no HTML. */
  readonly marked: string | null
  /** Whether `text` was made from the HTML. */
  readonly from_html: boolean
  readonly html: string | null
  readonly content_ids: ReadonlySet<string>
  readonly files: readonly UuFile[]
}

/** What one part, with those within it, has to say: null for a form it does not have. */
export interface Said {
  readonly plain: string | null
  readonly html: string | null
}

const NOTHING: Said = { plain: null, html: null }

/** The words of a message, from the texts of its parts. */
export function bodyOf(
  root: Part,
  texts: ReadonlyMap<Part, readonly Buffer[]>,
  limits: Limits,
  troubles: Troubles,
): Body {
  const files: UuFile[] = []
  const said = fold(root, part => wordsOf(part, texts.get(part), files, troubles))
  return { ...bodyFrom(said, limits, troubles), files }
}

/** The same from words found elsewhere. */
export function bodyFrom(said: Said, limits: Limits, troubles: Troubles): Body {
  const none = { html: '', content_ids: new Set<string>() }
  const cleaned =
    said.html === null
      ? null
      : troubles.attempt('The formatted text', none, () => cleanHtml(said.html!, limits, troubles))
  const fromHtml = cleaned ? textFromHtml(cleaned.html) : ''
  const from_html = cleaned !== null && (said.plain === null || isStub(said.plain, fromHtml))
  const text = tidy(from_html ? fromHtml : (said.plain ?? ''))
  if (text.length > limits.text) troubles.say('The text is very long; only its beginning was read.')
  return {
    text: cut(text, limits.text),
    marked: cleaned ? cut(tidy(textFromHtml(cleaned.html, { quotations: true })), limits.text) : null,
    from_html,
    html: cleaned ? cleaned.html : null,
    content_ids: cleaned?.content_ids ?? new Set(),
    files: [],
  }
}

/** Not through the middle of a letter outside the basic plane. */
const cut = (text: string, most: number) =>
  text.length > most ? text.slice(0, most).replace(/[\ud800-\udbff]$/, '') : text

function fold(part: Part, words: (part: Part) => Said): Said {
  if (part.children.length === 0) return words(part)
  const children = part.children.map(child => fold(child, words))
  return part.type.value === 'multipart/alternative' ? oneOf(children) : allOf(children)
}

/** Of several forms of the same, the plain words of one and the formatted of the richest, which is the last (RFC 2046 5.1.4). */
function oneOf(children: readonly Said[]): Said {
  const plain =
    children.find(child => child.plain?.trim() && child.html === null) ?? children.find(child => child.plain !== null)
  const html = children.findLast(child => child.html !== null)
  return { plain: plain?.plain ?? null, html: html?.html ?? null }
}

/** Texts one after the other. If all have a plain form, so has the whole; if any is formatted, so is the whole. */
function allOf(children: readonly Said[]): Said {
  const spoken = children.filter(child => child.plain !== null || child.html !== null)
  if (spoken.length === 0) return NOTHING
  if (spoken.length === 1) return spoken[0]!
  const html = spoken.some(child => child.html !== null)
    ? spoken.map(child => child.html ?? asHtml(child.plain!)).join('\n<br>\n')
    : null
  const plain = spoken.every(child => child.plain !== null)
    ? spoken.map(child => child.plain!.trimEnd()).join('\n\n')
    : null
  return { plain, html }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const asHtml = (plain: string) =>
  plain.trim() === ''
    ? ''
    : `<div>${plain.replace(/[&<>]/g, letter => ESCAPES[letter]!).replace(/\r?\n/g, '<br>')}</div>`

/** A plain form that only says to look at the other. */
function isStub(plain: string, fromHtml: string): boolean {
  const words = plain.trim()
  if (words === '') return fromHtml.trim() !== ''
  if (words.length > 400 || fromHtml.length < words.length * 2) return false
  return /\b(html|browser|mail (client|program|reader)|view this (e-?mail|message))\b/i.test(words)
}

function wordsOf(part: Part, pieces: readonly Buffer[] | undefined, files: UuFile[], troubles: Troubles): Said {
  if (!pieces) return NOTHING
  const bytes = wholeOf(part, Buffer.concat(pieces))
  const html = part.type.value === 'text/html'
  const named = part.type.parameters.get('charset') ?? (html ? metaCharset(bytes) : '')
  const { text, trouble } = decodeText(bytes, named)
  if (trouble) troubles.say(trouble)
  if (html) return text.trim() === '' ? { plain: '', html: null } : { plain: null, html: text }
  if (part.boundary !== null && part.children.length === 0) {
    troubles.say('The parts of the message could not be told apart; it is shown as one text.')
  }
  const flowed = part.type.parameters.get('format')?.toLowerCase() === 'flowed'
  const lines = flowed ? unflow(text, part.type.parameters.get('delsp')?.toLowerCase() === 'yes') : text
  const enriched = /^text\/(enriched|richtext)$/.test(part.type.value) ? unenriched(lines) : lines
  const taken = takeUuFiles(enriched)
  files.push(...taken.files)
  return { plain: taken.text, html: null }
}

/** What should have been divided and is not was coded as a whole. */
function wholeOf(part: Part, bytes: Buffer): Buffer {
  if (part.boundary === null) return bytes
  const decoder = transferDecoder(part.header.first('content-transfer-encoding'))
  return Buffer.concat([decoder.push(bytes), decoder.end()])
}

/** The character set an HTML page names itself, when its header does not. */
function metaCharset(bytes: Buffer): string {
  const head = bytes.subarray(0, 4096).toString('latin1')
  return /<meta\b[^>]{0,200}charset\s*=\s*["']?([a-z0-9_:.-]{2,40})/i.exec(head)?.[1] ?? ''
}

/** Text with the marks of RFC 1896 taken out. */
const unenriched = (text: string) =>
  text
    .replace(/<<|<param>[^<]{0,1000}<\/param>|<\/?[a-z]{1,60}>/gi, mark => (mark === '<<' ? '<' : ''))
    .replace(/(\n+)/g, breaks => (breaks.length === 1 ? ' ' : breaks.slice(1)))

/** One kind of line end, no control characters, nothing empty before or after. */
const tidy = (text: string) =>
  text
    .replace(/\r(?=[\r\n])/g, '')
    .replaceAll('\r', '\n')
    .replace(/(?![\t\n])\p{Cc}|\ufeff/gu, '')
    .replace(/^(?:[ \t\u00a0]*\n)+/, '')
    .trimEnd()

/** Attachments with what the page that shows them says about them. */
export const withInline = (
  attachments: readonly ReadAttachment[],
  content_ids: ReadonlySet<string>,
): ReadAttachment[] =>
  attachments.map(one => (one.content_id !== null && content_ids.has(one.content_id) ? { ...one, inline: true } : one))
