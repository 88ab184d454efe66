import { expect, test } from 'vitest'
import { seal, useSecretKey } from '#platform/secrets/seal.ts'
import { council, owner } from '#testing/council.tsx'
import { boundTo } from '../mailboxes/server.ts'
import { desk, later, NOW, say, workerFor } from './sender.fixture.ts'
import { givenMailbox, mailServer, rowOf } from './smtp.fixture.ts'

test('one council’s flood does not hold up another, and two workers send nothing twice (abuse case 43)', async () => {
  const server = await mailServer()
  const [a, b] = [await council(), await council()]
  for (const c of [a, b]) await givenMailbox(c, { smtp: { host: '127.0.0.1', port: server.port, tls: 'never' } })
  for (let i = 0; i < 60; i++) await say(a, { subject: `Flood ${i}` })
  for (let i = 0; i < 3; i++) await say(b, { subject: `Other ${i}` })
  const workers = [workerFor(a, b), workerFor(a, b)]
  const done = await Promise.all(workers.map(worker => worker.sendDue(NOW)))
  expect(done[0]! + done[1]!).toBe(63)
  const subjects = server.got.map(got => got.mail.subject!)
  expect(new Set(subjects).size).toBe(63)
  expect(subjects).toHaveLength(63)
  expect(Math.max(...[0, 1, 2].map(i => subjects.indexOf(`Other ${i}`)))).toBeLessThan(40)
})

test('a mailbox that may send so many a minute sends no more', async () => {
  const { c, server, sender } = await desk({}, { most_a_minute: 5 })
  for (let i = 0; i < 12; i++) await say(c)
  await sender.sendDue(NOW)
  expect(server.got).toHaveLength(5)
  await sender.sendDue(later(0.5))
  expect(server.got).toHaveLength(5)
  await sender.sendDue(later(1.1))
  expect(server.got).toHaveLength(10)
})

test('a council that names another’s server and user does not send over their signed-in connection', async () => {
  const [a, b] = [await council(), await council()]
  const server = await mailServer({ users: { desk: 'right' } })
  useSecretKey('a key that only this test knows')
  for (const [c, password] of [
    [a, 'right'],
    [b, 'guessed'],
  ] as const) {
    const { id } = await givenMailbox(c)
    const sealed_password = seal(boundTo(id, 'smtp'), password)
    const smtp = { host: '127.0.0.1', port: server.port, tls: 'never', user: 'desk', sealed_password }
    await owner.query('update channels.mailboxes set smtp = $2 where id = $1', [id, smtp])
  }
  const sender = workerFor(a, b)
  await say(a)
  await sender.sendDue(NOW)
  const id = await say(b)
  await sender.sendDue(NOW)
  expect(await rowOf(id)).toMatchObject({ state: 'waiting', answer: expect.stringContaining('535') })
  expect(server.got).toHaveLength(1)
})
