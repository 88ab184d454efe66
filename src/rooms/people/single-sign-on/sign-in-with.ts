/*
 * The authorization code flow, with PKCE, state and nonce: there, and back. openid-client checks the ID token's issuer, audience,
 * signature, times and nonce.
 */
import * as oidc from 'openid-client'
import type { Db } from '#platform/database/connect.ts'
import { FRESH_MINUTES } from '../fresh-proof/proof.rules.ts'
import { peopleProblems } from '../problems.ts'
import { newSecret } from '../sign-in/secret.ts'
import { type Attempt, beginAttempt } from './attempt.actions.ts'
import { type Known, readClaims, saysSecondFactor, whyTooLow } from './claims.rules.ts'
import { clientFor, returnAddress } from './client.ts'
import type { Provider } from './provider.queries.ts'

export interface Going {
  readonly provider: Provider
  /** The secret of the browser that is sent, which it must bring back. */
  readonly browser: string
  readonly return_to: string
  readonly email?: string | undefined
  /** Somebody signed in, who is to show again that it is them. */
  readonly proves?: string | undefined
}

/** Where to send a browser. Raises `people.provider-silent`, and what openid-client raises, when the provider does not say. */
export async function wayTo(db: Db, going: Going, now: Date): Promise<string> {
  const { provider, browser, return_to, email, proves = null } = going
  const config = await clientFor(provider, now)
  const state = newSecret().secret
  const nonce = oidc.randomNonce()
  const verifier = oidc.randomPKCECodeVerifier()
  await beginAttempt(db, { state, browser, provider_id: provider.id, nonce, verifier, return_to, proves })
  const parameters: Record<string, string> = {
    ...{ redirect_uri: returnAddress(provider.id), scope: provider.scopes, state, nonce },
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(email ? { login_hint: email } : {}),
    ...(proves ? asksAgain(provider) : {}),
    // Who was told that a second factor is checked there asks for one: the level GOV.UK calls “medium”.
    ...(provider.profile === 'one_login' ? { vtr: asksForMedium(provider) ? '["Cl.Cm"]' : '["Cl"]' } : {}),
  }
  return oidc.buildAuthorizationUrl(config, parameters).href
}

/** What makes a provider ask who is there, though it knows. GOV.UK One Login takes `max_age` from few, and says when by itself. */
const asksAgain = ({ profile }: Provider) => ({
  prompt: 'login',
  ...(profile === 'one_login' ? {} : { max_age: String(FRESH_MINUTES * 60) }),
})

const asksForMedium = ({ checks_second_factor, believes_second_factor }: Provider) =>
  checks_second_factor || believes_second_factor

export interface Shown {
  readonly known: Known
  readonly id_token: string
  /** It asked for a second factor, as we know or as it says and we believe. */
  readonly second_factor: boolean
  /** The provider's name for its own session, where it has one. */
  readonly provider_session: string | null
  /** When they last showed there who they are, as far as it says. */
  readonly proved_at: Date | null
}

/** Exchanges the code for who they are. Raises what openid-client raises. */
export async function whoCameBack(
  provider: Provider,
  back: Attempt & { address: string; state: string; domains: readonly string[] },
  now: Date,
): Promise<Shown> {
  const config = await clientFor(provider, now)
  // The address as the provider knows it, which is not the one a proxy asked us under.
  const url = new URL(new URL(back.address).search, returnAddress(provider.id))
  const tokens = await oidc.authorizationCodeGrant(config, url, {
    ...{ expectedState: back.state, expectedNonce: back.nonce, pkceCodeVerifier: back.verifier, idTokenExpected: true },
    // It has to say when, and that has to be now.
    ...(back.proves ? { maxAge: FRESH_MINUTES * 60 } : {}),
  })
  const said = tokens.claims()
  if (!said || !tokens.id_token) throw new Error('The provider gave no ID token.')
  const low = whyTooLow(said, provider.profile, provider)
  if (low) throw peopleProblems.of('provider-too-low', { why: low })
  const read = (claims: Readonly<Record<string, unknown>>) =>
    readClaims({ ...claims, sub: said.sub }, provider.profile, { ...provider, domains: back.domains })
  const fromToken = read(said)
  const more = needsMore(fromToken, said, provider) && config.serverMetadata().userinfo_endpoint
  const known = more
    ? read({ ...said, ...(await oidc.fetchUserInfo(config, tokens.access_token, said.sub)) })
    : fromToken
  const { checks_second_factor, believes_second_factor, profile } = provider
  return {
    ...{ known, id_token: tokens.id_token, provider_session: typeof said.sid === 'string' ? said.sid : null },
    proved_at: provedAt(said.auth_time, now),
    second_factor: checks_second_factor || (believes_second_factor && saysSecondFactor(said, profile)),
  }
}

/** Never later than now: clocks differ. */
const provedAt = (auth_time: unknown, now: Date): Date | null =>
  typeof auth_time === 'number' ? new Date(Math.min(auth_time * 1000, now.getTime())) : null

/** Whether something is to be asked that the ID token did not say. */
const needsMore = (known: Known, said: object, { groups_claim, profile }: Provider): boolean =>
  !known.email ||
  !known.verified ||
  !known.name ||
  (groups_claim !== null && profile !== 'entra' && !(groups_claim in said))
