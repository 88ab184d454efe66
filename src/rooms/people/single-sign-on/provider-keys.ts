/*
 * Whether a provider signed something, by the keys it publishes. ID tokens are checked by openid-client; a logout token is none, and
 * comes by itself. Keys are remembered for an hour, and asked for again, once in a while, when one is new.
 */
import { constants, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import type { ServerMetadata } from 'openid-client'
import { askProvider, silent } from './reach-provider.ts'

type Claims = Readonly<Record<string, unknown>>

interface Algorithm {
  readonly type: string
  readonly hash: string | null
  readonly curve?: string
}

/** What a signature may be: nothing that a public key could be mistaken for a secret in. */
const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  RS256: { type: 'rsa', hash: 'sha256' },
  PS256: { type: 'rsa', hash: 'sha256' },
  ES256: { type: 'ec', hash: 'sha256', curve: 'prime256v1' },
  EdDSA: { type: 'ed25519', hash: null },
}

const FRESH_MS = 3_600_000
const AGAIN_MS = 30_000
const MOST = 500

interface Remembered {
  readonly at: number
  readonly keys: readonly JsonWebKey[]
}
const remembered = new Map<string, Remembered>()

async function ask(address: string, now: Date): Promise<Remembered> {
  const got = await askProvider(address, { method: 'GET', headers: {}, redirect: 'manual', body: null })
  const said: unknown = await got.json().catch(() => undefined)
  const keys = typeof said === 'object' && said && 'keys' in said && Array.isArray(said.keys) ? said.keys : undefined
  if (!got.ok || !keys) throw silent('It does not give its keys')
  if (remembered.size >= MOST) remembered.clear()
  const one = { at: now.getTime(), keys }
  remembered.set(address, one)
  return one
}

/** The keys that may have signed with this algorithm, under this name. */
async function keysFor(address: string, head: Claims, now: Date): Promise<KeyObject[]> {
  const fits = ({ keys }: Remembered) =>
    keys.filter(key => (head.kid === undefined || key.kid === head.kid) && (key.use ?? 'sig') === 'sig')
  let known = remembered.get(address)
  const age = known ? now.getTime() - known.at : Number.POSITIVE_INFINITY
  if (!known || age > FRESH_MS || (fits(known).length === 0 && age > AGAIN_MS)) known = await ask(address, now)
  return fits(known).flatMap(key => {
    try {
      return [createPublicKey({ key, format: 'jwk' })]
    } catch {
      return []
    }
  })
}

const part = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export interface Signed {
  readonly head: Claims
  readonly claims: Claims
}

/** What a token says, before anybody knows who made it; undefined for what is none. */
export function readToken(token: string): Signed | undefined {
  const parts = token.split('.')
  if (parts.length !== 3 || !parts.every(one => /^[\w-]+$/.test(one))) return undefined
  const [head, claims] = [part(parts[0]!), part(parts[1]!)]
  return isRecord(head) && isRecord(claims) ? { head, claims } : undefined
}

function isSignedWith(token: string, key: KeyObject, name: string): boolean {
  const { type, hash, curve } = ALGORITHMS[name]!
  // A key counts for its own kind of signature alone.
  if (key.asymmetricKeyType !== type || (curve && key.asymmetricKeyDetails?.namedCurve !== curve)) return false
  const at = token.lastIndexOf('.')
  const how = {
    ...{ key, dsaEncoding: 'ieee-p1363' as const },
    // RSASSA-PSS, with a salt as long as the hash; else PKCS #1.
    ...(name === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}),
  }
  return verify(hash, Buffer.from(token.slice(0, at)), how, Buffer.from(token.slice(at + 1), 'base64url'))
}

/** Whether one of the keys a provider publishes signed a token. Raises `people.provider-silent` when it does not give them. */
export async function isSignedBy(server: ServerMetadata, token: string, head: Claims, now: Date): Promise<boolean> {
  const name = typeof head.alg === 'string' && Object.hasOwn(ALGORITHMS, head.alg) ? head.alg : undefined
  const offered = server.id_token_signing_alg_values_supported
  if (!name || !server.jwks_uri || (Array.isArray(offered) && !offered.includes(name))) return false
  const keys = await keysFor(server.jwks_uri, head, now)
  return keys.some(key => isSignedWith(token, key, name))
}
