/* Who takes part in a case besides its requester, and the addresses people type for them. */

export const ROLES = ['copied', 'representative', 'third_party', 'supplier'] as const
export type ParticipantRole = (typeof ROLES)[number]
export type RecipientRole = ParticipantRole | 'requester'

export const ROLE_NAMES: Record<RecipientRole, string> = {
  requester: 'requester',
  copied: 'copied in',
  representative: 'acts for the requester',
  third_party: 'third party',
  supplier: 'supplier',
}

/** Who gets a reply unless it is unticked: those who were copied in, and who acts for the requester. */
export const getsReplies = (role: ParticipantRole): boolean => role === 'copied' || role === 'representative'

/** Somebody a message goes to. */
export interface Recipient {
  readonly role: RecipientRole
  readonly person_id: string | null
  readonly name: string | null
  readonly address: string
}

/** A name as it may stand in a header: on one line, without what would end it. */
export const headerName = (name: string): string =>
  name
    .replace(/[\p{Cc}\p{Cf}<>",;@\\]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100)

/** One of several people typed in a field. */
export interface Typed {
  readonly text: string
  readonly name: string | null
  /** Absent when a name alone was typed. */
  readonly address: string | null
}

/** Splits "Ann <ann@example.org>, bob@example.org; Carol" at commas, semicolons and line ends; quotation marks keep a comma in a name. */
export function splitAddresses(text: string): Typed[] {
  const parts = text.match(/(?:"[^"\n]*"|[^",;\n])+/g) ?? []
  return parts
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const named = /^(.*?)<([^<>]*)>$/.exec(part)
      if (named) return { text: part, name: headerName(named[1]!) || null, address: named[2]!.trim() }
      return part.includes('@') ? { text: part, name: null, address: part } : { text: part, name: part, address: null }
    })
}

export const MOST_RECIPIENTS = 20

/** Each address once; the first that names it counts. */
export function onceEach(recipients: readonly Recipient[]): Recipient[] {
  const seen = new Set<string>()
  return recipients.filter(({ address }) => {
    const key = address.toLowerCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const FEW = 2

/** "Ben Carter and 1 other", "Ann", "nobody". */
export function sayRecipients(names: readonly string[]): string {
  const [first, ...others] = names
  if (!first) return 'nobody'
  if (others.length === 0) return first
  return names.length <= FEW ? `${first} and 1 other` : `${first} and ${others.length} others`
}
