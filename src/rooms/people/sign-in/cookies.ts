import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Env } from '#platform/http/env.ts'
import { isSecure } from '#platform/site.ts'
import { SECURE_SESSION_COOKIE, SESSION_COOKIE } from './remember.ts'

const HALF_COOKIE = 'moothall_second_step'

const usual = () => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure() }) as const
const named = (name: string) => (isSecure() ? `__Host-${name}` : name)

/** Gives a browser a session's secret. */
export const giveSessionCookie = (c: Context<Env>, secret: string): void =>
  setCookie(c, isSecure() ? SECURE_SESSION_COOKIE : SESSION_COOKIE, secret, usual())

/** A cookie of another purpose, under its own name, for as many seconds. */
export const giveCookie = (c: Context<Env>, name: string, value: string, maxAge: number): void =>
  setCookie(c, named(name), value, { ...usual(), maxAge })

export const readCookie = (c: Context<Env>, name: string): string | undefined => getCookie(c, named(name))

export const giveHalfCookie = (c: Context<Env>, secret: string, seconds: number): void =>
  giveCookie(c, HALF_COOKIE, secret, seconds)

export const halfSecret = (c: Context<Env>): string | undefined => readCookie(c, HALF_COOKIE)

export const takeHalfCookie = (c: Context<Env>): void =>
  void deleteCookie(c, named(HALF_COOKIE), { path: '/', secure: isSecure() })
