import type { Context } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { addressOf } from '#platform/http/address.ts'
import type { Env } from '#platform/http/env.ts'
import { site } from '#platform/site.ts'
import { giveSessionCookie } from './cookies.ts'
import { SECURE_SESSION_COOKIE, SESSION_COOKIE, sessionSecret } from './remember.ts'
import { hashSecret } from './secret.ts'
import { endSession } from './sign-in.actions.ts'

/** Where a request comes from, as a session remembers it. */
export const whereFrom = (c: Context<Env>) => ({
  address: addressOf(c, site().proxies),
  browser: c.req.header('user-agent') ?? '',
})

/** Gives a browser its new session; the one it had is over (abuse case 38). */
export async function enter(c: Context<Env>, secret: string): Promise<void> {
  const before = sessionSecret(c.req.raw)
  if (before) await endSession(c.var.db, hashSecret(before))
  giveSessionCookie(c, secret)
}

/** Takes a browser's session away. */
export function forget(c: Context<Env>): void {
  deleteCookie(c, SESSION_COOKIE, { path: '/' })
  deleteCookie(c, SECURE_SESSION_COOKIE, { path: '/', secure: true })
}
