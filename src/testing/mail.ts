import type { Insertable } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { DB } from '#platform/database/tables.generated.ts'
import type { Council } from './council.tsx'

export interface GivenMailbox {
  readonly id: string
  readonly organisation_id: string
  readonly address: string
  readonly most_bytes: number
}

/** A mailbox of a council, at an address of its own. */
export async function givenMailbox(
  c: Council,
  more: Partial<Insertable<DB['channels.mailboxes']>> = {},
): Promise<GivenMailbox> {
  const address = `help@${c.short.toLowerCase()}.example`
  const row = { id: newId(), organisation_id: c.organisation_id, address, name: 'Help', ...more }
  return c.writing(tx =>
    tx
      .insertInto('channels.mailboxes')
      .values(row)
      .returning(['id', 'organisation_id', 'address', 'most_bytes'])
      .executeTakeFirstOrThrow(),
  )
}

export type Mail = Readonly<Record<string, string | undefined>> & { readonly body?: string }

let written = 0

/** A message as it goes over the wire: the usual headers, changed or left out (undefined) as a test says. */
export function mail({ body = 'The printer is on fire.', ...headers }: Mail = {}): string {
  const all = {
    From: 'Ben Carter <ben@residents.example>',
    To: 'help@council.example',
    Subject: 'Printer on fire',
    Date: 'Mon, 23 Nov 2026 09:00:00 +0000',
    'Message-ID': `<${++written}.${process.pid}@residents.example>`,
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
  return `${lines.join('\r\n')}\r\n\r\n${body}\r\n`
}

/** Bytes as they come from a socket: in chunks, a moment apart. */
export async function* arriving(text: string | Uint8Array, chunk = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += chunk) yield bytes.subarray(from, from + chunk)
}
