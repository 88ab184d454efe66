import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'

const STEP_SECONDS = 30
const DIGITS = 6

const totpOf = (secret: string, label = '', issuer = '') =>
  new TOTP({ secret: Secret.fromBase32(secret), label, issuer, digits: DIGITS, period: STEP_SECONDS })

/** A secret for an authenticator app: 160 random bits, in the letters people can type. */
export const newAuthenticatorSecret = (): string => new Secret({ size: 20 }).base32

/**
 * The step of time a code belongs to, one before or after now for clocks that differ; undefined for a wrong one. Whoever takes the
 * code must see that a later step was not taken already.
 */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const timestamp = now.getTime()
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta
}

export interface Offered {
  /** The secret in groups of four, to be typed where nothing can be scanned. */
  readonly key: string
  /** The picture an app scans: a path of unit squares, and how many there are on a side. */
  readonly path: string
  readonly size: number
  /** For an app on this very device. */
  readonly uri: string
}

/** What a person is shown to set their app up. */
export function offerOf(secret: string, label: string, issuer: string): Offered {
  // A colon parts the issuer from the name in what apps read.
  const uri = totpOf(secret, label.replaceAll(':', ' '), issuer.replaceAll(':', ' ')).toString()
  const { data, size } = encode(uri, { border: 2 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { key: secret.match(/.{1,4}/g)?.join(' ') ?? secret, path: squares.join(''), size, uri }
}
