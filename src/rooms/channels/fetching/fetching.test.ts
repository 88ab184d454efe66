import { beforeEach, expect, test } from 'vitest'
import { seal, useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { givenMailbox, mail } from '#testing/mail.ts'
import { saveFetching } from '../mailboxes/save-server.actions.ts'
import { allowMailHosts, boundTo } from '../mailboxes/server.ts'
import { takeDue } from './fetch.queries.ts'
import { fetchMailbox } from './fetch-mailbox.ts'
import { imapServer } from './imap.fixture.ts'

const NOW = new Date('2026-11-23T10:00:00Z')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)

beforeEach(() => {
  useSecretKey('a key that only this test knows')
  allowMailHosts(['127.0.0.1'])
})

const SETTINGS = { host: '127.0.0.1', tls: 'never', user: 'desk', password: 'right', folder: 'INBOX' } as const

/** A council whose mailbox is fetched from a pretend server. */
async function fetched(more: Partial<Parameters<typeof saveFetching>[2]['imap'] & object> = {}, take_existing = false) {
  const c = await council()
  const server = await imapServer()
  const { id } = await givenMailbox(c)
  const imap = { ...SETTINGS, after: 'move', moved_to: 'Filed', port: server.port, ...more } as const
  await c.writing(tx => saveFetching(tx, c.farah.author, { id, imap, take_existing }, NOW))
  server.folders.set('Filed', [])
  const look = (at = later(1)) => fetchMailbox(db, { mailbox_id: id, organisation_id: c.organisation_id }, () => at)
  return { c, server, id, look }
}

const received = (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.received_messages').selectAll().orderBy('id').execute())
const standing = async (c: Council) =>
  (await c.reading(tx => tx.selectFrom('channels.fetches').selectAll().execute()))[0]

test('what comes is stored, then moved, and never deleted', async () => {
  const { c, server, look, id } = await fetched()
  const large = mail({ Subject: 'Large', body: 'x'.repeat(700_000) })
  server.add(mail({ Subject: 'One' }), 'INBOX', later(1))
  server.add(large, 'INBOX', later(1))
  await look()
  expect(await received(c)).toMatchObject([
    { mailbox_id: id, came_by: 'imap', subject: 'One' },
    { subject: 'Large', size: large.length },
  ])
  expect(server.folders.get('INBOX')).toHaveLength(0)
  expect(server.folders.get('Filed')?.map(({ seen }) => seen)).toEqual([true, true])
  expect(await standing(c)).toMatchObject({
    problem: null,
    failures: 0,
    last_uid: 2,
    held_until: null,
    next_at: later(2),
  })
  server.add(mail({ Subject: 'Two' }), 'INBOX', later(2))
  await look(later(3))
  expect(await received(c)).toHaveLength(3)
})

test('what was there before is left alone, unless it was asked for', async () => {
  const { c, server, look } = await fetched({ after: 'seen' })
  server.add(mail(), 'INBOX', new Date('2020-01-01T10:00:00Z'))
  server.add(mail({ Subject: 'New' }), 'INBOX', later(1))
  await look()
  expect(await received(c)).toMatchObject([{ subject: 'New' }])
  expect(server.folders.get('INBOX')).toMatchObject([{ seen: false }, { seen: true }])
  const all = await fetched({}, true)
  all.server.add(mail(), 'INBOX', new Date('2020-01-01T10:00:00Z'))
  await all.look()
  expect(await received(all.c)).toHaveLength(1)
})

test('a message that was stored but not moved, or that the server numbers afresh, is not filed twice', async () => {
  const { c, server, look } = await fetched({ after: 'seen' })
  server.add(mail(), 'INBOX', later(1))
  await look()
  server.recount()
  await look(later(3))
  expect(await received(c)).toMatchObject([{ copies: 2 }])
})

test('when it cannot move a message, it says so, and files on', async () => {
  const { c, server, look } = await fetched({ moved_to: 'Elsewhere' })
  server.add(mail(), 'INBOX', later(1))
  await look()
  expect(await received(c)).toHaveLength(1)
  expect(await standing(c)).toMatchObject({ problem: expect.stringContaining('will not move them to “Elsewhere”') })
})

test.each([
  [
    'another password',
    { password: 'wrong' },
    'refused the user name or the password. It said: “That is not the password”',
  ],
  ['no such folder', { folder: 'Post' }, 'There is no folder “Post” in that mailbox.'],
  ['nobody there', { port: 1 }, 'nothing listens on port 1'],
  ['no encryption', { tls: 'required' }, 'does not offer to encrypt after connecting'],
  ['encryption expected', { tls: 'implicit' }, 'does not encrypt from the start'],
  ['inside the installation', { host: '127.0.0.2' }, 'inside the installation’s own network'],
  ['no such server', { host: 'no-such-host.invalid' }, 'There is no server of that name.'],
] as const)('%s: it is said in words, and tried again less and less often', async (_, more, words) => {
  const { c, look } = await fetched(more)
  await look()
  expect(await standing(c)).toMatchObject({ problem: expect.stringContaining(words), failures: 1, next_at: later(2) })
  await look(later(2))
  expect(await standing(c)).toMatchObject({ failures: 2, next_at: later(4) })
})

test('a mailbox is looked into by one worker at a time, when it is due and switched on', async () => {
  const { c, id } = await fetched()
  const due = async (at: Date) => {
    // Other tests have mailboxes too.
    const took = []
    const until = new Date(at.getTime() + 600_000)
    for (let one = await takeDue(db, at, until); one; one = await takeDue(db, at, until)) took.push(one)
    return took.filter(one => one.mailbox_id === id)
  }
  expect(await due(later(1))).toHaveLength(1)
  expect(await due(later(1))).toHaveLength(0)
  expect(await due(later(11))).toHaveLength(1)
  await owner.query('update channels.mailboxes set active = false where organisation_id = $1', [c.organisation_id])
  expect(await due(later(60))).toHaveLength(0)
})

test('a password sealed for one mailbox opens no other', () => {
  const sealed = seal(boundTo('one', 'imap'), 'secret')
  expect(sealed).not.toContain('secret')
})
