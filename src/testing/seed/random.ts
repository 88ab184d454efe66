import { createHash } from 'node:crypto'

/** Chance that is the same at every run: all of it follows from the name it was started with. */
export interface Random {
  /** At least 0 and less than 1. */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** One of the names, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
  /** Mostly near the median, now and then far above it, as waiting and repair times are. */
  lognormal(median: number, spread: number): number
  /** A version 7 UUID for that instant. */
  id(at: number): string
  /** Another source, independent of how much of this one is used. */
  under(name: string): Random
}

export function randomFrom(name: string): Random {
  const next = generator(name)
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: probability => next() < probability,
    pick: from => from[int(0, from.length - 1)]!,
    weighted: weights => pickWeighted(next(), weights),
    lognormal: (median, spread) => median * Math.exp(spread * normal(next(), next())),
    id: at => idAt(at, next),
    under: more => randomFrom(`${name}/${more}`),
  }
}

/** sfc32: small, fast, and good enough for a story. */
function generator(name: string): () => number {
  const seed = createHash('sha256').update(name).digest()
  let [a, b, c, d] = [0, 4, 8, 12].map(at => seed.readInt32LE(at)) as [number, number, number, number]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
}

function pickWeighted<T extends string>(at: number, weights: Readonly<Record<T, number>>): T {
  // Object.keys forgets the names' type; these are the record's own.
  const names = Object.keys(weights) as T[]
  let left = at * names.reduce((sum, name) => sum + weights[name], 0)
  for (const name of names) {
    left -= weights[name]
    if (left < 0) return name
  }
  return names.at(-1)!
}

/** Box and Muller's way from two even chances to a normal one. */
const normal = (one: number, other: number) => Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other)

function idAt(at: number, next: () => number): string {
  const bytes = Buffer.alloc(16)
  for (let word = 4; word < 16; word += 4) bytes.writeUInt32BE(Math.floor(next() * 4_294_967_296), word)
  bytes.writeUIntBE(at, 0, 6)
  bytes[6] = Math.floor(next() * 16) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
