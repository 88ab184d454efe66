import { expect, test } from 'vitest'
import { seal, useSecretKey } from '#platform/secrets/seal.ts'
import { council, owner } from '#testing/council.tsx'
import { boundTo } from '../mailboxes/server.ts'
import { outgoing } from './outgoing.ts'
import { send } from './send.actions.ts'
import { desk, later, NOW, say, workerFor } from './sender.fixture.ts'
import { givenFile, givenMailbox, mailServer, rowOf } from './smtp.fixture.ts'

test('a message goes, once, with its files, and what the server said is kept', async () => {
  const { c, server, mailbox, sender } = await desk()
  const file_id = await givenFile(c, 'picture of a printer.txt', 'Smoke. '.repeat(100_000))
  const id = await say(c, { file_ids: [file_id], cc: [{ name: 'Chidi', address: 'chidi@example.org' }] })
  expect(await sender.sendDue(NOW)).toBe(1)
  expect(await sender.sendDue(later(60))).toBe(0)
  expect(server.got).toHaveLength(1)
  const [got] = server.got
  expect(got!.to).toEqual(['ben@example.org', 'chidi@example.org'])
  expect(got!.from).toMatch(new RegExp(`^${mailbox.address.split('@')[0]}\\+[a-z2-7]{42}@`))
  expect(got!.mail.attachments[0]).toMatchObject({ filename: 'picture of a printer.txt', size: 700_000 })
  expect(await rowOf(id)).toMatchObject({
    state: 'sent',
    attempts: 1,
    sent_at: NOW,
    taken_by: null,
    server: '127.0.0.1',
  })
  const { rows } = await owner.query('select outcome, answer from channels.send_attempts where sent_id = $1', [id])
  expect(rows).toEqual([{ outcome: 'sent', answer: expect.stringContaining('250') }])
})

test('without a mail server nothing leaves: it stays here, put together all the same', async () => {
  const c = await council()
  expect(outgoing().server).toBeUndefined()
  const id = await say(c)
  await workerFor(c).sendDue(NOW)
  expect(await rowOf(id)).toMatchObject({
    state: 'sent',
    server: 'sink',
    answer: 'No mail server is set up: it stayed here.',
  })
})

test('rolled back it was never said, and one for later waits for its moment', async () => {
  const { c, server, sender } = await desk()
  const undone = c.writing(async tx => {
    await send(
      tx,
      {
        organisation_id: c.organisation_id,
        kind: 'reply',
        to: { name: null, address: 'a@b.example' },
        subject: '',
        text: '',
      },
      NOW,
    )
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  await say(c, { send_after: later(10) })
  expect(await sender.sendDue(later(9))).toBe(0)
  expect(await sender.sendDue(later(10))).toBe(1)
  expect(server.got).toHaveLength(1)
})

test('a server that asks for patience is tried again after 1, 5 and 15 minutes, and given up after two days', async () => {
  let patience = 3
  const { c, server, sender } = await desk({ message: () => (patience-- > 0 ? '451 4.3.2 Not now' : undefined) })
  const id = await say(c)
  for (const [minutes, sent] of [
    [0, 1],
    [0.5, 0],
    [1, 1],
    [5, 0],
    [6, 1],
    [20, 0],
    [21, 1],
  ] as const)
    expect([minutes, await sender.sendDue(later(minutes))]).toEqual([minutes, sent])
  expect(server.got).toHaveLength(1)
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 4, trouble: null })

  patience = 1000
  const other = await say(c, {}, later(30))
  for (let hours = 1; hours <= 60; hours++) await sender.sendDue(later(hours * 60))
  expect(await rowOf(other)).toMatchObject({
    state: 'failed',
    trouble: 'The other mail system takes no messages at the moment. It was tried for two days.',
  })
  expect((await c.happened(other)).map(event => event.name)).toEqual(['message.notDelivered'])
})

test('an address that does not exist fails at once, is told in words, and is not written to again', async () => {
  const { c, server, sender } = await desk({
    recipient: address => (address === 'ben@example.org' ? '550 5.1.1 Unknown user' : undefined),
  })
  const id = await say(c)
  await sender.sendDue(NOW)
  expect(await rowOf(id)).toMatchObject({
    state: 'failed',
    trouble: 'The mailbox does not exist.',
    answer: expect.stringContaining('5.1.1'),
  })
  expect((await c.happened(id))[0]!.payload).toMatchObject({
    state: 'failed',
    to: 'ben@example.org',
    words: 'The mailbox does not exist.',
  })
  const again = await say(c, { to: { name: null, address: 'Ben@Example.org' } })
  expect(await rowOf(again)).toMatchObject({ state: 'suppressed', trouble: expect.stringContaining('came back') })
  expect(await sender.sendDue(later(5000))).toBe(0)
  // Suppressed here is not suppressed there.
  const d = await council()
  expect(await rowOf(await say(d))).toMatchObject({ state: 'waiting' })
  expect(server.got).toEqual([])
})

test('of several recipients each gets it once, and the one who is refused is named', async () => {
  let patience = 1
  const { c, server, sender } = await desk({
    recipient: address =>
      address.startsWith('gone')
        ? '550 5.1.1 Unknown'
        : address.startsWith('slow') && patience-- > 0
          ? '450 4.2.1 Wait'
          : undefined,
  })
  const id = await say(c, {
    cc: [
      { name: null, address: 'slow@example.org' },
      { name: null, address: 'gone@example.org' },
    ],
  })
  await sender.sendDue(NOW)
  expect(await rowOf(id)).toMatchObject({ state: 'waiting', delivered_to: ['ben@example.org'] })
  await sender.sendDue(later(1))
  expect(server.got.map(one => one.to)).toEqual([['ben@example.org'], ['slow@example.org']])
  expect(await rowOf(id)).toMatchObject({ state: 'sent', trouble: 'Not delivered to gone@example.org.' })
})

test('nobody there, a wrong password, no encryption: it waits, and says why', async () => {
  const c = await council()
  const server = await mailServer({ users: { desk: 'right' } })
  const mailbox = await givenMailbox(c)
  const login = (password: string, tls = 'never') => {
    const sealed_password = seal(boundTo(mailbox.id, 'smtp'), password)
    return { host: '127.0.0.1', port: server.port, tls, user: 'desk', sealed_password }
  }
  const setting = (smtp: unknown) =>
    owner.query('update channels.mailboxes set smtp = $2 where organisation_id = $1', [c.organisation_id, smtp])
  useSecretKey('a key that only this test knows')
  await setting(login('wrong'))
  const id = await say(c)
  const sender = workerFor(c)
  await sender.sendDue(NOW)
  expect(await rowOf(id)).toMatchObject({
    state: 'waiting',
    trouble: expect.stringContaining('did not let us in'),
    answer: expect.stringContaining('535'),
  })
  await setting(login('right', 'required'))
  await sender.sendDue(later(1))
  expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 2 })
  await setting(login('right'))
  await sender.sendDue(later(6))
  expect(await rowOf(id)).toMatchObject({ state: 'sent' })
})

test('a connection is used again, and one the server has closed meanwhile costs nothing', async () => {
  const { c, server, sender } = await desk()
  await say(c)
  await sender.sendDue(NOW)
  await say(c)
  await sender.sendDue(NOW)
  expect([server.got.length, server.connections()]).toEqual([2, 1])
})

test('what is not one address is refused where it is written', async () => {
  const c = await council()
  await expect(say(c, { to: { name: null, address: 'a@b.example, c@d.example' } })).rejects.toMatchObject({
    code: 'channels.not-an-address',
  })
  await expect(say(c, { cc: [{ name: null, address: 'x\r\nBcc: y@z.example' }] })).rejects.toMatchObject({
    code: 'channels.not-an-address',
  })
})
