import { domainOf, type Profile } from './profiles.rules.ts'

/** What a provider said of somebody, as we use it. */
export interface Known {
  readonly subject: string
  readonly name: string | undefined
  readonly email: string | undefined
  /** Whether the provider vouches that the address is theirs. */
  readonly verified: boolean
  readonly groups: readonly string[]
  /** There were too many groups to say: which ones is unknown. */
  readonly too_many_groups: boolean
}

type Claims = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

// Providers say it as truth, as a number and as text.
const isTrue = (value: unknown) => [true, 1, 'true', 'True', '1'].some(yes => yes === value)

const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A claim by its name, or by a way to it: Keycloak has its roles at `realm_access.roles`. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name
    .split('.')
    .reduce<unknown>((at, part) => (isRecord(at) && Object.hasOwn(at, part) ? at[part] : undefined), claims)
}

const listFrom = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string' && one !== '')

/**
 * Entra does not say whether an address is verified: `email` is whatever somebody wrote into the directory. What the directory itself
 * answers for is the name people sign in with, whose domain it had to prove; and `xms_edov`, where it is set up to say so.
 */
function entraAddress(claims: Claims, domains: readonly string[]): Pick<Known, 'email' | 'verified'> {
  const email = text(claims.email)
  if (email && (isTrue(claims.xms_edov) || isTrue(claims.email_verified))) return { email, verified: true }
  const name = text(claims.preferred_username) ?? text(claims.upn)
  if (name && domains.includes(domainOf(name) ?? '')) return { email: name, verified: true }
  return { email: email ?? name, verified: false }
}

/** Reads claims as a profile means them. `domains` are the organisation's own. */
export function readClaims(
  claims: Claims & { readonly sub: string },
  profile: Profile,
  { groups_claim, domains }: { groups_claim: string | null; domains: readonly string[] },
): Known {
  const address =
    profile === 'entra'
      ? entraAddress(claims, domains)
      : { email: text(claims.email), verified: isTrue(claims.email_verified) }
  const parts = [text(claims.given_name), text(claims.family_name)].filter(Boolean).join(' ')
  const elsewhere = isRecord(claims._claim_names) && groups_claim !== null && groups_claim in claims._claim_names
  return {
    ...address,
    subject: claims.sub,
    name: text(claims.name) ?? text(parts),
    groups: groups_claim ? listFrom(claimAt(claims, groups_claim)) : [],
    too_many_groups: elsewhere || isTrue(claims.hasgroups),
  }
}

// RFC 8176, and what Entra says of the same.
const MANY_FACTORS = ['mfa', 'http://schemas.microsoft.com/claims/multipleauthn']
// Proof against phishing, which no password is (OpenID Connect Extended Authentication Profile).
const PROOF_AGAINST_PHISHING = ['phr', 'phrh']

/** The vector of trust that GOV.UK One Login gives when it asked for a second factor as well. */
const asksMedium = (claims: Claims): boolean => text(claims.vot)?.split('.').includes('Cm') === true

/** Whether a provider says, of this sign-in, that it asked for more than one proof. */
export const saysSecondFactor = (claims: Claims, profile: Profile): boolean =>
  profile === 'one_login'
    ? asksMedium(claims)
    : listFrom(claims.amr).some(one => MANY_FACTORS.includes(one)) ||
      PROOF_AGAINST_PHISHING.some(one => one === claims.acr)

/**
 * What a sign-in lacks of what we asked the provider for; null for nothing. GOV.UK One Login says which level it gave, and whoever asked
 * for one has to look.
 */
export const whyTooLow = (
  claims: Claims,
  profile: Profile,
  { checks_second_factor }: { checks_second_factor: boolean },
) =>
  profile === 'one_login' && checks_second_factor && !asksMedium(claims)
    ? 'It did not ask for the second factor that we asked for (vot).'
    : null
