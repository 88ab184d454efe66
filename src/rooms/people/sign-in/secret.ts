import { createHash, randomBytes } from 'node:crypto'

/** A secret to hand out once (256 random bits), and what we keep of it. */
export function newSecret(prefix = ''): { secret: string; hash: string } {
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

// A random secret needs no slow hash: there is nothing to guess.
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
