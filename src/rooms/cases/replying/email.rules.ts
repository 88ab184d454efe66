/*
 * A reply as an e-mail: its words, who signs, and what it answers. Both forms are made from the same plain text, so there is no
 * markup of anybody's to carry on (abuse case 14).
 */
import { type Block, blocksOf, type Line } from '../timeline/text.rules.ts'

/** A message that is quoted beneath the answer. */
export interface Quoted {
  readonly author: string
  /** When it was said, in words. */
  readonly when: string
  readonly body: string
}

export interface Letter {
  /** Above this line people write their answer; what is beneath is cut off when it comes back. */
  readonly marker: string
  readonly body: string
  readonly signature: string | null
  /** Who else gets it, by name. */
  readonly others: readonly string[]
  /** What is to be known of it: "Reference: C-104273". */
  readonly footer: readonly string[]
  readonly quoted: readonly Quoted[]
}

const MOST_QUOTED = 20_000
const MOST_SUBJECT = 150
const INTRODUCED = /^\s*((re|aw|fwd?|wg)(\[\d+\])?\s*:\s*)+/i

/** One line, with the reference by which people recognise it: "Re: Printer on fire [C-104273]". */
export function subjectLine(prefix: 'Re' | 'Fwd', subject: string, reference: string): string {
  const line = subject
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(INTRODUCED, '')
    .replace(`[${reference}]`, '')
    .trim()
  return `${prefix}: ${line.length > MOST_SUBJECT ? `${line.slice(0, MOST_SUBJECT - 1)}…` : line} [${reference}]`
}

const cut = (body: string) => (body.length > MOST_QUOTED ? `${body.slice(0, MOST_QUOTED)}\n[…]` : body)
const introduction = ({ author, when }: Quoted) => `On ${when}, ${author} wrote:`
const alsoTo = (others: readonly string[]) => (others.length > 0 ? [`Also sent to: ${others.join(', ')}`] : [])

export function textOf({ marker, body, signature, others, footer, quoted }: Letter): string {
  const parts = [
    marker,
    body.trim(),
    ...(signature ? [signature.trim()] : []),
    [...alsoTo(others), ...footer].join('\n'),
    ...quoted.map(one => {
      const lines = cut(one.body).replace(/\r\n?/g, '\n').split('\n')
      return [introduction(one), ...lines.map(line => (line === '' ? '>' : `> ${line}`))].join('\n')
    }),
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string) => text.replace(/[&<>"']/g, letter => ENTITIES[letter]!)

const lineHtml = (line: Line) =>
  line.map(({ text, href }) => (href ? `<a href="${safe(href)}">${safe(text)}</a>` : safe(text))).join('')

const paragraphs = ({ paragraphs }: Block) =>
  paragraphs.map(lines => `<p dir="auto" style="margin:0 0 12px">${lines.map(lineHtml).join('<br>')}</p>`).join('\n')

const QUOTE = 'margin:0 0 12px;padding:0 0 0 12px;border-left:2px solid #b1b4b6;color:#505a5f'
const SMALL = 'margin:0 0 12px;font-size:14px;color:#505a5f'

const words = (body: string) =>
  blocksOf(body)
    .map(block =>
      block.kind === 'text' ? paragraphs(block) : `<blockquote style="${QUOTE}">${paragraphs(block)}</blockquote>`,
    )
    .join('\n')

export function htmlOf({ marker, body, signature, others, footer, quoted }: Letter): string {
  const small = [...alsoTo(others), ...footer]
  return [
    '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>',
    '<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.4;color:#0b0c0c">',
    `<p style="${SMALL}">${safe(marker)}</p>`,
    words(body),
    ...(signature ? [words(signature)] : []),
    ...(small.length > 0
      ? [`<p style="${SMALL}">${small.map(line => lineHtml([{ text: line }])).join('<br>')}</p>`]
      : []),
    ...quoted.map(
      one =>
        `<p style="${SMALL}">${safe(introduction(one))}</p>\n<blockquote style="${QUOTE}">${words(cut(one.body))}</blockquote>`,
    ),
    '</body></html>\n',
  ].join('\n')
}
