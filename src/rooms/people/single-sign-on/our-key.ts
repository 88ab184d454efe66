/*
 * Keys of ours by which a provider knows us (private_key_jwt): made here, the private half sealed, the public half published where the
 * provider looks for it, and shown to be copied.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import * as oidc from 'openid-client'
import { seal, unseal } from '#platform/secrets/seal.ts'
import type { Provider } from './provider.queries.ts'

export const KEY_KINDS = ['RS256', 'ES256'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

/** What a provider's secret or key is sealed for. */
export const boundTo = (provider_id: string) => `identity provider ${provider_id}`

export interface MadeKey {
  readonly sealed_secret: string
  readonly public_key: string
}

const pairOf = (kind: KeyKind) =>
  kind === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A new pair for one provider. Raises `secrets.no-key`. */
export function makeKey(provider_id: string, kind: KeyKind): MadeKey {
  const { privateKey, publicKey } = pairOf(kind)
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  return {
    sealed_secret: seal(boundTo(provider_id), pem),
    public_key: String(publicKey.export({ type: 'spki', format: 'pem' })),
  }
}

export interface PublishedKey {
  readonly kty: string
  readonly kid: string
  readonly use: 'sig'
  readonly alg: KeyKind
}

/** A public key as a provider reads it, under the name that its own thumbprint is (RFC 7638). */
export function jwkOf(public_key: string): PublishedKey {
  const { kty = '', crv, x, y, n, e } = createPublicKey(public_key).export({ format: 'jwk' })
  // In the order of the alphabet, and nothing else, as a thumbprint is made.
  const bare = kty === 'EC' ? { crv, kty, x, y } : { e, kty, n }
  const kid = createHash('sha256').update(JSON.stringify(bare)).digest('base64url')
  return { ...bare, kid, use: 'sig', alg: kty === 'EC' ? 'ES256' : 'RS256' }
}

const IMPORTED = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
} as const

type Settings = Pick<Provider, 'id' | 'profile' | 'proof' | 'sealed_secret' | 'public_key'>

async function keyFrom({ id, sealed_secret, public_key }: Settings): Promise<oidc.PrivateKey> {
  const { kid, alg } = jwkOf(public_key ?? '')
  const der = createPrivateKey(unseal(boundTo(id), sealed_secret ?? '')).export({ type: 'pkcs8', format: 'der' })
  return { kid, key: await crypto.subtle.importKey('pkcs8', new Uint8Array(der), IMPORTED[alg], false, ['sign']) }
}

/** How we show a provider who we are. Raises `secrets.no-key`, `secrets.unreadable`. */
export async function proofOf(settings: Settings): Promise<oidc.ClientAuth> {
  const { id, profile, proof, sealed_secret } = settings
  if (proof === 'none' || !sealed_secret) return oidc.None()
  if (proof === 'secret') return oidc.ClientSecretPost(unseal(boundTo(id), sealed_secret))
  const key = await keyFrom(settings)
  if (profile !== 'one_login') return oidc.PrivateKeyJwt(key)
  return (as, client, body, headers) =>
    // GOV.UK One Login wants the assertion to be for its token endpoint, as OpenID Connect had it before issuers were.
    oidc.PrivateKeyJwt(key, {
      [oidc.modifyAssertion]: (_, claims) => {
        claims.aud = as.token_endpoint
      },
    })(as, client, body, headers)
}
