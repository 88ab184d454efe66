import type { Known } from './claims.rules.ts'
import { domainOf } from './profiles.rules.ts'

/** Why somebody whom the provider let in is not let in here, in words for them. */
export const REFUSALS = {
  'too-many-groups':
    'You are in more groups than your provider can name, so we cannot tell what you may do. Ask whoever looks after signing in to send only the groups this service uses.',
  deactivated: 'Your account here has been switched off. Ask your organisation’s administrator.',
  'no-address': 'Your provider did not tell us your e-mail address, so we do not know who you are here.',
  'not-verified': 'Your provider does not vouch for your e-mail address. Verify it there, then sign in again.',
  'not-our-domain': 'Your e-mail address is not one of the organisation you tried to sign in to.',
  'two-people':
    'More than one person here has your e-mail address. Ask your organisation’s administrator to put that right.',
  'another-account':
    'The person with your e-mail address signs in with another account of your provider. Ask your organisation’s administrator.',
  'not-known': 'We do not know you yet. Ask your organisation’s administrator to add you.',
} as const
export type Refusal = keyof typeof REFUSALS

export interface Candidate {
  readonly id: string
  readonly active: boolean
  /** They are somebody else at this provider already. */
  readonly linked: boolean
}

export interface Facts {
  readonly known: Known
  /** Who this subject is, if they came before. */
  readonly before: { readonly id: string; readonly active: boolean } | undefined
  /** The organisation's own people with the address, as theirs or as one they verified. */
  readonly candidates: readonly Candidate[]
  readonly domains: readonly string[]
  readonly adds_people: boolean
}

export type Decision =
  | { readonly is: 'refused'; readonly why: Refusal }
  | { readonly is: 'known' | 'linked'; readonly person_id: string }
  | { readonly is: 'new' }

const refused = (why: Refusal): Decision => ({ is: 'refused', why })

/**
 * Who somebody is here (abuse case 36). Who came before is told by the subject, which a provider never gives to anybody else. Who did
 * not, only by an address that the provider vouches for, of the organisation's own domains, that exactly one of its people has.
 */
export function whoIs({ known, before, candidates, domains, adds_people }: Facts): Decision {
  if (known.too_many_groups) return refused('too-many-groups')
  if (before) return before.active ? { is: 'known', person_id: before.id } : refused('deactivated')
  if (!known.email) return refused('no-address')
  if (!known.verified) return refused('not-verified')
  if (!domains.includes(domainOf(known.email) ?? '')) return refused('not-our-domain')
  if (candidates.length > 1) return refused('two-people')
  const [only] = candidates
  if (!only) return adds_people ? { is: 'new' } : refused('not-known')
  if (!only.active) return refused('deactivated')
  return only.linked ? refused('another-account') : { is: 'linked', person_id: only.id }
}
