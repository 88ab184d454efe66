import type { Profile } from './profiles.rules.ts'

/** Whom a provider says has signed out: one session by its name for it, or everywhere. */
export interface SignedOut {
  readonly subject: string | undefined
  readonly session: string | undefined
  readonly jti: string
  /** Until when the same token would count again. */
  readonly until: Date
}

export interface Expected {
  readonly issuer: string
  readonly client_id: string
  readonly profile: Profile
  readonly now: Date
}

type Claims = Readonly<Record<string, unknown>>

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const SKEW_SECONDS = 60
/** A token is sent as it is made. An older one was kept by somebody. */
const MOST_SECONDS = 300

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Why the head of a signed token cannot be a logout token's; null when it can. */
export function whyNotHead(head: Claims): string | null {
  // Explicit typing is asked for, and older providers do not do it: another kind of token never passes for one.
  const type = text(head.typ)?.toLowerCase().replace('application/', '')
  if (type !== undefined && type !== 'logout+jwt' && type !== 'jwt') return 'It is another kind of token.'
  // What must be understood and is not.
  return 'crit' in head ? 'It asks for something that is not understood here.' : null
}

/** Why claims are no logout token for us (OpenID Connect Back-Channel Logout 1.0, 2.6); null when they are. */
export function whyNotSignedOut(claims: Claims, { issuer, client_id, profile, now }: Expected): string | null {
  const seconds = now.getTime() / 1000
  const { iss, aud, iat, exp, nonce, events, jti, sub, sid } = claims
  if (iss !== issuer) return 'It was made by another issuer.'
  if (![aud].flat().includes(client_id)) return 'It is meant for another application.'
  if (typeof iat !== 'number' || iat > seconds + SKEW_SECONDS) return 'It does not say when it was made, or is not yet.'
  if (iat < seconds - MOST_SECONDS - SKEW_SECONDS) return 'It is too old.'
  // GOV.UK One Login says when a token was made, and not until when it counts.
  if (exp === undefined ? profile !== 'one_login' : typeof exp !== 'number' || exp <= seconds - SKEW_SECONDS)
    return 'It has expired.'
  if (nonce !== undefined) return 'It belongs to a sign-in.'
  if (!isRecord(events) || !isRecord(events[EVENT])) return 'It does not say that somebody signed out.'
  if (!text(jti)) return 'It has no identifier.'
  return text(sub) || text(sid) ? null : 'It does not say who signed out.'
}

/** What claims say that were found to be right. GOV.UK One Login means everywhere, though it names the journey too. */
export function signedOutFrom(claims: Claims, { profile, now }: Expected): SignedOut {
  const subject = text(claims.sub)
  const session = profile === 'one_login' && subject ? undefined : text(claims.sid)
  const until = new Date(now.getTime() + (MOST_SECONDS + 2 * SKEW_SECONDS) * 1000)
  return { subject, session, jti: text(claims.jti) ?? '', until }
}
