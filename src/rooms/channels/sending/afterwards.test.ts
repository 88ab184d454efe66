import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { maySendAutomatically } from './automatic.actions.ts'
import { type NoteBounce, noteBounce } from './bounce.actions.ts'
import { cancelSending, markArrived, sendAgain } from './decide.actions.ts'
import { deliveriesAbout } from './deliveries.queries.ts'
import { type SendMessage, send } from './send.actions.ts'
import { createSender } from './sender.ts'
import { rowOf } from './smtp.fixture.ts'
import { lift, suppress } from './suppress.actions.ts'

const NOW = new Date('2026-11-23T10:00:00Z')
const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const SERVICE = { person_id: undefined, name: 'Moothall' }

const say = (c: Council, more: Partial<SendMessage> = {}) =>
  c.writing(tx =>
    send(
      tx,
      {
        ...{ organisation_id: c.organisation_id, kind: 'reply', to: { name: 'Ben', address: 'ben@example.org' } },
        ...{ subject: 'Your printer', text: 'It is mended.' },
        ...more,
      },
      NOW,
    ),
  )

async function sent(c: Council, more: Partial<SendMessage> = {}) {
  const id = await say(c, more)
  const sender = createSender({ owner, db, only: [c.organisation_id] })
  await sender.sendDue(NOW)
  await sender.close()
  return id
}

const bounce = (c: Council, sent_id: string, more: Partial<NoteBounce> = {}) =>
  c.writing(tx =>
    noteBounce(
      tx,
      SERVICE,
      {
        ...{ sent_id, kind: 'failed', recipients: ['BEN@example.org'], diagnostic: '5.1.1 smtp; 550 Unknown' },
        ...{ received_id: null, ...more },
      },
      NOW,
    ),
  )

const stateOf = async (id: string) => (await rowOf(id)).state

test('a message that comes back says why, its case says so, and the address gets no more until somebody lifts it', async () => {
  const c = await council()
  const { id: subject_id, reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/assign`, { who: `${c.team_id}/${c.asha.id}` })
  const id = await sent(c, { subject_id, about_id: newId() })
  await bounce(c, id)
  await bounce(c, id)
  expect(await rowOf(id)).toMatchObject({ state: 'bounced', trouble: 'The mailbox does not exist.' })
  await c.work(NOW)
  const told = (await c.happened(subject_id)).filter(event => event.name === 'case.messageNotDelivered')
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({
    shown_to: 'staff',
    payload: { to: 'ben@example.org', words: 'The mailbox does not exist.' },
  })
  expect(await c.asha.page(`/cases/${reference}`)).toContain(
    'got a message back from ben@example.org: The mailbox does not exist.',
  )
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain('mailbox does not exist')

  expect(await stateOf(await say(c))).toBe('suppressed')
  const address = { organisation_id: c.organisation_id, address: 'ben@EXAMPLE.org' }
  await c.writing(tx => lift(tx, c.farah.author, address, NOW))
  expect(await stateOf(await say(c))).toBe('waiting')
  await expect(c.writing(tx => lift(tx, c.farah.author, address, NOW))).rejects.toMatchObject({
    code: 'channels.not-suppressed',
  })
})

test('a full mailbox or a refusal by rule gives up no address; a delay is only shown; a complaint is heeded', async () => {
  const c = await council()
  const full = await sent(c)
  await bounce(c, full, { diagnostic: '5.2.2 mailbox full' })
  expect(await rowOf(full)).toMatchObject({ state: 'bounced', trouble: 'The mailbox is full.' })
  const slow = await sent(c)
  await bounce(c, slow, { kind: 'delayed', diagnostic: '4.4.1' })
  expect(await rowOf(slow)).toMatchObject({ state: 'delayed', trouble: expect.stringContaining('keeps trying') })
  await bounce(c, slow, { diagnostic: '5.4.7 expired' })
  await bounce(c, slow, { kind: 'delayed', recipients: ['other@example.org'] })
  expect(await stateOf(slow)).toBe('bounced')
  const junk = await sent(c)
  await bounce(c, junk, { kind: 'complaint', diagnostic: null })
  expect(await stateOf(junk)).toBe('complained')
  expect(await rowOf(await say(c))).toMatchObject({ state: 'suppressed', trouble: expect.stringContaining('junk') })
})

test('a report can only silence those the message was for, and another council’s message is none', async () => {
  const c = await council()
  const id = await sent(c, { cc: [{ name: null, address: 'chidi@example.org' }] })
  await bounce(c, id, { recipients: ['victim@example.org', 'chidi@example.org'] })
  expect(await stateOf(id)).toBe('sent')
  expect(await stateOf(await say(c, { to: { name: null, address: 'victim@example.org' } }))).toBe('waiting')
  expect(await stateOf(await say(c, { to: { name: null, address: 'chidi@example.org' } }))).toBe('suppressed')
  const d = await council()
  await expect(bounce(d, id)).rejects.toMatchObject({ code: 'channels.message-not-found' })
})

test('a message is taken back while it waits, and not when it has gone', async () => {
  const c = await council()
  const about_id = newId()
  const id = await say(c, { about_id, send_after: after(1) })
  expect((await c.reading(tx => deliveriesAbout(tx, [about_id])))[0]).toMatchObject({
    id,
    state: 'waiting',
    name: 'Waiting',
    waits: true,
  })
  expect(await c.writing(tx => cancelSending(tx, c.asha.author, { about_id }, NOW))).toBe(1)
  expect(await stateOf(id)).toBe('cancelled')
  expect(await c.writing(tx => cancelSending(tx, c.asha.author, { about_id }, NOW))).toBe(0)
  const gone = await sent(c, { about_id: newId() })
  await expect(c.writing(tx => cancelSending(tx, c.asha.author, { id: gone }, NOW))).rejects.toMatchObject({
    code: 'channels.already-going',
  })
  // In hand and not yet handed over: the mark finds it gone.
  const taken = await say(c)
  await owner.query(`update channels.sent_messages set state = 'sending', taken_by = $2 where id = $1`, [
    taken,
    newId(),
  ])
  expect(await c.writing(tx => cancelSending(tx, c.asha.author, { id: taken }, NOW))).toBe(1)
})

test('an uncertain message is sent again under its own name, or known to have arrived, as somebody decides', async () => {
  const c = await council()
  const uncertain = async () => {
    const id = await say(c)
    await owner.query(`update channels.sent_messages set state = 'uncertain', handing_over_at = $2 where id = $1`, [
      id,
      NOW,
    ])
    return id
  }
  const [one, other] = [await uncertain(), await uncertain()]
  const { message_id } = await rowOf(one)
  await c.writing(tx => sendAgain(tx, c.asha.author, { id: one }, NOW))
  expect(await rowOf(one)).toMatchObject({ state: 'waiting', message_id, attempts: 0, handing_over_at: null })
  await c.writing(tx => markArrived(tx, c.asha.author, { id: other }, NOW))
  expect(await rowOf(other)).toMatchObject({ state: 'sent', sent_at: NOW })
  await expect(c.writing(tx => sendAgain(tx, c.asha.author, { id: other }, NOW))).rejects.toMatchObject({
    code: 'channels.not-now',
  })
  await expect(c.writing(tx => markArrived(tx, c.asha.author, { id: one }, NOW))).rejects.toMatchObject({
    code: 'channels.not-now',
  })
  expect((await c.happened(one)).map(event => [event.actor, event.payload])).toEqual([
    ['Asha Patel', { what: 'sent again' }],
  ])
  await c.writing(tx =>
    suppress(
      tx,
      c.farah.author,
      { organisation_id: c.organisation_id, address: 'ben@example.org', reason: 'by_hand', detail: null },
      NOW,
    ),
  )
  const again = await say(c)
  await expect(c.writing(tx => sendAgain(tx, c.asha.author, { id: again }, NOW))).rejects.toMatchObject({
    code: 'channels.still-suppressed',
  })
})

test('a machine answers a stranger once in a quarter of an hour and five times a day, whichever council they write to', async () => {
  const [c, d] = [await council(), await council()]
  const to = `victim-${newId()}@example.org`
  const may = (place: Council, at: Date, address = to, source: string | null = null) =>
    place.writing(tx => maySendAutomatically(tx, { to: address, source }, at))
  expect(await may(c, NOW)).toBe(true)
  expect(await may(d, after(1))).toBe(false)
  expect(await may(c, after(2), to.replace('@', '+again@').toUpperCase())).toBe(false)
  for (const [at, yes] of [
    [16, true],
    [32, true],
    [48, true],
    [64, true],
    [80, false],
    [1445, true],
  ] as const)
    expect([at, await may(c, after(at))]).toEqual([at, yes])
  // One source with many victims, and the other way round.
  const source = `source-${newId()}`
  const asked = []
  for (let i = 0; i < 8; i++) asked.push(await may(c, NOW, `v${i}-${newId()}@example.org`, source))
  expect(asked.filter(Boolean)).toHaveLength(5)
})

test('a ping-pong with an answering machine ends, though it changes its address each time (abuse case 8)', async () => {
  const c = await council()
  const thread = newId()
  const answers = []
  for (let i = 0; i < 10; i++)
    answers.push(
      await c.writing(tx =>
        maySendAutomatically(tx, { to: `robot${i}-${thread}@example.org`, source: thread, thread }, after(i)),
      ),
    )
  expect(answers.filter(Boolean)).toHaveLength(3)
  // Rolled back, it was never counted; and many at once are counted one by one.
  const other = newId()
  const once = () =>
    c.writing(tx => maySendAutomatically(tx, { to: `${other}@example.org`, source: null, thread: other }, NOW))
  await expect(
    c.writing(async tx => {
      await maySendAutomatically(tx, { to: 'x@example.org', source: null, thread: other }, NOW)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect((await Promise.all([1, 2, 3, 4, 5, 6].map(once))).filter(Boolean)).toHaveLength(3)
})
