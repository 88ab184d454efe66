import { beforeEach, expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { takenOn } from '#testing/taken-on.ts'

let c: Council
let organisation_id: string
let place: string
beforeEach(async () => {
  c = await council()
  await owner.query(`update people.organisations set kind = 'shared_service' where id = $1`, [c.organisation_id])
  const fields = { name: 'Newborough', short_name: `N${newId().slice(-8)}`, kind: 'partner', accent: 'plum' }
  const made = await takenOn(c.farah, { ...fields, zone: 'Europe/London' })
  organisation_id = made.organisation_id
  place = `${made.place}/alike`
})

const KINDS = ['calendars', 'matrix', 'targets', 'replies']
const namesIn = async (table: string) =>
  (await owner.query(`select name from ${table} where organisation_id = $1 order by name`, [organisation_id])).rows.map(
    ({ name }) => name,
  )
const targets = async () =>
  (
    await owner.query(
      `select t.priority, t.metric, t.seconds::int, k.name as calendar, k.organisation_id from catalogue.targets t
        join people.calendars k on k.id = t.calendar_id where t.organisation_id = $1 order by 1, 2`,
      [organisation_id],
    )
  ).rows

test('it begins like another that is chosen: what would be made is shown first, and is its own then', async () => {
  await c.farah.post('/admin/replies/new', { organisation_id: c.organisation_id, name: 'Hello', body: 'Dear you' })
  const page = (await c.farah.page(`${place}?from=${c.organisation_id}`)).replace(/\s+/g, ' ')
  expect(page).toContain('Working hours: Mon 09:00 to 17:00')
  expect(page).toContain('P1: first answer within 15 minutes, in Working hours')
  expect(page).toContain('Its priorities follow from impact and urgency alike.')
  expect(page).toContain('Hello')
  expect(await targets()).toEqual([])
  expect((await c.farah.post(place, { from: c.organisation_id, kinds: KINDS })).status).toBe(303)
  const all = await targets()
  expect(all).toHaveLength(8)
  expect(all[0]).toEqual({
    ...{ priority: 'P1', metric: 'first_response', seconds: 900, calendar: 'Working hours', organisation_id },
  })
  expect(await namesIn('content.templates')).toEqual(['Hello'])
  expect(await c.farah.page(place.replace('/alike', ''))).toContain('8 targets')
  expect(await c.farah.page(`${place}?from=${c.organisation_id}`)).toContain('Nothing would be made')
})

test('or with what is usual; only what it lacks is made, however often it is asked for', async () => {
  expect(await c.farah.page(place)).toContain('P4: fix within 40 hours, in Working hours')
  for (const kinds of [['targets'], KINDS, KINDS])
    expect((await c.farah.post(place, { from: 'usual', kinds })).status).toBe(303)
  expect(await namesIn('people.calendars')).toEqual(['Working hours'])
  expect(await targets()).toHaveLength(8)
  expect(await namesIn('content.templates')).toHaveLength(3)
  const { rows } = await owner.query('select distinct name from platform.events where organisation_id = $1', [
    organisation_id,
  ])
  expect(rows.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['organisation.calendarAdded', 'organisation.targetsChanged', 'template.saved']),
  )
})

test('with nothing ticked it says so; from whom one does not look after, or without the right, there is nothing to have', async () => {
  const none = await c.farah.post(place, { from: 'usual' })
  expect([none.status, (await none.text()).includes('Choose what to make')]).toEqual([422, true])
  const other = await council()
  const nowhere = await c.farah.post(place, { from: newId(), kinds: KINDS })
  const theirs = await c.farah.post(place, { from: other.organisation_id, kinds: KINDS })
  expect([nowhere.status, theirs.status]).toEqual([404, 404])
  expect((await c.farah.get(`${place}?from=${other.organisation_id}`)).status).toBe(404)
  for (const who of [c.asha, c.evan, c.ben]) expect((await who.get(place)).status).toBe(403)
  for (const path of [place, place.replace(organisation_id, newId())])
    expect([404, 403]).toContain((await other.farah.post(path, { from: 'usual', kinds: KINDS })).status)
  expect(await targets()).toEqual([])
  const own = place.replace(organisation_id, c.organisation_id)
  expect((await c.farah.get(own)).status).toBe(404)
})
