/*
 * A message is sent once, though the worker that sends it is killed at any moment: a real process, a real SIGKILL, a real mail server
 * that counts. Only between the mark and the recorded answer can nobody know; then a person decides, and nothing is sent by itself.
 */

import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { council, db, owner } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { send } from './send.actions.ts'
import { createSender, takeBack } from './sender.ts'
import { givenMailbox, mailServer, rowOf } from './smtp.fixture.ts'

const url = databaseUrl

/** Runs a worker that dies at a point; says by which signal it ended. */
const workerThatDies = (organisation_id: string, point: string) =>
  new Promise<string | null>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['scripts/run-module.mjs', 'src/rooms/channels/sending/killed.fixture.ts', url, organisation_id, point],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    child.once('error', reject)
    child.once('exit', (_, signal) => resolve(signal))
  })

async function afterDying(point: string) {
  const c = await council()
  const server = await mailServer()
  await givenMailbox(c, { smtp: { host: '127.0.0.1', port: server.port, tls: 'never' } })
  const message = {
    organisation_id: c.organisation_id,
    kind: 'reply',
    to: { name: null, address: 'ben@example.org' },
  } as const
  const id = await c.writing(tx => send(tx, { ...message, subject: 'Once', text: 'Only once.' }, new Date()))
  const signal = await workerThatDies(c.organisation_id, point)
  const afterDeath = { signal, state: (await rowOf(id)).state, got: server.got.length }
  // Another worker comes by when the lease is over.
  const parts = { owner, db, only: [c.organisation_id] }
  const soon = new Date(Date.now() + 90_000)
  const sender = createSender(parts)
  await takeBack(parts, new Date())
  expect(await sender.sendDue(new Date())).toBe(0)
  await takeBack(parts, soon)
  await sender.sendDue(soon)
  await sender.close()
  return { c, id, server, afterDeath, row: await rowOf(id) }
}

test('killed before the mark: surely not sent, so it is sent again by itself, and arrives once', async () => {
  const { afterDeath, row, server } = await afterDying('before the mark')
  expect(afterDeath).toEqual({ signal: 'SIGKILL', state: 'sending', got: 0 })
  expect(row).toMatchObject({ state: 'sent', attempts: 2 })
  expect(server.got).toHaveLength(1)
})

test('killed between the mark and the last bytes: it did not arrive, nobody can know, and it is not sent by itself', async () => {
  const { c, id, afterDeath, row, server } = await afterDying('after the mark')
  expect(afterDeath).toEqual({ signal: 'SIGKILL', state: 'sending', got: 0 })
  expect(row).toMatchObject({ state: 'uncertain', trouble: expect.stringContaining('nobody can know') })
  expect(server.got).toHaveLength(0)
  expect((await c.happened(id)).map(event => event.name)).toEqual(['message.notDelivered'])
})

test('killed after the server’s answer and before it is written down: it arrived once, and is not sent by itself', async () => {
  const { afterDeath, row, server } = await afterDying('before recording')
  expect(afterDeath).toEqual({ signal: 'SIGKILL', state: 'sending', got: 1 })
  expect(row).toMatchObject({ state: 'uncertain' })
  expect(server.got).toHaveLength(1)
})

test('killed when it is written down: it arrived once, and all know', async () => {
  const { afterDeath, row, server } = await afterDying('after recording')
  expect(afterDeath).toEqual({ signal: 'SIGKILL', state: 'sent', got: 1 })
  expect(row).toMatchObject({ state: 'sent', attempts: 1 })
  expect(server.got).toHaveLength(1)
})
