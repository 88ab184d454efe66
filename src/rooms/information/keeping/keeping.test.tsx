import { expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { verify } from '#platform/audit/seal.ts'
import { checkCases } from '#rooms/cases/index.ts'
import { send } from '#rooms/channels/index.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { answerWith } from '#testing/files.ts'
import { expireHeld } from './expire.jobs.ts'

const placeOf = (c: Council) => `/admin/organisations/${c.organisation_id}/information/keeping`
const YEAR = 365 * 24 * 60 * 60 * 1000
/** The night in some years. */
const night = (c: Council, years: number) =>
  expireHeld(owner, held, new Date(Date.now() + years * YEAR), c.organisation_id)

/** The organisation says that it keeps things as long as is usual. */
const asUsual = (c: Council) =>
  c.farah.post(placeOf(c), { days_case: '2190', days_mail: '730', days_notice: '365', days_signing_in: '90' })

const faultsOf = async (c: Council) =>
  (await verify(owner, { organisation_id: c.organisation_id, checks: [checkCases] })).faults

/** A case that was closed, with words, a note and a file; and one that is open. */
async function closed(c: Council) {
  const done = await c.givenCase({ subject: 'My old printer', body: 'It is in room 7' })
  await c.work()
  await c.ben.send(`/requests/${done.reference}`, answerWith([new File(['floor plan'], 'plan.txt')], 'By the window'))
  await c.asha.post(`/cases/${done.reference}/note`, { body: 'He sits in room 7' })
  await owner.query(
    `update cases.cases set state = 'closed', closure_code = 'solved', resolution = 'Moved it from room 7',
    resolved_at = now(), closed_at = now() where id = $1`,
    [done.id],
  )
  const open = await c.givenCase({ subject: 'Still open' })
  await c.work()
  return { done, open }
}

test('a closed case loses its words after six years, and stays with its times; an open one keeps them', {
  timeout: 60_000,
}, async () => {
  const c = await council()
  const { done, open } = await closed(c)
  const clocks = async () =>
    (await owner.query('select * from cases.case_clocks where case_id = $1 order by id', [done.id])).rows
  const before = await clocks()
  await night(c, 50)
  expect(await c.asha.page(`/cases/${done.reference}`)).toContain('My old printer')
  expect(await c.farah.page(placeOf(c))).toContain('kept for good until you save this page')
  await asUsual(c)
  // Two who are copied in lose their addresses, and each is there once still.
  await owner.query(
    `insert into cases.participants (id, organisation_id, case_id, name, address, role, added_at)
      select gen_random_uuid(), organisation_id, id, 'Ann', who || '@elsewhere.example', 'copied', now()
      from cases.cases, unnest(array['ann', 'ann2']) who where id = $1`,
    [done.id],
  )
  expect(await c.farah.page(placeOf(c))).not.toContain('until you save')
  await night(c, 5)
  expect(await c.asha.page(`/cases/${done.reference}`)).toContain('My old printer')
  await night(c, 6.1)
  await night(c, 6.2)
  const page = await c.asha.page(`/cases/${done.reference}`)
  expect(page).not.toMatch(/My old printer|room 7|By the window|plan\.txt/)
  expect(page).toContain('[Removed]')
  expect(await c.asha.page(`/cases/${open.reference}`)).toContain('Still open')
  expect(await clocks()).toEqual(before)
  expect(await faultsOf(c)).toEqual([])
  const { rows: copied } = await owner.query(
    `select count(distinct address)::int as many from cases.participants where case_id = $1 and address like '%@removed.invalid'`,
    [done.id],
  )
  expect(copied).toEqual([{ many: 2 }])
  const { rows } = await owner.query(`select e.content from platform.search_entries e where e.subject_id = $1`, [
    done.id,
  ])
  expect(rows).toEqual([])
})

test('a hold on everything, a person or nobody decides; and a rule that says for good', {
  timeout: 60_000,
}, async () => {
  const c = await council()
  const { done } = await closed(c)
  const title = async () =>
    (await owner.query('select subject from cases.cases where id = $1', [done.id])).rows[0].subject
  const index = `/admin/organisations/${c.organisation_id}/information`
  await asUsual(c)
  expect((await c.farah.post(`${index}/hold`, { because: '' })).status).toBe(422)
  await c.farah.post(`${index}/hold`, { because: 'An inquiry' })
  await night(c, 7)
  expect(await title()).toBe('My old printer')
  const page = await c.farah.page(index)
  expect(page).toContain('An inquiry')
  await c.farah.post(/\/information\/holds\/[^"]*\/lift/.exec(page)![0])
  await c.farah.post(`/admin/people/${c.ben.id}/hold`, { because: 'A claim' })
  await night(c, 7)
  expect(await title()).toBe('My old printer')
  const about = await c.farah.page(`/admin/people/${c.ben.id}/information`)
  await c.farah.post(/\/information\/holds\/[^"]*\/lift/.exec(about)![0])
  await c.farah.post(placeOf(c), { days_case: '', days_mail: '730', days_notice: '365', days_signing_in: '90' })
  await night(c, 50)
  expect(await title()).toBe('My old printer')
  await c.farah.post(placeOf(c), { days_case: '100', days_mail: '730', days_notice: '365', days_signing_in: '90' })
  await night(c, 1)
  expect(await title()).toBe('[Removed]')
})

test('notifications, sign-ins and the words of mail go after their time', { timeout: 60_000 }, async () => {
  const c = await council()
  await closed(c)
  const count = async (table: string, where = 'organisation_id = $1') =>
    Number((await owner.query(`select count(*) from ${table} where ${where}`, [c.organisation_id])).rows[0].count)
  const OWN = 'person_id in (select id from people.persons where organisation_id = $1)'
  expect(await count('channels.notifications')).toBeGreaterThan(0)
  const to = { name: 'Nobody', address: 'nobody@elsewhere.example' }
  const message = { organisation_id: c.organisation_id, kind: 'reply', to, subject: 'Hello', text: 'Words' } as const
  await c.writing(tx => send(tx, message, new Date()))
  await owner.query(`update channels.sent_messages set sent_at = now(), state = 'sent' where organisation_id = $1`, [
    c.organisation_id,
  ])
  expect(await count('people.sessions', OWN)).toBe(6)
  await asUsual(c)
  await night(c, 1.5)
  expect(await count('channels.notifications')).toBe(0)
  expect(await count('people.sessions', OWN)).toBe(0)
  const said = `organisation_id = $1 and text <> '[Removed]'`
  const sent = await count('channels.sent_messages', said)
  expect(sent).toBeGreaterThan(0)
  await night(c, 2.5)
  expect(await count('channels.sent_messages', said)).toBe(0)
  expect(await count('channels.sent_messages')).toBe(sent)
})

test('the page says what is over, who answers for what, and keeps what was typed wrongly', async () => {
  const c = await council()
  await closed(c)
  await owner.query(
    `update cases.cases set closed_at = now() - interval '7 years' where organisation_id = $1 and state = 'closed'`,
    [c.organisation_id],
  )
  const page = await c.farah.page(placeOf(c))
  expect(page).toContain('6 years')
  expect(page).toMatch(/Usual: 6 years[\s\S]*?>1, from [A-Z]/)
  const usual = { days_mail: '730', days_notice: '365', days_signing_in: '90' }
  const wrong = await c.farah.post(placeOf(c), { ...usual, days_case: 'ever' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="ever"')
  expect((await c.farah.post(placeOf(c), { ...usual, days_case: '3650', owner_case: c.evan.id })).status).toBe(303)
  const index = await c.farah.page(`/admin/organisations/${c.organisation_id}/information`)
  expect(index).toContain('10 years')
  expect(index).toContain('Evan Hughes')
  const changed = (await c.happened(c.organisation_id)).filter(({ name }) => name === 'organisation.keepingChanged')
  expect(changed.map(({ payload }) => payload)).toContainEqual({
    kind: 'case',
    days: 3650,
    before: null,
    owner_id: c.evan.id,
  })
  const other = await council()
  expect((await c.asha.get(placeOf(c))).status).toBe(403)
  expect((await other.farah.get(placeOf(c))).status).toBe(404)
  expect((await other.farah.post(placeOf(c), { ...usual, days_case: '1' })).status).toBe(404)
})
