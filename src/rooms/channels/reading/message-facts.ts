import { parseAddresses, parseAddressText, printable, type ReadAddress } from './addresses.ts'
import { type AutomaticFacts, type ReadAuthentication, readAuthentication } from './automatic.rules.ts'
import { parseDate } from './dates.ts'
import { decodeHeader } from './encoded-words.ts'
import { type ForwardedText, forwardedText } from './forwarded.rules.ts'
import type { Header } from './header-fields.ts'
import type { Limits } from './limits.ts'
import type { Troubles } from './troubles.ts'

/** What the header of a message says of who, when and what. */
export interface HeaderFacts {
  readonly subject: string
  readonly from: ReadAddress | null
  readonly reply_to: readonly ReadAddress[]
  readonly to: readonly ReadAddress[]
  readonly cc: readonly ReadAddress[]
  readonly date: Date | null
  readonly message_id: string | null
  readonly in_reply_to: readonly string[]
  readonly references: readonly string[]
}

/** Fields of which there may be one only (RFC 5322 section 3.6); a second one is how senders are disguised. */
const SINGLE = ['from', 'subject', 'date', 'message-id', 'to', 'cc', 'reply-to', 'in-reply-to', 'references', 'sender']

export function readHeaderFacts(header: Header, limits: Limits, troubles: Troubles): HeaderFacts {
  for (const name of SINGLE) {
    const values = header.all(name)
    if (values.length < 2) continue
    const all = name === 'to' || name === 'cc'
    troubles.say(
      `The message has ${values.length} ${title(name)} headers; ${all ? 'all were read' : 'the first was taken'}.`,
    )
  }
  const named = parseAddresses(header.first('from'), 50)
  if (named.length > 1) troubles.say('The message names several senders; the first was taken.')
  const from = senderOf(named, header)
  if (!from) troubles.say('The message does not say who it is from.')
  if (from && !from.valid) troubles.say('The sender’s address is not a valid one.')
  const date = parseDate(header.first('date'))
  if (!date && header.has('date')) troubles.say('The date of the message could not be read.')
  return {
    subject: subjectOf(header, limits, troubles),
    from,
    reply_to: parseAddresses(header.first('reply-to'), 50),
    to: list(header, 'to', limits, troubles),
    cc: list(header, 'cc', limits, troubles),
    date,
    message_id: messageIds(header.first('message-id'), limits)[0] ?? null,
    in_reply_to: messageIds(header.first('in-reply-to'), limits).slice(0, 20),
    references: messageIds(header.first('references'), limits),
  }
}

/** The first with an address. Where From has none, whom an answer would go to: shown, and never believed. */
function senderOf(named: readonly ReadAddress[], header: Header): ReadAddress | null {
  const first = named.find(one => one.address.includes('@'))
  if (first) return first
  const fields = [...header.all('from').slice(1, 10), header.first('reply-to'), header.first('sender')]
  const elsewhere = fields.flatMap(field => parseAddresses(field, 1)).find(one => one.address.includes('@'))
  if (!elsewhere || /mailer-daemon|postmaster/i.test(named[0]?.name ?? '')) return named[0] ?? null
  return { name: named[0]?.name || elsewhere.name, address: elsewhere.address, valid: false }
}

const title = (name: string) => name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase())

function subjectOf(header: Header, limits: Limits, troubles: Troubles): string {
  const letters = printable(decodeHeader(header.first('subject').slice(0, 60_000)))
  if (letters.length > limits.subject) troubles.say('The subject is very long; its end was left out.')
  return letters.slice(0, limits.subject).replace(/[\ud800-\udbff]$/, '')
}

function list(header: Header, name: string, limits: Limits, troubles: Troubles): ReadAddress[] {
  const found = header.all(name).flatMap(value => parseAddresses(value, limits.addresses + 1))
  if (found.length > limits.addresses)
    troubles.say(`The message names more than ${limits.addresses} people; those beyond were left out.`)
  return found.slice(0, limits.addresses)
}

/** Message ids without their brackets. Of a long thread the first and the latest ones are kept. */
export function messageIds(value: string, limits: Limits): string[] {
  const text = value.slice(0, 200_000)
  const bracketed = [...text.matchAll(/<([^<>]{1,20000})>/g)].map(found => found[1]!)
  const bare = text.split(/[\s,]+/).map(id => id.replace(/[<>]/g, ''))
  const all = bracketed.length > 0 ? bracketed : bare.filter(id => id !== '' && (id.includes('@') || bare.length === 1))
  const clean = all.map(id => id.replace(/[\s\p{Cc}]+/gu, '').slice(0, limits.id_length)).filter(id => id !== '')
  const unique = [...new Set(clean)]
  return unique.length > limits.ids ? [unique[0]!, ...unique.slice(1 - limits.ids)] : unique
}

/** The header as the rules for automatic messages ask for it. */
export function automaticFacts(
  header: Header,
  facts: HeaderFacts,
  rest: Pick<AutomaticFacts, 'envelope_from' | 'receipt'>,
): AutomaticFacts {
  return {
    header: name => header.first(name).slice(0, 2000).toLowerCase(),
    has: name => header.has(name),
    subject: facts.subject.slice(0, 300),
    ...rest,
  }
}

/** The return path: what the envelope said if that is known, else what the last server wrote into the header. */
export function returnPath(header: Header, envelope_from: string | undefined): string | undefined {
  if (envelope_from !== undefined) return envelope_from.replace(/^<|>$/g, '').trim()
  if (!header.has('return-path')) return undefined
  return header.first('return-path').slice(0, 400).replace(/[<>]/g, '').trim()
}

export const authenticationOf = (header: Header): ReadAuthentication[] =>
  header
    .all('authentication-results')
    .slice(0, 20)
    .map(value => readAuthentication(value.toLowerCase()))

/** The values of our own headers, by which a loop shows. */
export const loopMarks = (header: Header): string[] =>
  header.fields
    .filter(field => field.name.startsWith('x-moothall-'))
    .slice(0, 20)
    .map(field => field.value.slice(0, 500))

/** A message forwarded inline or whole: who wrote it first. */
export interface ReadForwarded {
  readonly from: ReadAddress
  readonly subject: string | null
  readonly date: Date | null
  readonly text: string
}

export function readForwarded(text: string, subject: string): ReadForwarded | null {
  const found: ForwardedText | null = forwardedText(text, subject)
  const from = found ? parseAddressText(found.from.replace(/\[mailto:([^\]\s]{1,320})\]/i, '<$1>'), 1)[0] : undefined
  if (!found || !from) return null
  return {
    from,
    subject: found.subject,
    date: found.date ? parseDate(found.date.replace(/\bat\b/, '')) : null,
    text: found.text,
  }
}
