/** The identity providers we know by name. They differ in what a council must type, and in what an address of theirs is worth. */
export const PROFILES = ['entra', 'keycloak', 'one_login', 'oidc'] as const
export type Profile = (typeof PROFILES)[number]

/** How we show a provider who we are: a secret of both, a key of ours, or nothing but what PKCE proves. */
export const PROOFS = ['secret', 'key', 'none'] as const
export type Proof = (typeof PROOFS)[number]

export interface ProfileFacts {
  readonly name: string
  readonly issuer: string
  readonly scopes: string
  readonly groups_claim: string
  readonly proof: Proof
  /** What to know before typing. */
  readonly says: string
}

export const PROFILE_FACTS: Record<Profile, ProfileFacts> = {
  entra: {
    name: 'Microsoft Entra ID',
    issuer: 'https://login.microsoftonline.com/your-tenant-id/v2.0',
    scopes: 'openid profile email',
    groups_claim: 'groups',
    proof: 'secret',
    says: 'Register an application for this directory only. Its groups are named by their object identifiers; app roles, under the claim “roles”, are easier to read.',
  },
  keycloak: {
    name: 'Keycloak',
    issuer: 'https://keycloak.example.gov.uk/realms/staff',
    scopes: 'openid profile email',
    groups_claim: 'groups',
    proof: 'secret',
    says: 'Make a confidential client with the standard flow. Groups need a “group membership” mapper in the ID token.',
  },
  one_login: {
    name: 'GOV.UK One Login',
    issuer: 'https://oidc.account.gov.uk/',
    scopes: 'openid email',
    groups_claim: '',
    proof: 'key',
    says: 'It knows us by a key, which is made when you save. It names no groups, so roles are given by hand.',
  },
  oidc: {
    name: 'Another OpenID Connect provider',
    issuer: 'https://id.example.gov.uk',
    scopes: 'openid profile email',
    groups_claim: 'groups',
    proof: 'secret',
    says: 'Any provider that publishes its settings for discovery and offers the authorization code flow.',
  },
}

export const PROOF_NAMES: Record<Proof, string> = {
  secret: 'A client secret',
  key: 'A key of ours (private_key_jwt)',
  none: 'Nothing (a public client)',
}

// Addresses at which anybody's directory answers: whoever signs in there may be from anywhere.
const ANYBODY = /login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i

/** Why an issuer cannot be one organisation's, in words; null when it can. */
export const whyNotIssuer = (issuer: string): string | null =>
  ANYBODY.test(issuer) ? 'Enter the address with your own directory’s identifier in it: this one is everybody’s' : null

// Domains at which anybody may have an address: no council's.
const PUBLIC_DOMAINS = [
  ...[
    'gmail.com',
    'googlemail.com',
    'outlook.com',
    'hotmail.com',
    'hotmail.co.uk',
    'live.com',
    'live.co.uk',
    'msn.com',
  ],
  ...['yahoo.com', 'yahoo.co.uk', 'icloud.com', 'me.com', 'aol.com', 'proton.me', 'protonmail.com', 'btinternet.com'],
  ...['sky.com', 'gmx.com', 'gmx.co.uk', 'mail.com', 'gov.uk', 'nhs.net', 'co.uk', 'org.uk', 'ac.uk'],
]

const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** Why a domain cannot be an organisation's own; null when it can. */
export function whyNotDomain(domain: string): string | null {
  if (!DOMAIN.test(domain)) return `“${domain}” is not a domain, like example.gov.uk`
  if (PUBLIC_DOMAINS.includes(domain)) return `At ${domain} anybody may have an address: it cannot be your own`
  return null
}

/** The part of an address that says whose it is; undefined for what is no address. */
export const domainOf = (email: string): string | undefined => {
  const at = email.lastIndexOf('@')
  return at > 0 && at < email.length - 1 ? email.slice(at + 1).toLowerCase() : undefined
}
