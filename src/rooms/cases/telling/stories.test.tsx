import { expect, test } from 'vitest'
import { subscriptions } from '#app/subscriptions.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'
import { later, tellAll, toldTo } from '#testing/told.ts'

/** Monday: the desk works from nine until five. */
const MONDAY = new Date('2026-11-23T09:00:00Z')
const after = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000)

const everythingSent = async (c: Council) =>
  JSON.stringify(
    await c.reading(async tx => [
      await tx.selectFrom('channels.sent_messages').selectAll().execute(),
      await tx.selectFrom('channels.notifications').selectAll().execute(),
    ]),
  )

test('a note’s words are in nothing that anybody is told: not in mail, not on screen (abuse case 24)', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/watch`)
  await c.dilys.post(`/cases/${reference}/watch`)
  await c.chidi.post(`/cases/${reference}/note`, { body: 'HUSH-HUSH about Ben, @Asha Patel and @dilys' })
  await tellAll(c)
  expect((await toldTo(c, c.asha)).kinds).toEqual(['mentioned', 'watched'])
  expect((await toldTo(c, c.dilys)).kinds).toEqual(['mentioned', 'watched'])
  expect((await toldTo(c, c.ben)).kinds).toEqual(['logged'])
  expect(await everythingSent(c)).not.toContain('HUSH')
})

test('only staff who may read the case can be named in a note, and nobody of another council', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  const body = `@Ben Carter @${c.ben.email} @${other.asha.email} mail me at asha@${c.asha.email} @Chidiebere`
  await c.asha.post(`/cases/${reference}/note`, { body })
  await tellAll(c)
  for (const person of [c.asha, c.chidi, other.asha]) expect((await toldTo(c, person)).kinds).toEqual([])
  expect((await toldTo(c, c.ben)).kinds).toEqual(['logged'])
})

test('a target near and a target missed are told once each, to whoever has the case; of one that nobody has, to its lead', async () => {
  const c = await council()
  await c.givenCase({ impact: 1, urgency: 1, assignee_id: c.asha.id }, MONDAY)
  await c.givenCase({ impact: 1, urgency: 1 }, MONDAY)
  for (const minutes of [1, 12, 12, 16, 91, 121]) await c.work(after(minutes))
  const named = async (person: Council['asha']) =>
    (await toldTo(c, person)).notices.map(({ kind }) => kind).filter(kind => /due/.test(kind))
  expect(await named(c.asha)).toEqual(['due_soon', 'overdue', 'due_soon', 'overdue'])
  expect(await named(c.chidi)).toEqual(['due_soon', 'overdue', 'due_soon', 'overdue'])
  expect(await named(c.evan)).toEqual([])
})

test('nothing of a target is told while the clock is stopped, even if it was about to be', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ impact: 1, urgency: 1, assignee_id: c.asha.id }, MONDAY)
  await c.work(after(1))
  await owner.query(
    `insert into channels.notifications (id, organisation_id, person_id, kind, side, subject_id, reference, path, key, facts, happened_at)
     select gen_random_uuid(), organisation_id, $2, 'overdue', 'staff', id, reference, '/', 'k', '{"metric":"resolve"}', now()
     from cases.cases where reference = $1`,
    [reference, c.asha.id],
  )
  await c.asha.post(`/cases/${reference}/hold`, { reason: 'supplier', version: '1' })
  const row = await c.reading(tx =>
    tx
      .selectFrom('channels.notifications')
      .select('id')
      .where('key', '=', 'k')
      .where('person_id', '=', c.asha.id)
      .executeTakeFirstOrThrow(),
  )
  const { jobs } = await import('#app/jobs.ts')
  const tell = jobs.find(({ name }) => name === 'channels.tell')!
  await tell.work(contextFor(db, c.organisation_id, new Date()), { notification_id: row.id })
  const told = (await toldTo(c, c.asha)).notices.find(({ id }) => id === row.id)
  expect(told).toMatchObject({ state: 'withheld', on_screen: false })
})

test('a listener that runs twice tells nobody twice', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}` })
  const { rows } = await owner.query(
    `select id as event_id, name, organisation_id, subject_id, actor_id, happened_at, payload from platform.events where subject_id = $1`,
    [id],
  )
  for (const _ of [1, 2])
    for (const row of rows)
      for (const { event, listener } of subscriptions)
        if (event.name === row.name)
          await listener(contextFor(db, c.organisation_id, new Date()), {
            ...row,
            payload: event.payload.parse(row.payload),
          })
  await tellAll(c)
  expect(await toldTo(c, c.asha)).toMatchObject({ kinds: ['assigned'], mails: [{}] })
  expect(await toldTo(c, c.ben)).toMatchObject({ kinds: ['logged'], mails: [{}] })
})

test('a task is told to whoever gets it, to its owner when it is due, and to the lead a working day later', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const due = later(3600)
  const fields = { title: 'Order a roller', due_date: due.toISOString().slice(0, 10), due_time: '23:59' }
  await c.chidi.post(`/cases/${reference}/tasks`, { ...fields, who: `${c.team_id}/${c.asha.id}` })
  await tellAll(c)
  const told = await toldTo(c, c.asha)
  expect(told.kinds).toContain('task_assigned')
  const days = (count: number) => later(count * 86_400)
  await c.work(days(2))
  await c.work(days(2.01))
  expect((await toldTo(c, c.asha)).kinds).toContain('task_due')
  await c.work(days(8))
  expect((await toldTo(c, c.chidi)).kinds).toContain('task_escalated')
})

test('a requester hears that it is done and how to say otherwise; whoever finishes their own request is not told of it', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/resolve`, { closure_code: 'solved', resolution: 'New roller.', version: '1' })
  await tellAll(c)
  const { mails } = await toldTo(c, c.ben)
  const done = mails.at(-1)!
  expect(done.text).toContain('New roller.')
  expect(done.text).toContain('tell us within 7 days')
  await c.ben.post(`/requests/${reference}/finish`)
  await tellAll(c)
  expect((await toldTo(c, c.ben)).kinds).toEqual(['logged', 'resolved'])
})

const withMail = async (more: Parameters<typeof givenMailbox>[1] = {}) => {
  const c = await council()
  const mailbox = await givenMailbox(c, more)
  return { c, post: (raw: string) => givenMail(c, mailbox, raw) }
}

test('somebody unknown who writes is told that it came, and nothing they wrote is told with it (abuse case 10)', async () => {
  const { c, post } = await withMail()
  await post(
    mail({ From: 'BUY CHEAP PILLS <victim@elsewhere.example>', Subject: 'http://evil.example now', body: 'PILLS' }),
  )
  await tellAll(c)
  const sent = await c.reading(tx =>
    tx.selectFrom('channels.sent_messages').selectAll().where('to_address', '=', 'victim@elsewhere.example').execute(),
  )
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({ kind: 'acknowledgement', to_name: null })
  expect(JSON.stringify(sent)).not.toMatch(/PILLS|evil/)
})

test('a machine that writes is not answered, nor one who writes to a mailbox that acknowledges nothing', async () => {
  const first = await withMail()
  await first.post(mail({ From: `Ben Carter <${first.c.ben.email}>`, 'Auto-Submitted': 'auto-replied' }))
  await tellAll(first.c)
  expect((await toldTo(first.c, first.c.ben)).mails).toEqual([])
  const second = await withMail({ acknowledges: false })
  await second.post(mail({ From: `Ben Carter <${second.c.ben.email}>` }))
  await tellAll(second.c)
  expect(await toldTo(second.c, second.c.ben)).toMatchObject({ kinds: ['logged'], mails: [] })
})

test('whoever does not want e-mail gets none; when we wait for them, somebody is asked to call (S-128)', async () => {
  const c = await council()
  await c.ben.post('/account', { phone: '01632 960 123', location: '', assistance: '', contact_by: 'telephone' })
  const { id, reference } = await c.givenCase({ assignee_id: c.asha.id })
  await c.asha.post(`/cases/${reference}/hold`, { reason: 'requester', note: 'Which floor?' })
  await tellAll(c)
  await tellAll(c)
  const told = await toldTo(c, c.ben)
  expect(told.kinds).toEqual(['logged', 'waiting_for_you'])
  expect(told.mails).toEqual([])
  const tasks = await c.reading(tx => tx.selectFrom('cases.tasks').select('title').where('case_id', '=', id).execute())
  expect(tasks).toEqual([{ title: 'Call Ben Carter: we wait for them' }])
})
