import { createHmac, timingSafeEqual } from 'node:crypto'

/*
 * A token says: we wrote about this subject, to this address. It stands in the address an answer goes to (help+TOKEN@council) and in
 * our Message-IDs. It is signed, so nobody can make one from a case's number; and it names the address it was made for, so that one
 * that was forwarded is known to be used by somebody else (abuse cases 1 to 3).
 */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const MAC_BYTES = 10

function base32(bytes: Uint8Array): string {
  let bits = 0
  let value = 0
  let out = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += BASE32[(value >>> bits) & 31]
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? out + BASE32[(value << (5 - bits)) & 31] : out
}

const mac = (key: string, body: string): string =>
  base32(createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES))

/** A token for the identifier of a message we send. 42 characters, letters and digits, the same in either case. */
export function signToken(key: string, sent_id: string): string {
  const body = base32(Buffer.from(sent_id.replaceAll('-', ''), 'hex'))
  return `${body}${mac(key, body)}`
}

const BODY_LENGTH = 26
const TOKEN = /^[a-z2-7]{42}$/

/** The identifier of the message we sent with this token; null when it is not one of ours. */
export function readToken(key: string, token: string): string | null {
  const text = token.toLowerCase()
  if (!TOKEN.test(text)) return null
  const body = text.slice(0, BODY_LENGTH)
  const said = Buffer.from(text.slice(BODY_LENGTH))
  if (!timingSafeEqual(said, Buffer.from(mac(key, body)))) return null
  let value = 0n
  for (const letter of body) value = (value << 5n) | BigInt(BASE32.indexOf(letter))
  const hex = (value >> 2n).toString(16).padStart(32, '0')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
