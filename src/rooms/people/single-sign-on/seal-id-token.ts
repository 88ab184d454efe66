import { hasSecretKey, seal, unseal } from '#platform/secrets/seal.ts'

const boundTo = (token_hash: string) => `session ${token_hash}`

/** An ID token kept with its session, to sign out with; it says who somebody is, so it is sealed. */
export const sealIdToken = (token_hash: string, id_token: string): string | null =>
  hasSecretKey() ? seal(boundTo(token_hash), id_token) : null

export const unsealIdToken = (token_hash: string, sealed: string): string => unseal(boundTo(token_hash), sealed)
