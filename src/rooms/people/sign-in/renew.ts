import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { giveSessionCookie } from './cookies.ts'
import { renewSession } from './sign-in.actions.ts'

/** Gives this browser's session a new secret; where there is none to give, everything stays. */
export async function renewHere(c: Context<Env>): Promise<void> {
  const visitor = c.var.visitor
  const renewed = visitor && (await renewSession(c.var.db, visitor.key))
  if (!renewed) return
  c.set('visitor', { ...visitor, key: renewed.hash, renew: false })
  giveSessionCookie(c, renewed.secret)
}

/**
 * A session whose person's roles have changed gets a new secret at their next page (abuse case 38): what somebody may have planted or
 * overheard before does not gain what they were given since.
 */
export const renewing = new Hono<Env>().use('*', async (c, next) => {
  const page = c.req.method === 'GET' && !/^\/(api|live)\//.test(c.req.path)
  const visitor = c.var.visitor
  const renewed = page && visitor?.renew ? await renewSession(c.var.db, visitor.key) : undefined
  if (renewed && visitor) c.set('visitor', { ...visitor, key: renewed.hash, renew: false })
  await next()
  // Afterwards, since an answer made without Hono would lose it.
  if (renewed) giveSessionCookie(c, renewed.secret)
})
