import type { MiddlewareHandler } from 'hono'
import { platformProblems } from '#platform/problem.ts'
import type { Env } from './env.ts'

const MOST_TOKENS = 10_000

/**
 * Counts for each key: `perSecond` times a second, and twice that at once; raises `platform.too-fast` beyond. Kept in the process, so
 * that a request costs no write: several web processes each allow as much.
 */
export function rateOf(perSecond: number): (key: string) => void {
  const buckets = new Map<string, { left: number; at: number }>()
  const most = perSecond * 2
  return key => {
    const at = performance.now()
    const bucket = buckets.get(key) ?? { left: most, at }
    bucket.left = Math.min(most, bucket.left + ((at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    if (bucket.left < 1) {
      const seconds = Math.ceil((1 - bucket.left) / perSecond)
      return platformProblems.raise('too-fast', { headers: { 'retry-after': String(seconds) } })
    }
    bucket.left -= 1
    // A bucket that is forgotten is full again, which is what one unused for two seconds would be.
    if (buckets.size >= MOST_TOKENS) buckets.clear()
    buckets.set(key, bucket)
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
