import { createHash } from 'node:crypto'

/** The identifier of what is made of two things: made again, it is the same one, so that work done twice makes it once. */
export function oneFor(one: string, other: string): string {
  const hex = createHash('sha256').update(`${one} ${other}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
