import {
  type Facts,
  GAPS,
  type Gap,
  isNotice,
  type NoticeKind,
  noticeOf,
  type Words,
  WRITTEN_OUTSIDE,
} from './kinds.rules.ts'

const GAP = /\{\{\s*([a-z_.]+)\s*\}\}/gi

const known = (name: string): Gap | undefined =>
  Object.hasOwn(GAPS, name.toLowerCase()) ? (name.toLowerCase() as Gap) : undefined

// A fact is one line wherever it stands: what somebody wrote cannot begin a line of ours.
const said = (facts: Facts, gap: Gap | undefined): string => (gap ? (facts[gap] ?? '') : '').replace(/\s+/g, ' ').trim()

/** Puts facts into a line; undefined when one of its gaps has none. What a fact contains is never read as a gap. */
export function fillLine(line: string, facts: Facts): string | undefined {
  let whole = true
  const text = line.replace(GAP, (_, name: string) => {
    const fact = said(facts, known(name))
    if (!fact) whole = false
    return fact
  })
  return whole ? text : undefined
}

/** The lines that have all their facts, without gaps left between them. */
export function fillBody(body: string, facts: Facts): string {
  const lines = body.split('\n').map(line => fillLine(line, facts))
  return lines
    .filter(line => line !== undefined)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Without what somebody outside wrote: for an address that only a message says is theirs (abuse case 10). */
export const forStrangers = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([gap]) => !(WRITTEN_OUTSIDE as readonly string[]).includes(gap)))

/** A notice in words. A line of an organisation's own that lacks a fact gives way to the standard one. */
export function wordsFor(kind: string, own: Words | undefined, facts: Facts): Words {
  const standard = isNotice(kind) ? noticeOf(kind) : undefined
  const line = (part: 'subject' | 'short') =>
    (own && fillLine(own[part], facts)) ??
    (standard && fillLine(standard[part], facts)) ??
    `News about ${said(facts, 'case.reference')}`
  return { subject: line('subject'), short: line('short'), body: fillBody((own ?? standard)?.body ?? '', facts) }
}

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}

/** What is wrong with words somebody typed: a gap that this kind cannot fill, and the one most like it. Null when nothing is. */
export function wrongGapIn(text: string, kind: NoticeKind): string | null {
  const bare = text.replace(GAP, (gap, name: string) => {
    const found = known(name)
    return found && kind.gaps.includes(found) ? '' : gap
  })
  const wrong = /\{\{([^{}\n]{0,80})\}\}|\{\{|\}\}/.exec(bare)
  if (!wrong) return null
  const name = (wrong[1] ?? '').trim().toLowerCase()
  if (!name) return 'Write each field between two braces on each side, such as {{case.reference}}'
  const [nearest] = [...kind.gaps].sort((a, b) => distance(name, a) - distance(name, b))
  return `There is no field called ${name} here. Did you mean {{${nearest}}}?`
}

// The letters that a text message carries as one (GSM 03.38); these of its extension count twice.
const PLAIN = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ^{}\\[\]~|€]*$/
const TWICE = /[\^{}\\[\]~|€]/g

/** How long a text message is, and in how many parts it is sent and paid for. */
export function measureText(text: string): { length: number; parts: number } {
  const plain = PLAIN.test(text)
  const length = plain ? text.length + (text.match(TWICE)?.length ?? 0) : text.length
  const [one, each] = plain ? [160, 153] : [70, 67]
  return { length, parts: length <= one ? 1 : Math.ceil(length / each) }
}
