import type { Token } from './token.queries.ts'

export const isUsable = (token: Token, now: Date): boolean =>
  token.revoked_at === null && (token.expires_at === null || token.expires_at > now)
