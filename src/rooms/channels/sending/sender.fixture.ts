import { afterAll } from 'vitest'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { type SendMessage, send } from './send.actions.ts'
import { createSender } from './sender.ts'
import { givenMailbox, mailServer } from './smtp.fixture.ts'

const senders: { close(): Promise<void> }[] = []
afterAll(() => Promise.all(senders.map(one => one.close())))

export const NOW = new Date('2026-11-23T10:00:00Z')
export const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

/** A worker for one council alone, and a mail server for its one mailbox. */
export async function desk(manner: Parameters<typeof mailServer>[0] = {}, more: { most_a_minute?: number } = {}) {
  const c = await council()
  const server = await mailServer(manner)
  const mailbox = await givenMailbox(c, { smtp: { host: '127.0.0.1', port: server.port, tls: 'never' }, ...more })
  return { c, server, mailbox, sender: workerFor(c) }
}

export function workerFor(...councils: Council[]) {
  const sender = createSender({ owner, db, only: councils.map(c => c.organisation_id) })
  senders.push(sender)
  return sender
}

export const say = (c: Council, more: Partial<SendMessage> = {}, at = NOW) =>
  c.writing(tx =>
    send(
      tx,
      {
        ...{ organisation_id: c.organisation_id, kind: 'reply', to: { name: 'Ben', address: 'ben@example.org' } },
        ...{ subject: 'Your printer', text: 'It is mended.' },
        ...more,
      },
      at,
    ),
  )
