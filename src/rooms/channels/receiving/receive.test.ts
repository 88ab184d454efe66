import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { read } from '#platform/database/transaction.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { arriving, type GivenMailbox, givenMailbox, mail } from '#testing/mail.ts'
import { rawOf } from './raw.queries.ts'
import { type Receive, receive } from './receive.ts'

const MB = 1024 * 1024
const now = new Date('2026-11-23T09:30:00Z')

const come = (mailbox: GivenMailbox, message: string | Uint8Array, more: Partial<Receive> = {}) =>
  receive(
    db,
    {
      ...{ mailbox, came_by: 'lmtp', envelope_from: 'ben@residents.example', envelope_to: mailbox.address },
      bytes: arriving(message),
      ...more,
    },
    now,
  )

const received = (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.received_messages').selectAll().orderBy('id').execute())

const counted = async (c: Council) => {
  const { rows } = await owner.query(
    `select (select count(*) from channels.raw_messages where organisation_id = $1) as raw,
       (select count(*) from channels.raw_pieces where organisation_id = $1) as pieces`,
    [c.organisation_id],
  )
  return rows[0]
}

async function rawBytes(c: Council, id: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  const who = { person_id: undefined, organisations: [c.organisation_id] }
  for await (const piece of rawOf(work => read(db, who, work), id)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('a message is stored whole before anybody is told, and the record says that it came', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const text = mail({ 'Message-ID': '<one@residents.example>' })
  const { id, duplicate } = await come(mailbox, text)
  expect(duplicate).toBe(false)
  expect(await received(c)).toMatchObject([
    {
      ...{ id, mailbox_id: mailbox.id, state: 'received', came_by: 'lmtp', copies: 1, size: text.length },
      ...{ message_id: 'one@residents.example', subject: 'Printer on fire', received_at: now },
      sha256: createHash('sha256').update(text).digest('hex'),
    },
  ])
  expect((await rawBytes(c, id)).toString()).toBe(text)
  expect((await c.happened(id)).map(({ name }) => name)).toEqual(['message.received'])
})

test('the same message twice is stored once, with a Message-ID or without (beh-51, beh-52)', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  for (const id of ['<same@residents.example>', undefined]) {
    const text = mail({ 'Message-ID': id, Subject: `Printer ${id}` })
    const first = await come(mailbox, text)
    // By another way: other traces, a pipe's line ends, a mailbox file's first line, an empty line more.
    const again = `From ben@residents.example Mon Nov 23 09:00:00 2026\nReceived: from elsewhere\n  by here\nX-Spam-Score: 0.1\n${text.replaceAll('\r', '')}\n`
    expect(await come(mailbox, again, { came_by: 'pipe' })).toMatchObject({ id: first.id, duplicate: true })
  }
  expect((await received(c)).map(({ copies }) => copies)).toEqual([2, 2])
  expect(await counted(c)).toEqual({ raw: 2, pieces: 2 })
})

test('a copied Message-ID makes nobody drop another message', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const one = { 'Message-ID': '<known@residents.example>', body: 'The true one.' }
  await come(mailbox, mail({ ...one, body: 'Forged before it came.' }))
  expect(await come(mailbox, mail(one))).toMatchObject({ duplicate: false })
  expect(await come(mailbox, mail({ ...one, From: 'mallory@elsewhere.example' }))).toMatchObject({ duplicate: false })
  // Even word for word: what failed the gateway's checks does not stand for what passed them.
  const known = { ...one, 'Message-ID': '<second@residents.example>' }
  await come(mailbox, mail({ 'Authentication-Results': 'gate.council.example; dmarc=fail', ...known }))
  const passed = await come(mailbox, mail({ 'Authentication-Results': 'gate.council.example; dmarc=pass', ...known }))
  expect(passed.duplicate).toBe(false)
})

test('two at the same moment are one', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const text = mail({ body: 'x'.repeat(600_000) })
  const kept = await Promise.all([1, 2, 3, 4].map(() => come(mailbox, text)))
  expect(new Set(kept.map(({ id }) => id)).size).toBe(1)
  expect(kept.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
  expect(await received(c)).toMatchObject([{ copies: 4 }])
  expect(await counted(c)).toEqual({ raw: 1, pieces: 3 })
})

test('one message to two councils is theirs each, and neither learns of the other (abuse case 5)', async () => {
  const [a, b] = [await council(), await council()]
  const text = mail()
  const one = await come(await givenMailbox(a), text)
  const other = await come(await givenMailbox(b), text)
  expect(other).toMatchObject({ duplicate: false })
  expect(other.id).not.toBe(one.id)
  expect((await received(a)).map(({ id }) => id)).toEqual([one.id])
})

test.each([
  ['10 KB of Message-ID', mail({ 'Message-ID': `<${'x'.repeat(10_000)}@residents.example>` })],
  ['an empty Message-ID', mail({ 'Message-ID': '' })],
  ['an empty Message-ID in brackets', mail({ 'Message-ID': '<>' })],
  ['line ends in it', mail({ 'Message-ID': '<a\r\n b\r\n @residents.example>' })],
  ['two of them', mail({ 'Message-ID': '<a@x.example>\r\nMessage-ID: <b@x.example>' })],
  ['NUL in headers and text', mail({ 'Message-ID': '<a\0b@x.example>', Subject: 'a\0b', body: 'a\0b' })],
  ['no headers', '\r\nOnly words.\r\n'],
  ['nothing but headers', 'Subject: Hello'],
  ['nothing at all', ''],
  ['no end of its headers', `Subject: ${'x'.repeat(700_000)}`],
])('%s: it is stored, and so is the next (abuse case 6)', async (_, text) => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const { id } = await come(mailbox, text)
  expect((await rawBytes(c, id)).toString()).toBe(text)
  await come(mailbox, mail())
  expect(await received(c)).toHaveLength(2)
})

test('what breaks off leaves nothing that looks received, and the whole of it can come again', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const text = mail({ body: 'x'.repeat(1_000_000) })
  async function* broken() {
    yield* arriving(text.slice(0, 700_000))
    throw new Error('The line went dead.')
  }
  await expect(come(mailbox, text, { bytes: broken() })).rejects.toThrow('The line went dead.')
  expect(await received(c)).toEqual([])
  expect(await counted(c)).toEqual({ raw: 0, pieces: 0 })
  expect(await come(mailbox, text)).toMatchObject({ duplicate: false })
})

test('what broke off with the process goes at night, and what was received stays', async () => {
  const c = await council()
  const kept = await come(await givenMailbox(c), mail())
  await owner.query(`insert into channels.raw_messages (id, organisation_id) values (gen_random_uuid(), $1)`, [
    c.organisation_id,
  ])
  await owner.query(
    `update channels.raw_messages set begun_at = begun_at - interval '2 days' where organisation_id = $1`,
    [c.organisation_id],
  )
  await owner.query('select channels.sweep_raw_messages()')
  expect(await counted(c)).toEqual({ raw: 1, pieces: 1 })
  expect(await received(c)).toMatchObject([{ id: kept.id }])
})

test('too large is refused while its sender can hear it, and otherwise kept and put to one side', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c, { most_bytes: MB })
  const text = mail({ body: 'x'.repeat(MB) })
  await expect(come(mailbox, text)).rejects.toMatchObject({ code: 'channels.message-too-large' })
  expect(await counted(c)).toEqual({ raw: 0, pieces: 0 })
  const { id } = await come(mailbox, text, { came_by: 'pipe' })
  expect(await received(c)).toMatchObject([
    { id, state: 'quarantined', reason: 'It is larger than the 1 MB this mailbox takes. All of it was kept.' },
  ])
  expect((await rawBytes(c, id)).length).toBe(text.length)
})

test('50 MB take the memory of a piece or two', { timeout: 60_000 }, async () => {
  const c = await council()
  const mailbox = await givenMailbox(c, { most_bytes: 60 * MB })
  setFlagsFromString('--expose-gc')
  const tidyUp: () => void = runInNewContext('gc')
  const held = () => {
    tidyUp()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const chunk = Buffer.alloc(64 * 1024, 'abcdefghijklmno\n')
  let most = 0
  async function* large() {
    yield Buffer.from(mail())
    for (let sent = 0; sent < 50 * MB; sent += chunk.length) {
      if (sent % (5 * MB) === 0) most = Math.max(most, held())
      yield chunk
    }
  }
  const before = held()
  const { size } = await come(mailbox, '', { bytes: large() })
  expect(size).toBeGreaterThan(50 * MB)
  expect(most - before).toBeLessThan(16 * MB)
})
