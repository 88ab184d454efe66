import type { Context } from 'hono'

/**
 * Where a request came from: who stands at the other end of the connection, or, behind so many proxies of the operator's own, what
 * the outermost of them wrote into X-Forwarded-For. Whatever stands before that anybody may have written.
 */
export function addressOf(c: Context, proxies: number): string {
  const forwarded = c.req.header('x-forwarded-for')?.split(',') ?? []
  const said = proxies > 0 ? forwarded.at(-proxies)?.trim() : undefined
  if (said) return said
  // The node server's own binding; absent in tests, where there is no socket.
  return (
    (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ??
    'unknown'
  )
}
