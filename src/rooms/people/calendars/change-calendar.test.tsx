import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council, type Member, owner } from '#testing/council.tsx'

const dueOf = async (case_id: string) =>
  (await owner.query(`select due_at from cases.case_clocks where case_id = $1 and metric = 'resolve'`, [case_id]))
    .rows[0].due_at

const HOURS = {
  mon: '09:00 to 17:00',
  tue: '09:00 to 17:00',
  wed: '09:00 to 17:00',
  thu: '09:00 to 17:00',
  fri: '09:00 to 17:00',
}
const SHORT = {
  ...HOURS,
  fri: '09:00 to 10:00',
  zone: 'Europe/London',
  nation: 'none',
  name: 'Working hours',
  because: 'Early Fridays',
}

const proposed = async (farah: Member, calendar_id: string, fields: Record<string, string> = SHORT) =>
  (await farah.post(`/admin/calendars/${calendar_id}`, fields)).headers.get('location')!

const versionsOf = async (calendar_id: string) =>
  (await owner.query('select number from people.calendar_versions where calendar_id = $1', [calendar_id])).rows.length

test('a change is shown with the cases it moves, and made only when it is confirmed', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 3, urgency: 3 })
  const before = await dueOf(id)
  const place = await proposed(c.farah, c.calendar_id)
  const page = await c.farah.page(place)
  expect(page).toContain('Early Fridays')
  expect(page).toContain('Friday: 09:00 to 17:00 → 09:00 to 10:00')
  expect(page).toContain(reference)
  expect(page).toContain('None becomes late at once')
  expect(await versionsOf(c.calendar_id)).toBe(1)
  const done = await c.farah.post(place, { decision: 'apply' })
  expect(done.headers.get('location')).toBe(`/admin/calendars/${c.calendar_id}?done=changed`)
  expect(await versionsOf(c.calendar_id)).toBe(2)
  await c.work()
  await c.work(new Date(Date.now() + 10_000))
  // Forty working hours reach over a Friday.
  expect((await dueOf(id)) > before).toBe(true)
  expect((await c.farah.post(place, { decision: 'apply' })).status).toBe(409)
})

test('a change that is dropped changes nothing', async () => {
  const c = await council()
  const place = await proposed(c.farah, c.calendar_id)
  expect(await c.farah.page(place)).toContain('No clock is running under these terms')
  expect((await c.farah.post(place, { decision: 'drop' })).status).toBe(303)
  expect(await c.farah.page(place)).toContain('This change was dropped')
  expect(await versionsOf(c.calendar_id)).toBe(1)
})

test('when cases have changed meanwhile, the change says so and shows the figures of now', async () => {
  const c = await council()
  const place = await proposed(c.farah, c.calendar_id)
  await c.givenCase({ impact: 3, urgency: 3 })
  const again = await c.farah.post(place, { decision: 'apply' })
  expect(again.status).toBe(409)
  const page = await again.text()
  expect(page).toContain('Cases have changed since you looked')
  expect(page).toContain('1 clock of 2 moves')
  expect(await versionsOf(c.calendar_id)).toBe(1)
  expect((await c.farah.post(place, { decision: 'apply' })).status).toBe(303)
  expect(await versionsOf(c.calendar_id)).toBe(2)
})

test('of two changes made from the same version only the first can be made', async () => {
  const c = await council()
  const first = await proposed(c.farah, c.calendar_id)
  const second = await proposed(c.farah, c.calendar_id, { ...SHORT, fri: '' })
  expect((await c.farah.post(first, { decision: 'apply' })).status).toBe(303)
  expect(await c.farah.page(second)).toContain('Somebody has changed this since')
  expect((await c.farah.post(second, { decision: 'apply' })).status).toBe(409)
  expect(await versionsOf(c.calendar_id)).toBe(2)
})

test('only who manages the calendar sees or confirms its change', async () => {
  const c = await council()
  const other = await council()
  const place = await proposed(c.farah, c.calendar_id)
  expect((await c.asha.get(place)).status).toBe(403)
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.post(place, { decision: 'apply' })).status).toBe(404)
  const elsewhere = place.replace(c.calendar_id, newId())
  expect((await c.farah.get(elsewhere)).status).toBe(404)
  expect(await versionsOf(c.calendar_id)).toBe(1)
})
