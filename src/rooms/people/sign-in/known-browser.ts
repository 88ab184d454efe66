/*
 * A browser that somebody signed in from before is known again by a cookie. It lets nobody in: it only has its own count of tries, so
 * that strangers who use up an address's tries do not keep out whoever it belongs to (decision 26).
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { sql } from 'kysely'
import { read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { giveCookie, readCookie } from './cookies.ts'
import { newSecret } from './secret.ts'

const NOBODY = { person_id: undefined, organisations: [] }
const HALF_A_YEAR = 180 * 86_400

const normal = (email: string) => email.trim().toLowerCase()

/** One for each address, so that colleagues can share a computer. */
const cookieFor = (email: string) =>
  `moothall_known_${createHash('sha256').update(normal(email)).digest('hex').slice(0, 10)}`

async function mac(c: Context<Env>, nonce: string, email: string): Promise<string> {
  const { rows } = await read(c.var.db, NOBODY, tx =>
    sql<{ key: string }>`select platform.key_named('browsers') as key`.execute(tx),
  )
  return createHmac('sha256', rows[0]!.key)
    .update(`${nonce} ${normal(email)}`)
    .digest('base64url')
}

/** Makes this browser known for an address, whose person has just shown who they are. */
export async function knowBrowser(c: Context<Env>, email: string | null): Promise<void> {
  if (!email) return
  const nonce = newSecret().hash.slice(0, 22)
  giveCookie(c, cookieFor(email), `${nonce}.${await mac(c, nonce, email)}`, HALF_A_YEAR)
}

/** What tells this browser from others for this address; undefined for one that nobody signed in from with it. */
export async function knownBrowser(c: Context<Env>, email: string): Promise<string | undefined> {
  const [nonce = '', said = ''] = (readCookie(c, cookieFor(email)) ?? '').split('.')
  const right = Buffer.from(await mac(c, nonce, email))
  const given = Buffer.from(said)
  return given.length === right.length && timingSafeEqual(given, right) ? nonce : undefined
}
