import * as oidc from 'openid-client'
import { Problem } from '#platform/problem.ts'

/** What came of asking a provider: whether another try may help, words for who signs in, and for who set it up. */
export interface Trouble {
  readonly kind: 'silent' | 'cancelled' | 'wrong'
  readonly detail: string
}

/** An error and what caused it, the innermost last. */
function chain(error: unknown): unknown[] {
  const found: unknown[] = []
  for (let at = error; at !== undefined && at !== null && found.length < 8; ) {
    found.push(at)
    at = at instanceof Error ? at.cause : undefined
  }
  return found
}

const CLAIMS: Record<string, string> = {
  iss: 'The token was made by another issuer.',
  aud: 'The token is meant for another application: look at the client identifier.',
  nonce: 'The token does not belong to this sign-in.',
  exp: 'The token had expired. Look at the clocks of both servers.',
  auth_time: 'It does not say when they signed in there, or that is too long ago.',
  nbf: 'The token is not valid yet. Look at the clocks of both servers.',
  iat: 'The token is from the future. Look at the clocks of both servers.',
}

/** Which claim of a token was wrong, as openid-client's error carries it. */
function wrongClaim(errors: readonly unknown[]): string | undefined {
  for (const error of errors) {
    const cause = error instanceof Error ? error.cause : error
    if (typeof cause === 'object' && cause !== null && 'claim' in cause && typeof cause.claim === 'string')
      return CLAIMS[cause.claim] ?? `The token’s “${cause.claim}” is not what it has to be.`
  }
  return undefined
}

const CANCELLED = ['access_denied', 'login_required', 'interaction_required', 'consent_required']

/** Reads what openid-client raised. Undefined for what is a fault of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  const errors = chain(error)
  const problem = errors.find(one => one instanceof Problem)
  if (problem?.code === 'people.provider-silent') return silentFrom(problem)
  if (problem?.code === 'people.provider-too-low') return { kind: 'wrong', detail: String(problem.details.why) }
  if (problem) return undefined
  const refused = errors.find(one => one instanceof oidc.AuthorizationResponseError)
  if (refused)
    return CANCELLED.includes(refused.error)
      ? { kind: 'cancelled', detail: refused.error }
      : { kind: 'wrong', detail: `The provider answered “${printable(refused.error)}”.` }
  const said = errors.find(one => one instanceof oidc.ResponseBodyError)
  if (said) return { kind: 'wrong', detail: saidOf(said) }
  const claim = wrongClaim(errors)
  if (claim) return { kind: 'wrong', detail: claim }
  const client = errors.find(one => one instanceof oidc.ClientError)
  if (client?.code === 'OAUTH_TIMEOUT') return { kind: 'silent', detail: 'It did not answer in time.' }
  return client
    ? { kind: 'wrong', detail: `Its answer is not what OpenID Connect asks for: ${client.message}.` }
    : undefined
}

const silentFrom = (problem: Problem): Trouble => ({ kind: 'silent', detail: `${String(problem.details.why)}.` })

const TOLD: Record<string, string> = {
  invalid_client: 'The provider refused the client identifier or the secret.',
  unauthorized_client: 'The provider does not let this application sign people in that way.',
  invalid_grant: 'The provider did not take the code: it was used before, is too old, or was for another address.',
}

const saidOf = ({ error }: oidc.ResponseBodyError): string =>
  TOLD[error] ?? `The provider answered “${printable(error)}”.`

const printable = (text: string) => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 80)
