import { randomBytes } from 'node:crypto'

let millisecond = 0
let counter = 0

/**
 * A new identifier: a version 7 UUID (RFC 9562), so that rows made one after another lie together in an index. Those of one process
 * and one millisecond follow each other too (6.2, method 1): what an act records, it records in that order.
 */
export function newId(at = Date.now()): string {
  const bytes = randomBytes(16)
  counter = at === millisecond ? (counter + 1) & 0xfff : bytes.readUInt16BE(6) & 0x3ff
  millisecond = at
  bytes.writeUIntBE(at, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (text: string): boolean => UUID.test(text)
