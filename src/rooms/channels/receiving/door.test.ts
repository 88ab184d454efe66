import { connect as connectSocket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#platform/database/connect.ts'
import { type Council, council, db } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { givenMailbox, mail } from '#testing/mail.ts'
import { type Door, openDoor } from './door.ts'

let lmtp: Door
let smtp: Door
const at = { host: '127.0.0.1', port: 0, peers: [] }

beforeAll(async () => {
  lmtp = await openDoor(db, { ...at, protocol: 'lmtp' })
  smtp = await openDoor(db, { ...at, protocol: 'smtp' })
})
afterAll(() => Promise.all([lmtp.close(), smtp.close()]))

const received = (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.received_messages').selectAll().orderBy('id').execute())

const send = (door: Door, to: readonly string[], raw: string, from = 'ben@residents.example') =>
  createTransport({ host: '127.0.0.1', port: door.port, lmtp: door.protocol === 'lmtp', ignoreTLS: true }).sendMail({
    envelope: { from, to: [...to] },
    raw,
  })

/** A conversation with a mail server, line by line: what is said, and every answer. */
async function talk(port: number, lines: readonly string[], end: 'quit' | 'hang up' = 'quit'): Promise<string> {
  const socket = connectSocket(port, '127.0.0.1')
  let heard = ''
  socket.on('data', data => {
    heard += data
  })
  socket.on('error', () => {})
  for (const line of lines) {
    const before = heard.length
    for (let tries = 0; tries < 100 && heard.length === before; tries++) await pause(10)
    socket.write(line)
  }
  await pause(end === 'quit' ? 300 : 50)
  socket.destroy()
  return heard
}

test('a mail server delivers by LMTP and by SMTP, and is told once it is stored', async () => {
  const c = await council()
  const { address } = await givenMailbox(c)
  await send(lmtp, [address], mail())
  await send(smtp, [address.toUpperCase()], mail({ body: '.\r\nA dot begins a line.\r\n..' }))
  await send(lmtp, [address], mail(), '')
  expect(await received(c)).toMatchObject([
    { came_by: 'lmtp', envelope_from: 'ben@residents.example', envelope_to: address, state: 'received' },
    { came_by: 'smtp', envelope_to: address.replace('help', 'HELP') },
    { came_by: 'lmtp', envelope_from: '' },
  ])
})

test('an answer to an address with a tag comes to its mailbox, if the mailbox takes tags', async () => {
  const c = await council()
  const { address } = await givenMailbox(c)
  const bare = await givenMailbox(c, { address: `bare@${c.short}.example`, takes_tags: false })
  const tagged = (to: string) => to.replace('@', '+abc@')
  await send(lmtp, [tagged(address)], mail())
  expect(await received(c)).toMatchObject([{ envelope_to: tagged(address) }])
  await expect(send(lmtp, [tagged(bare.address)], mail())).rejects.toMatchObject({ responseCode: 550 })
})

test('what is not ours, or is switched off, is refused: nothing is sent on', async () => {
  const c = await council()
  const off = await givenMailbox(c, { active: false })
  for (const to of ['somebody@elsewhere.example', off.address])
    for (const door of [lmtp, smtp]) await expect(send(door, [to], mail())).rejects.toMatchObject({ responseCode: 550 })
})

test('LMTP answers for each recipient; two councils get their own', async () => {
  const [a, b] = [await council(), await council()]
  const one = await givenMailbox(a)
  const other = await givenMailbox(a, { address: `other@${a.short}.example` })
  const small = await givenMailbox(b, { most_bytes: 100 })
  const theirs = await givenMailbox(b, { address: `theirs@${b.short}.example` })
  const rcpt = [one, other, small, theirs].map(({ address }) => `RCPT TO:<${address}>\r\n`)
  const heard = await talk(lmtp.port, ['LHLO x\r\n', 'MAIL FROM:<>\r\n', ...rcpt, 'DATA\r\n', `${mail()}.\r\n`])
  expect(heard.split('354 End')[1]?.match(/^\d{3} .*/gm)).toMatchObject(
    [/^250 Stored/, /^250 Stored/, /^552 /, /^250 Stored/].map(pattern => expect.stringMatching(pattern)),
  )
  expect([(await received(a)).length, (await received(b)).length]).toEqual([1, 1])
})

test('a message too large is refused when its size is said, and when it turns out', async () => {
  const c = await council()
  const { address } = await givenMailbox(c, { most_bytes: 300_000 })
  const before = await talk(lmtp.port, [
    'LHLO x\r\n',
    'MAIL FROM:<a@x.example> SIZE=400000\r\n',
    `RCPT TO:<${address}>\r\n`,
  ])
  expect(before).toContain('552 This mailbox takes')
  const large = mail({ body: 'x'.repeat(70).concat('\r\n').repeat(6000) })
  await expect(send(smtp, [address], large)).rejects.toMatchObject({ responseCode: 552 })
  expect(await received(c)).toEqual([])
})

test('a sender that breaks off in the middle leaves nothing, and is welcome again', async () => {
  const c = await council()
  const { address } = await givenMailbox(c)
  const text = mail({ body: 'x'.repeat(70).concat('\r\n').repeat(20_000) })
  const begin = [
    'LHLO x\r\n',
    'MAIL FROM:<a@x.example>\r\n',
    `RCPT TO:<${address}>\r\n`,
    'DATA\r\n',
    text.slice(0, 700_000),
  ]
  await talk(lmtp.port, begin, 'hang up')
  await pause(200)
  expect(await received(c)).toEqual([])
  await send(lmtp, [address], text)
  expect(await received(c)).toHaveLength(1)
})

test('while the database is away the mail server is asked to try again', async () => {
  const c = await council()
  const { address } = await givenMailbox(c)
  const away = connect(databaseUrl.replace(/:\d+\//, ':1/'))
  const door = await openDoor(away, { ...at, protocol: 'lmtp' })
  await expect(send(door, [address], mail())).rejects.toMatchObject({ responseCode: 451 })
  await door.close()
  await away.close()
})

test('it never becomes an open relay by AUTH, and never offers what it has not', async () => {
  const heard = await talk(smtp.port, ['EHLO x\r\n', 'AUTH PLAIN AHgAeA==\r\n', 'STARTTLS\r\n'])
  expect(heard).not.toMatch(/AUTH (PLAIN|LOGIN)|250.STARTTLS/)
  expect(heard.match(/^50\d/gm)?.length).toBeGreaterThanOrEqual(2)
})

test('only those named may connect, when any are named', async () => {
  const door = await openDoor(db, { ...at, protocol: 'smtp', peers: ['192.0.2.7'] })
  expect(await talk(door.port, [])).toMatch(/^554 /)
  await door.close()
})
