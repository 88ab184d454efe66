import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { write } from '#platform/database/transaction.ts'
import { platformProblems } from '#platform/problem.ts'
import { site } from '#platform/site.ts'
import { ENHANCE_HASH } from '#platform/ui/layout/document.tsx'

/** The style that Turbo 8 adds for its progress bar, allowed by its hash. */
const TURBO_STYLE = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='"

/** No script or style but our own files, nothing from elsewhere, no framing. Left off while developing, where Vite injects. */
export const headers = (dev: boolean): MiddlewareHandler =>
  dev
    ? async (_, next) => next()
    : secureHeaders({
        contentSecurityPolicy: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", ENHANCE_HASH],
          styleSrc: ["'self'", TURBO_STYLE],
          imgSrc: ["'self'", 'data:'],
          mediaSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          // Messages of strangers, each under a policy of its own (platform/ui/pieces/message-frame.tsx).
          frameSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
        },
        referrerPolicy: 'same-origin',
        xFrameOptions: 'DENY',
        // A file of a stranger's comes with a policy of its own, narrower than this.
        overwrite: false,
      })

/**
 * A form posted from another site is refused; a program with a token sends no cookie and needs none of this. Behind a proxy that ends
 * TLS our own site is the address people use: older browsers say only that.
 */
export function sameSite(): MiddlewareHandler {
  const stated = () => (site().stated ? new URL(site().url).origin : undefined)
  return csrf({ origin: (origin, c) => origin === stated() || origin === new URL(c.req.url).origin })
}

const NOBODY = { person_id: undefined, organisations: [] }

/**
 * Takes one token from a bucket that holds `most` and refills evenly over `minutes`; raises `too-many-tries` when it is empty.
 * One statement, so that several web processes share it.
 */
export async function limitRate(db: Db, key: string, most: number, minutes: number): Promise<void> {
  const perSecond = most / (minutes * 60)
  const taken = await write(db, NOBODY, tx =>
    sql`insert into platform.rate_limits as r (key, tokens) values (${key}, ${most - 1})
      on conflict (key) do update
        set tokens = least(${most}, r.tokens + extract(epoch from now() - r.at) * ${perSecond}::float8) - 1, at = now()
        where least(${most}, r.tokens + extract(epoch from now() - r.at) * ${perSecond}::float8) >= 1
      returning key`.execute(tx),
  )
  const seconds = Math.ceil(1 / perSecond)
  if (taken.rows.length === 0) platformProblems.raise('too-many-tries', { headers: { 'retry-after': String(seconds) } })
}
