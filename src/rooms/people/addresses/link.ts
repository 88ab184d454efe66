import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/*
 * A link that proves an address: whoever opens it has read what was sent there. It names the address it was made for, which is gone
 * when that is taken away, and says until when it holds. It is signed, so nothing is kept.
 */
const HOURS = 24
const HOUR_MS = 3_600_000

const mac = (key: string, body: string): string =>
  createHmac('sha256', key).update(`address ${body}`).digest('base64url')

async function keyOf(tx: Read): Promise<string> {
  const { rows } = await sql<{ secret: string }>`select platform.key_named('mail') as secret`.execute(tx)
  return rows[0]!.secret
}

/** The token for a link, which holds for a day. */
export async function signLink(tx: Read, address_id: string, now: Date): Promise<string> {
  const body = `${address_id}.${Math.floor(now.getTime() / HOUR_MS) + HOURS}`
  return `${body}.${mac(await keyOf(tx), body)}`
}

/** The address a token is for; undefined when it is none of ours, or too old. */
export async function readLink(tx: Read, token: string, now: Date): Promise<string | undefined> {
  const [address_id = '', until = '', said = ''] = token.slice(0, 200).split('.')
  const right = Buffer.from(mac(await keyOf(tx), `${address_id}.${until}`))
  const given = Buffer.from(said)
  const ours = given.length === right.length && timingSafeEqual(given, right)
  return ours && Number(until) * HOUR_MS > now.getTime() ? address_id : undefined
}
