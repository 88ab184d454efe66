/*
 * "Test this provider": everything that can be asked without anybody signing in, in words for whoever sets it up. The secret is tried
 * with a code that cannot be right: a provider that complains of the code has taken the secret.
 */
import * as oidc from 'openid-client'
import { discover, returnAddress } from './client.ts'
import { troubleOf } from './explain.ts'
import type { Provider } from './provider.queries.ts'
import { askProvider } from './reach-provider.ts'

export interface Finding {
  readonly works: boolean
  readonly says: string
}

const good = (says: string): Finding => ({ works: true, says })
const bad = (says: string): Finding => ({ works: false, says })

/** What was found, in the order it was asked; it stops at what makes the rest pointless. */
export async function testProvider(provider: Provider): Promise<Finding[]> {
  let config: oidc.Configuration
  try {
    config = await discover(provider)
  } catch (error) {
    return [await whyNotDiscovered(provider, error)]
  }
  const server = config.serverMetadata()
  const found = [good('It publishes its settings, for the issuer that you entered.'), ...lacking(server)]
  found.push(await tryKeys(server.jwks_uri))
  if (found.every(({ works }) => works) && server.token_endpoint) {
    found.push(await tryProof(config, provider))
    if (provider.next_public_key) found.push(await tryNextKey(provider))
  }
  return found
}

async function whyNotDiscovered({ issuer }: Provider, error: unknown): Promise<Finding> {
  const trouble = troubleOf(error)
  if (!trouble) throw error
  if (trouble.kind === 'silent') return bad(`The provider cannot be asked for its settings. ${trouble.detail}`)
  const other = await issuerThere(issuer)
  if (other && other !== issuer)
    return bad(`The issuer is another: it calls itself “${other.slice(0, 200)}”. Enter exactly that, if it is yours.`)
  return bad('There are no OpenID Connect settings at that address. Look at the issuer.')
}

/** What a provider at this address calls itself. */
async function issuerThere(issuer: string): Promise<string | undefined> {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const got = await askProvider(url, { method: 'GET', headers: {}, redirect: 'manual', body: null })
    const said: unknown = await got.json()
    return typeof said === 'object' && said && 'issuer' in said && typeof said.issuer === 'string'
      ? said.issuer
      : undefined
  } catch {
    return undefined
  }
}

function lacking(server: oidc.ServerMetadata): Finding[] {
  const found: Finding[] = []
  if (!server.authorization_endpoint || !server.token_endpoint)
    found.push(bad('It does not say where people sign in or where codes are exchanged.'))
  if (server.response_types_supported && !server.response_types_supported.includes('code'))
    found.push(bad('It does not offer the authorization code flow.'))
  if (server.code_challenge_methods_supported && !server.code_challenge_methods_supported.includes('S256'))
    found.push(bad('It does not take PKCE with SHA-256, which we always use.'))
  if (!server.end_session_endpoint)
    found.push(good('It does not say how to sign out of it: people stay signed in there when they sign out here.'))
  return found
}

async function tryKeys(jwks_uri: string | undefined): Promise<Finding> {
  if (!jwks_uri) return bad('It does not say where its keys are, so nothing it signs could be checked.')
  try {
    const got = await askProvider(jwks_uri, { method: 'GET', headers: {}, redirect: 'manual', body: null })
    const said: unknown = got.ok ? await got.json() : undefined
    const keys = typeof said === 'object' && said && 'keys' in said && Array.isArray(said.keys) ? said.keys : []
    return keys.length > 0
      ? good(`It publishes ${keys.length === 1 ? 'a key' : `${keys.length} keys`} to check its tokens with.`)
      : bad('Where its keys should be there are none.')
  } catch (error) {
    return bad(`Its keys cannot be read. ${troubleOf(error)?.detail ?? ''}`.trim())
  }
}

/** Whether the provider has our next key already. */
async function tryNextKey(provider: Provider): Promise<Finding> {
  const { next_sealed_secret: sealed_secret, next_public_key: public_key } = provider
  const next = { ...provider, sealed_secret, public_key }
  const { works, says } = await tryProof(await discover(next), next)
  return { works, says: `With our next key: ${says}` }
}

const SECRETS = ['invalid_client', 'unauthorized_client']

async function tryProof(config: oidc.Configuration, provider: Provider): Promise<Finding> {
  const code = { code: 'a-test-that-cannot-be-right', redirect_uri: returnAddress(provider.id) }
  const verifier = oidc.randomPKCECodeVerifier()
  try {
    await oidc.genericGrantRequest(config, 'authorization_code', { ...code, code_verifier: verifier })
    return bad('It took a code that nobody was given. That is not a provider to trust.')
  } catch (error) {
    if (error instanceof oidc.ResponseBodyError && SECRETS.includes(error.error))
      return bad(
        provider.proof === 'secret'
          ? 'It refused the client identifier or the secret. Enter the secret’s value again, not its identifier.'
          : 'It refused the client identifier, or does not have our key yet.',
      )
    if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant')
      return good('It knows us: the client identifier and what proves it were taken.')
    const trouble = troubleOf(error)
    if (!trouble) throw error
    return good(`Whether it takes the secret cannot be known before somebody signs in. ${trouble.detail}`)
  }
}
