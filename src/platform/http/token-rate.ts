import type { MiddlewareHandler } from 'hono'
import { platformProblems } from '#platform/problem.ts'
import type { Env } from './env.ts'

const MOST_KEYS = 10_000

/** Takes one from a key's bucket: after how many seconds there is one again, or 0 when there was. */
export type TakeOne = (key: string) => number

/**
 * A bucket for each key, which holds `most` and fills by `perSecond`. Kept in the process, so that a request costs no write: several
 * web processes each allow as much.
 */
export function bucketsOf(most: number, perSecond: number): TakeOne {
  const buckets = new Map<string, { left: number; at: number }>()
  return key => {
    const at = performance.now()
    const bucket = buckets.get(key) ?? { left: most, at }
    bucket.left = Math.min(most, bucket.left + ((at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perSecond)
    bucket.left -= 1
    // A bucket that is forgotten is full again, as one is that was not used for a while.
    if (buckets.size >= MOST_KEYS) buckets.clear()
    buckets.set(key, bucket)
    return 0
  }
}

/** Counts for each key: `perSecond` times a second, and twice that at once; raises `platform.too-fast` beyond. */
export function rateOf(perSecond: number): (key: string) => void {
  const take = bucketsOf(perSecond * 2, perSecond)
  return key => {
    const seconds = take(key)
    if (seconds > 0) platformProblems.raise('too-fast', { headers: { 'retry-after': String(seconds) } })
  }
}

/** Lets each token ask `perSecond` times a second, and twice that at once. */
export function limitTokens(perSecond: number): MiddlewareHandler<Env> {
  const take = rateOf(perSecond)
  return async (c, next) => {
    const key = c.var.visitor?.key
    if (key !== undefined) take(key)
    await next()
  }
}
