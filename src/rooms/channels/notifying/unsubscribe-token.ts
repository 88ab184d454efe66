import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { isNotice, type NoticeName, noticeOf } from './kinds.rules.ts'

/** Whom a link in a message speaks for, and what it turns off: one kind, or all that may be turned off. */
export interface Unsubscribe {
  readonly person_id: string
  readonly kind: NoticeName | 'all'
}

const mac = (key: string, body: string) =>
  createHmac('sha256', key).update(`unsubscribe ${body}`).digest('base64url').slice(0, 27)

/** The signed end of a link that turns a kind off without signing in. It says nothing to whoever reads it. */
export function signUnsubscribe(key: string, { person_id, kind }: Unsubscribe): string {
  const body = Buffer.from(`${person_id.replaceAll('-', '')}${kind}`).toString('base64url')
  return `${body}.${mac(key, body)}`
}

/** What a link asks for; undefined when it is not one of ours. */
export function readUnsubscribe(key: string, token: string): Unsubscribe | undefined {
  const [body = '', said = ''] = token.split('.')
  const right = mac(key, body)
  if (said.length !== right.length || !timingSafeEqual(Buffer.from(said), Buffer.from(right))) return undefined
  const text = Buffer.from(body, 'base64url').toString()
  const person_id = text.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const kind = text.slice(32)
  if (!isId(person_id)) return undefined
  if (kind === 'all') return { person_id, kind }
  return isNotice(kind) && noticeOf(kind).optional ? { person_id, kind } : undefined
}

/** The key that signs these links: the installation's own, made once. */
export async function noticesKey(tx: Read): Promise<string> {
  const { rows } = await sql<{ secret: string }>`select platform.key_named('notices') as secret`.execute(tx)
  return rows[0]!.secret
}
