/*
 * Mail against real servers: OpenSMTPD hands it to our door, which is killed in the middle; Dovecot keeps a mailbox that is fetched.
 * Where they are not installed these journeys are left out, and say so.
 */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { describe, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { fetchMailbox } from '../src/rooms/channels/fetching/fetch-mailbox.ts'
import { saveFetching } from '../src/rooms/channels/mailboxes/save-server.actions.ts'
import { allowMailHosts } from '../src/rooms/channels/mailboxes/server.ts'
import { type Council, council, db, owner } from '../src/testing/council.tsx'
import { databaseUrl } from '../src/testing/database.ts'
import { givenMailbox, mail } from '../src/testing/mail.ts'
import { freePort, hasMailServers, openDovecot, openSmtpd, until } from './mail-servers.ts'

if (!hasMailServers) console.log('Dovecot and OpenSMTPD are not installed: the journeys of mail are left out.')

const received = async (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.received_messages').selectAll().orderBy('id').execute())

/** A door in a process of its own, and the way to kill it. */
async function doorAt(port: number) {
  const child = spawn(process.execPath, ['e2e/door.fixture.ts', databaseUrl, `${port}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>(resolve => child.stdout.once('data', () => resolve()))
  return {
    kill: () =>
      new Promise<void>(resolve => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

const send = (port: number, from: string, to: string, raw: string) =>
  createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail({ envelope: { from, to: [to] }, raw })

describe.runIf(hasMailServers)('mail and real servers', () => {
  test('OpenSMTPD delivers to our door; killed in the middle of a message, nothing is lost and nothing doubled', async () => {
    const c = await council()
    const { address } = await givenMailbox(c)
    const lmtpPort = await freePort()
    let door = await doorAt(lmtpPort)
    const smtpd = await openSmtpd(address.split('@')[1]!, lmtpPort)
    try {
      await send(smtpd.port, c.ben.email, address, mail({ From: c.ben.email, Subject: 'By way of OpenSMTPD' }))
      await until(`it came: ${smtpd.log()}`, async () => (await received(c)).length === 1)
      await c.work()
      expect(await received(c)).toMatchObject([{ state: 'filed', came_by: 'lmtp', subject: 'By way of OpenSMTPD' }])

      const large = mail({ From: c.ben.email, Subject: 'Large', body: `${'x'.repeat(76)}\r\n`.repeat(500_000) })
      await send(smtpd.port, c.ben.email, address, large)
      const begun = async () => {
        const { rows } = await owner.query(
          'select count(*)::int as n from channels.raw_pieces where organisation_id = $1 and octet_length(bytes) > 200000',
          [c.organisation_id],
        )
        return rows[0].n > 3
      }
      await until('the large one is on its way', begun)
      await door.kill()
      expect(await received(c)).toHaveLength(1)
      door = await doorAt(lmtpPort)
      await until('it came again', async () => {
        smtpd.again()
        return (await received(c)).length === 2
      })
      await c.work()
      expect((await received(c))[1]).toMatchObject({ subject: 'Large', copies: 1, state: 'filed' })
      expect((await received(c))[1]!.size).toBeGreaterThan(39_000_000)
    } finally {
      await smtpd.close()
      await door.kill()
    }
  })

  test('Dovecot’s mailbox is fetched: what came is filed and moved, and nothing is deleted', async () => {
    useSecretKey('a key that only this journey knows')
    allowMailHosts(['127.0.0.1'])
    const c = await council()
    const dovecot = await openDovecot()
    try {
      const { id } = await givenMailbox(c)
      const at = { host: '127.0.0.1', port: dovecot.port, tls: 'never', user: 'desk', password: 'right' } as const
      const imap = { ...at, folder: 'INBOX', after: 'move', moved_to: 'Filed' } as const
      await c.writing(tx => saveFetching(tx, c.farah.author, { id, imap, take_existing: true }, new Date()))
      await c.farah.post(`/admin/mailboxes/${id}/fetching/try`)
      const tried = await until('Dovecot answers', async () => {
        const page = await (await c.farah.post(`/admin/mailboxes/${id}/fetching/try`)).text()
        return page.includes('It works') && page
      })
      expect(tried).toContain('“INBOX” is there, with 0 messages')
      dovecot.add(mail({ From: c.ben.email, Subject: 'Fetched' }))
      dovecot.add(mail({ From: c.ben.email, Subject: 'Fetched too', body: 'y'.repeat(900_000) }))
      await fetchMailbox(db, { mailbox_id: id, organisation_id: c.organisation_id }, () => new Date())
      await c.work()
      expect(await received(c)).toMatchObject([
        { came_by: 'imap', subject: 'Fetched', state: 'filed' },
        { came_by: 'imap', subject: 'Fetched too', state: 'filed' },
      ])
      const inFolder = (...names: string[]) => readdirSync(path.join(dovecot.folder, ...names)).length
      expect([inFolder('new') + inFolder('cur'), inFolder('.Filed', 'cur')]).toEqual([0, 2])
      await fetchMailbox(db, { mailbox_id: id, organisation_id: c.organisation_id }, () => new Date())
      expect(await received(c)).toHaveLength(2)
    } finally {
      await dovecot.close()
    }
  })
})
