/*
 * Secrets of others that we must be able to say again: a mail server's password. They lie in the database sealed with a key that
 * does not: whoever has only a backup has nothing. Each is bound to what it belongs to, so that one row's cannot be put into another.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { defineProblems } from '#platform/problem.ts'

export const secretProblems = defineProblems('secrets', {
  'no-key': {
    status: 409,
    message: 'Passwords cannot be kept: this installation has no SECRET_KEY. Ask whoever runs it to set one.',
  },
  unreadable: {
    status: 409,
    message: 'A password was sealed with another SECRET_KEY. Enter it again, or start with the key it was sealed with.',
  },
})

const VERSION = 'v1'
const CIPHER = 'aes-256-gcm'
const SALT_BYTES = 16
const IV_BYTES = 12
const TAG_BYTES = 16

let secretKey: string | undefined

/** The installation's key from now on; undefined for none, and then nothing can be sealed or opened. */
export function useSecretKey(key: string | undefined): void {
  secretKey = key === '' ? undefined : key
}

export const hasSecretKey = (): boolean => secretKey !== undefined

const keyFor = (salt: Buffer) =>
  Buffer.from(hkdfSync('sha256', secretKey ?? secretProblems.raise('no-key'), salt, 'moothall secrets', 32))

/** Seals a text that belongs to `bound` ("mailbox <id> imap"). Raises `secrets.no-key`. */
export function seal(bound: string, text: string): string {
  const salt = randomBytes(SALT_BYTES)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, keyFor(salt), iv).setAAD(Buffer.from(bound))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** What was sealed for `bound`. Raises `secrets.no-key`; `secrets.unreadable` for another's, a changed one, or another key's. */
export function unseal(bound: string, sealed: string): string {
  const [version, body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  if (version !== VERSION || bytes.length < SALT_BYTES + IV_BYTES + TAG_BYTES) return secretProblems.raise('unreadable')
  const key = keyFor(bytes.subarray(0, SALT_BYTES))
  const rest = bytes.subarray(SALT_BYTES)
  try {
    const decipher = createDecipheriv(CIPHER, key, rest.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(bound))
      .setAuthTag(rest.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(rest.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    return secretProblems.raise('unreadable')
  }
}
