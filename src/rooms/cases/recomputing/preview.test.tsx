/* Changes under which more clocks run than somebody would wait for: looked over in the background, whole, and confirmed as they were shown. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenAgreement } from '#testing/agreements.ts'
import { copies } from '#testing/copies.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { restrictCase } from '../restricting/restrict.actions.ts'
import { BOUNDS } from './bounds.ts'

const USUAL = structuredClone(BOUNDS)
const LOW = { short: { atOnce: 100, batch: 500 }, worked: { atOnce: 10, batch: 5 } }
beforeAll(() => void Object.assign(BOUNDS, LOW))
afterAll(() => void Object.assign(BOUNDS, USUAL))

const HOURS = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, '09:00 to 17:00']))
const soon = () => new Date(Date.now() + 5000)
const clean = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** A council with so many cases like each other, and a change of its hours that moves them all. */
async function proposed(c: Council, many: number) {
  const { id, reference } = await c.givenCase({})
  await copies(id, many - 1)
  return { id, reference, place: await propose(c) }
}

const TYPED = {
  ...{ ...HOURS, mon: '10:00 to 11:00', tue: '10:00 to 11:00', wed: '10:00 to 11:00' },
  ...{ name: 'Working hours', zone: 'Europe/London', nation: 'none', because: 'Fewer hours' },
}
const propose = async (c: Council) =>
  (await c.farah.post(`/admin/calendars/${c.calendar_id}`, TYPED)).headers.get('location')!

const impactOf = async (c: Council) => {
  const { rows } = await owner.query(
    `select impact from people.change_proposals where organisation_id = $1 order by proposed_at desc limit 1`,
    [c.organisation_id],
  )
  return rows[0].impact
}

test('the page says how far it is, then all of it; and only then can the change be made', {
  timeout: 30_000,
}, async () => {
  const c = await council()
  const { place } = await proposed(c, 650)
  const before = clean(await c.farah.page(place))
  expect(before).toContain('So far 0 of about 1,300 clocks are looked at')
  expect(before).toContain('Drop it')
  expect(before).not.toContain('Make this change')
  const early = await c.farah.post(place, { decision: 'apply' })
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('still being worked out')])
  await c.work(soon())
  const after = clean(await c.farah.page(place))
  expect(after).toContain('1,300 clocks of 1,300 move: 0 due sooner, 1,300 due later.')
  expect(after).toContain('The first 10')
  const made = await c.farah.post(place, { decision: 'apply' })
  expect(made.headers.get('location')).toContain('done=changed')
  await c.work(soon())
  await c.work(new Date(Date.now() + 20_000))
  expect(await c.farah.page(`/admin/calendars/${c.calendar_id}`)).toContain(
    '1,300 running clocks looked at, 1,300 moved',
  )
})

test.each(['the plain two', 'more than those'])(
  'what was found in the background is what would have been found at once: with %s',
  { timeout: 30_000 },
  async what => {
    const c = await council()
    if (what !== 'the plain two') await givenAgreement(c, { kind: 'ola', team_id: c.team_id, versions: [] })
    if (what === 'the plain two') await copies((await c.givenCase({})).id, 649)
    else for (let one = 0; one < 12; one++) await c.givenCase({ impact: one % 2 ? 1 : 2 })
    const place = await propose(c)
    expect(await impactOf(c)).toMatchObject({ looked_at: 0, unfinished: true })
    await c.work(soon())
    const found = await impactOf(c)
    await c.farah.post(place, { decision: 'drop' })
    Object.assign(BOUNDS, USUAL)
    await propose(c)
    Object.assign(BOUNDS, LOW)
    const all = what === 'the plain two' ? 1300 : 24
    expect(found).toMatchObject({ looked_at: all, of: all, moved: all, unfinished: false })
    expect(await impactOf(c)).toEqual(found)
  },
)

test('when cases have changed since, it is worked out anew before it is made', { timeout: 30_000 }, async () => {
  const c = await council()
  const { place } = await proposed(c, 120)
  await c.work(soon())
  await owner.query(`update cases.cases set changed_at = now() + interval '1 minute' where organisation_id = $1`, [
    c.organisation_id,
  ])
  const asked = await c.farah.post(place, { decision: 'apply' })
  expect(asked.status).toBe(409)
  expect(clean(await asked.text())).toContain('Cases have changed since you looked')
  expect(clean(await c.farah.page(place))).toContain('So far 0 of about 240 clocks')
  await owner.query(`update cases.cases set changed_at = now() - interval '1 minute' where organisation_id = $1`, [
    c.organisation_id,
  ])
  await c.work(soon())
  expect((await c.farah.post(place, { decision: 'apply' })).status).toBe(303)
})

test('one whose worker died goes on; one that was dropped does not', { timeout: 30_000 }, async () => {
  const c = await council()
  const { place } = await proposed(c, 120)
  await owner.query(
    `select graphile_worker.remove_job('preview:' || id) from people.change_proposals where organisation_id = $1`,
    [c.organisation_id],
  )
  await c.work(soon())
  expect(await impactOf(c)).toMatchObject({ looked_at: 0, unfinished: true })
  await owner.query(`select cases.resume_recomputes(now() + interval '3 minutes')`)
  await c.work(soon())
  expect(await impactOf(c)).toMatchObject({ looked_at: 240, unfinished: false })
  const other = await council()
  const dropped = await proposed(other, 120)
  await other.farah.post(dropped.place, { decision: 'drop' })
  await other.work(soon())
  expect(await impactOf(other)).toMatchObject({ looked_at: 0 })
  expect((await c.farah.get(place)).status).toBe(200)
  expect((await other.farah.get(place)).status).toBe(404)
})

test('a restricted case is counted and not named', { timeout: 30_000 }, async () => {
  const c = await council()
  const { reference } = await proposed(c, 120)
  const because = 'It is about somebody'
  await c.writing(tx =>
    restrictCase(tx, c.asha.author, { reference, readers: [], shown_to_requester: true, because }, new Date()),
  )
  await c.work(soon())
  const found = await impactOf(c)
  expect(found).toMatchObject({ looked_at: 240 })
  expect(JSON.stringify(found.named)).not.toContain(reference)
})
