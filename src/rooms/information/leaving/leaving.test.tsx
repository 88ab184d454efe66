import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { newId } from '#platform/database/id.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { mailboxAt } from '#rooms/channels/index.ts'
import { addPerson, createToken } from '#rooms/people/index.ts'
import { council, db, owner, visitor } from '#testing/council.tsx'
import { directoryOf } from '#testing/directory.ts'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'
import { takeStep } from './leave.jobs.ts'
import { confirmed, givenSolved, inDays, leftBy, rowsOf, SETTLED, twoCouncils } from './leaving.fixture.ts'

const stateOf = async (page: string) =>
  (
    await owner.query('select state, step, ended, archive_id from information.leavings where id = $1', [
      page.split('/').at(-1),
    ])
  ).rows[0]

test('a council leaves: counted, settled, confirmed by name, handed over, and then every way in ends at once', {
  timeout: 60_000,
}, async () => {
  const two = await twoCouncils()
  const { goes, stays, place } = two
  const solved = await givenSolved(goes)
  const open = await goes.givenCase({ subject: 'Still open' })
  await goes.work()
  const directory = await directoryOf(goes, 'Directory')
  const mailbox = await givenMailbox(goes, { sends_by_default: true })
  const token = await goes.writing(tx =>
    createToken(
      tx,
      goes.asha.author,
      { person_id: goes.asha.id, name: 'Program', scopes: ['cases.read'], expires_at: undefined },
      new Date(),
    ),
  )
  const made = await stays.farah.post(place, SETTLED)
  const page = made.headers.get('location')!
  const dry = await stays.farah.page(page)
  expect(dry).toContain('1 open case: closed on the day')
  for (const words of ['6 people can no longer sign in', '6 sessions', '1 token of programs', '1 directory token'])
    expect(dry).toContain(words)
  expect(dry).toContain(`Afterwards it is looked after by ${stays.farah.name}`)
  // What is said wrongly is said again; a name that is not theirs confirms nothing.
  const early = await stays.farah.post(`${page}/settle`, { ...SETTLED, kept_until: inDays(3), close_because: '' })
  expect(early.status).toBe(422)
  expect(await early.text()).toMatch(/Choose a day from[\s\S]*Say why they are closed/)
  expect((await stays.farah.post(`${page}/confirm`, { short_name: 'other' })).status).toBe(422)
  // Whoever goes with it cannot be the one who confirms.
  expect((await goes.farah.post(`${page}/confirm`, { short_name: goes.short })).status).toBe(409)
  expect((await stays.farah.post(`${page}/confirm`, { short_name: goes.short })).status).toBe(303)
  const sent = async () =>
    (
      await owner.query('select count(*) from channels.sent_messages where organisation_id = $1', [
        goes.organisation_id,
      ])
    ).rows[0].count
  const letters = await sent()
  await leftBy(goes)
  expect(await stateOf(page)).toMatchObject({
    state: 'left',
    ended: { people: 6, sessions: 6, tokens: 1, directory_tokens: 1, mailboxes: 1, open: 1 },
  })
  // Nobody was written to about each case, and each says why it closed.
  expect(await sent()).toBe(letters)
  const story = await goes.happened(open.id)
  expect(story.at(-1)).toMatchObject({ name: 'case.closed', payload: { because: 'The council has left' } })
  // The archive is there, is whole, and was made before anything ended.
  const archive = `/information/archives/${(await stateOf(page)).archive_id}`
  expect(await stays.farah.page(page)).toContain(archive)
  const bytes = new Uint8Array(await (await stays.farah.get(`${archive}/parts/1`)).arrayBuffer())
  const files = unzipSync(bytes)
  const cases = strFromU8(files['data/cases.cases.jsonl']!)
  expect(cases).toContain(solved.reference)
  expect(cases).toContain('Still open')
  const manifest: { entries: { path: string; records?: number }[] } = JSON.parse(strFromU8(files['manifest.json']!))
  const lacks: string[] = []
  for (const [table, { organisation, left_out, bytes_of, kind }] of held) {
    if (left_out || bytes_of || !organisation || ['record', 'notice', 'technical'].includes(kind)) continue
    const { rows } = await owner.query(`select count(*) from ${table} where ${organisation} = $1`, [
      goes.organisation_id,
    ])
    const given = manifest.entries.find(({ path }) => path === `data/${table}.jsonl`)?.records
    if (given !== Number(rows[0].count)) lacks.push(`${table}: ${given} of ${rows[0].count}`)
  }
  expect(lacks).toEqual([])
  // Nobody comes in any more.
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect((await goes.asha.get(`/cases/${open.reference}`)).status).toBe(303)
  expect((await goes.farah.get('/admin')).status).toBe(303)
  const asked = await visitor.get(`/api/v1/cases/${open.reference}`, { authorization: `Bearer ${token.secret}` })
  expect(asked.status).toBe(401)
  expect((await directory.get('/Users')).status).toBe(401)
  // Nothing is logged for it, nobody is added, nothing is opened again.
  await expect(goes.givenCase()).rejects.toThrow('has ended')
  const joiner = { organisation_id: goes.organisation_id, name: 'New Person' }
  await expect(goes.writing(tx => addPerson(tx, stays.farah.author, joiner, new Date()))).rejects.toThrow('has left')
  expect(
    (await stays.farah.post(`/cases/${open.reference}/reopen`, { because: 'Again', version: '9' })).status,
  ).not.toBe(303)
  // A letter that still comes is kept and answered.
  const received = await givenMail(goes, mailbox, mail({ From: 'Ann <ann@elsewhere.example>' }))
  expect(received).toMatchObject({ state: 'ignored', outcome: 'ignored' })
  expect(received.reason).toContain('They were answered.')
  const { rows } = await owner.query(
    'select text from channels.sent_messages where organisation_id = $1 and to_address = $2',
    [goes.organisation_id, 'ann@elsewhere.example'],
  )
  expect(rows).toMatchObject([{ text: SETTLED.mail_answer }])
  // It is shown as left, and its history is there for whoever looks after it.
  expect(await stays.farah.page('/admin')).toMatch(/Left [A-Z][a-z]+day/)
  expect(await stays.farah.page('/reports/performance')).toMatch(/Council \(Left [A-Z]/)
  expect((await stays.farah.get(`/cases/${solved.reference}`)).status).toBe(200)
  expect((await stays.farah.post(`${page}/withdraw`)).status).toBe(409)
})

test('where open cases are waited for, nothing ends until there are none; it can be taken back until then', {
  timeout: 60_000,
}, async () => {
  const two = await twoCouncils()
  const { goes, stays } = two
  const solved = await givenSolved(goes)
  const open = await goes.givenCase()
  await goes.work()
  await owner.query(`update cases.cases set state = 'closed', closed_at = now() where id = $1`, [solved.id])
  const mailbox = await givenMailbox(goes)
  // Whatever else waits for its minute is done before.
  await leftBy(goes)
  const before = await rowsOf(goes)
  const page = await confirmed(two, { open_cases: 'wait', close_because: '', answers: 'refuse', mail_answer: '' })
  await leftBy(goes)
  expect(await stateOf(page)).toMatchObject({ state: 'running', step: 'cases' })
  expect(await stays.farah.page(page)).toContain('It waits for 1 open case. Nothing has ended yet.')
  expect((await goes.asha.get(`/cases/${open.reference}`)).status).toBe(200)
  // Taken back: as if nothing had been.
  expect((await stays.farah.post(`${page}/withdraw`)).status).toBe(303)
  expect(await stays.farah.page(page)).toContain('Withdrawn')
  const after = await rowsOf(goes)
  const differs = Object.keys(after).filter(table => `${after[table]}` !== `${before[table]}`)
  expect(differs).toEqual(['information.leavings'])
  const again = await confirmed(two, { open_cases: 'wait', close_because: '', answers: 'refuse', mail_answer: '' })
  await owner.query(`update cases.cases set state = 'closed', closed_at = now() where id = $1`, [open.id])
  await goes.work()
  for (const minutes of [20, 21, 22]) await goes.work(new Date(Date.now() + minutes * 60_000))
  expect((await stateOf(again)).state).toBe('left')
  // What is refused is refused at the door.
  expect(await mailboxAt(db, mailbox.address)).toBeUndefined()
})

test('not before its day; killed between steps it goes on; two at once end the same', { timeout: 60_000 }, async () => {
  const two = await twoCouncils()
  const { goes, stays } = two
  for (let n = 0; n < 3; n++) await goes.givenCase()
  const page = await confirmed(two, { leaves_at: inDays(40), kept_until: inDays(100) })
  const id = page.split('/').at(-1)!
  await leftBy(goes)
  expect((await stateOf(page)).state).toBe('confirmed')
  expect((await goes.asha.get('/my-work')).status).toBe(200)
  const day = new Date(`${inDays(40)}T12:00:00Z`)
  const context = contextFor(db, goes.organisation_id, day)
  const dying = {
    ...context,
    write: <T,>(work: Parameters<typeof context.write<T>>[0]) =>
      context.write<T>(async tx => {
        await work(tx)
        throw new Error('The power went.')
      }),
  }
  const seen: string[] = []
  for (let more = true, n = 0; n < 20 && (more || (await stateOf(page)).state === 'running'); n++) {
    const before = await stateOf(page)
    seen.push(before.step)
    await expect(takeStep(dying, id)).rejects.toThrow('The power went.')
    expect(await stateOf(page)).toEqual(before)
    more = (await Promise.all([takeStep(context, id), takeStep(context, id)])).some(Boolean)
    await goes.work(day)
  }
  expect([...new Set(seen)]).toEqual(expect.arrayContaining(['archive', 'close']))
  expect((await stateOf(page)).state).toBe('left')
  const { rows } = await owner.query(
    `select state, count(*)::int as many from cases.cases where organisation_id = $1 group by 1`,
    [goes.organisation_id],
  )
  expect(rows).toEqual([{ state: 'closed', many: 3 }])
  expect(await stays.farah.page(page)).toContain('What is held is kept until')
})

test('only who looks after it may; for others there is no plan; and no two plans for one council', async () => {
  const two = await twoCouncils()
  const { goes, stays, place } = two
  const other = await council()
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.post(place, SETTLED)).status).toBe(404)
  expect((await goes.asha.get(place)).status).toBe(403)
  // One that answers for what others had cannot leave it behind.
  await owner.query('update people.organisations set ended_at = now(), succeeded_by_id = $1 where id = $2', [
    goes.organisation_id,
    other.organisation_id,
  ])
  await owner.query('insert into platform.successions (successor_id, predecessor_id) values ($1, $2)', [
    goes.organisation_id,
    other.organisation_id,
  ])
  expect((await stays.farah.post(place, SETTLED)).status).toBe(409)
  await owner.query('delete from platform.successions where successor_id = $1', [goes.organisation_id])
  await owner.query('update people.organisations set ended_at = null, succeeded_by_id = null where id = $1', [
    other.organisation_id,
  ])
  const page = (await goes.farah.post(place, SETTLED)).headers.get('location')!
  expect(await goes.farah.page(page)).toContain('You belong to')
  for (const act of ['settle', 'confirm', 'withdraw'])
    expect((await other.farah.post(`${page}/${act}`, { ...SETTLED, short_name: goes.short })).status).toBe(404)
  expect((await other.farah.get(page)).status).toBe(404)
  expect((await other.farah.get(`${page}/statement`)).status).toBe(404)
  expect((await stays.farah.get(`${page}/statement`)).status).toBe(404)
  await confirmed(two, { leaves_at: inDays(40), kept_until: inDays(100) })
  expect((await stays.farah.post(`${page}/confirm`, { short_name: goes.short })).status).toBe(409)
  const merge = {
    ...{ other_id: stays.organisation_id, name: 'New Council', takes_effect_at: '' },
    short_name: `N${newId().slice(-8)}`,
  }
  const plan = (await stays.farah.post(`/admin/organisations/${goes.organisation_id}/successions`, merge)).headers.get(
    'location',
  )!
  expect((await stays.farah.post(`${plan}/confirm`, { short_name: merge.short_name })).status).toBe(409)
})
