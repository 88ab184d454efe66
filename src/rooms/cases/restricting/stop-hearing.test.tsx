/* Who took part in a case before it was restricted. */
import { beforeEach, expect, test } from 'vitest'
import { type Council, council, owner } from '#testing/council.tsx'
import { tellAll, toldTo } from '#testing/told.ts'

const WORDS = 'Payroll grievance'

let c: Council
let id: string
let reference: string
beforeEach(async () => {
  c = await council()
  ;({ id, reference } = await c.givenCase({ subject: WORDS }))
  await c.asha.post(`/cases/${reference}/participants`, { who: c.dilys.email, role: 'copied' })
  await c.asha.post(`/cases/${reference}/participants`, { who: 'union@outside.example', role: 'representative' })
  await c.asha.post(`/cases/${reference}/watch`, {})
  await tellAll(c)
})

const restrict = () => c.chidi.post(`/cases/${reference}/restriction`, { because: 'About a colleague', shown: 'yes' })
const sentSince = async (since: number) =>
  (
    await owner.query<{ to_address: string }>(
      'select to_address from channels.sent_messages where organisation_id = $1 order by created_at, id offset $2',
      [c.organisation_id, since],
    )
  ).rows.map(({ to_address }) => to_address)

test('before it is restricted, the page says who hears nothing more', async () => {
  const page = (await c.chidi.page(`/cases/${reference}/restriction`)).replace(/\s+/g, ' ')
  for (const said of [
    'Dilys Morgan (copied in)',
    'union@outside.example (acts for the requester)',
    'Asha Patel (follows it)',
  ])
    expect(page).toContain(said)
  await restrict()
  expect(await c.chidi.page(`/cases/${reference}/restriction`)).not.toContain('hear nothing more')
})

test('whoever was copied in finds nothing on the portal, gets no reply and no notice; nor does who followed it', async () => {
  expect(await c.dilys.page('/requests')).toContain(WORDS)
  await restrict()
  expect((await c.dilys.get(`/requests/${reference}`)).status).toBe(404)
  expect(await c.dilys.page('/requests')).not.toContain(WORDS)
  const [before, dilys, asha] = [(await sentSince(0)).length, await toldTo(c, c.dilys), await toldTo(c, c.asha)]
  expect((await c.chidi.post(`/cases/${reference}/reply`, { body: 'Between the two of us' })).status).toBe(303)
  await c.ben.post(`/requests/${reference}`, { body: 'Thank you' })
  await tellAll(c)
  const since = await sentSince(before)
  expect(since).toContain(c.ben.email)
  expect(since).not.toContain(c.dilys.email)
  expect(since).not.toContain('union@outside.example')
  expect((await toldTo(c, c.dilys)).notices).toHaveLength(dilys.notices.length)
  expect((await toldTo(c, c.asha)).notices).toHaveLength(asha.notices.length)
  const names = (await c.happened(id)).map(({ name }) => name)
  expect(names.filter(name => name === 'case.participantRemoved')).toHaveLength(2)
})

test('a reply that had not gone waits for somebody named, and somebody outside is written to only as they decide', async () => {
  const written = { body: 'As we agreed', when: 'tomorrow' }
  expect((await c.asha.post(`/cases/${reference}/reply`, written)).status).toBe(303)
  await restrict()
  const { rows } = await owner.query('select state, held_because from cases.pending_replies where case_id = $1', [id])
  expect(rows).toMatchObject([{ state: 'held', held_because: expect.stringContaining('restricted since') }])
  const before = (await sentSince(0)).length
  await c.work(new Date(Date.now() + 2 * 86_400_000))
  expect(await sentSince(before)).not.toContain('union@outside.example')
  const again = { who: 'union@outside.example', role: 'representative' }
  expect((await c.chidi.post(`/cases/${reference}/participants`, again)).status).toBe(303)
  expect(await c.chidi.page(`/cases/${reference}`)).toContain('union@outside.example')
})

test('who is named goes on taking part', async () => {
  await c.asha.post(`/cases/${reference}/participants`, { who: c.evan.email, role: 'copied' })
  await c.chidi.post(`/cases/${reference}/restriction`, { because: 'x', who: `person:${c.evan.id}`, shown: 'yes' })
  expect(await c.evan.page(`/cases/${reference}`)).toContain(WORDS)
  const { rows } = await owner.query(
    'select address from cases.participants where case_id = $1 and removed_at is null',
    [id],
  )
  expect(rows).toEqual([{ address: c.evan.email }])
})
