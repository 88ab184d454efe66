import { expect, test } from 'vitest'
import { instantOf } from '#rooms/clock/index.ts'
import { council, owner } from '#testing/council.tsx'
import { resolveCase } from '../closing/resolve-case.actions.ts'

const at = (wall: string) => new Date(instantOf('Europe/London', Date.parse(`${wall.replace(' ', 'T')}:00Z`)))
const HOURS = {
  mon: '09:00 to 17:00',
  tue: '09:00 to 17:00',
  wed: '09:00 to 17:00',
  thu: '09:00 to 17:00',
  fri: '09:00 to 17:00',
}

/** A case of 12 January 2026 that took ten working hours of its six, and a second version on which Tuesday was closed. */
async function missedCase() {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 1, urgency: 2 }, at('2026-01-12 09:00'))
  await c.writing(tx =>
    resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'Done' }, at('2026-01-13 11:00')),
  )
  const closed = { ...HOURS, closed: '2026-01-13 Snow', name: 'Working hours', zone: 'Europe/London', nation: 'none' }
  const shown = await c.farah.post(`/admin/calendars/${c.calendar_id}`, {
    ...closed,
    mon: '09:00 to 15:00',
    because: 'Snow',
  })
  await c.farah.post(shown.headers.get('location')!, { decision: 'apply' })
  await c.work(new Date(Date.now() + 10_000))
  return { c, id, reference, place: `/admin/calendars/${c.calendar_id}/count-again` }
}

const ASKED = { version: '2', from: '2026-01-01', until: '2026-01-31', because: 'The partner disputes January' }
const outcomeOf = async (id: string) =>
  (
    await owner.query(`select outcome, used_seconds from cases.case_clocks where case_id = $1 and metric = 'resolve'`, [
      id,
    ])
  ).rows[0]

test('past outcomes stay as they were when a calendar changes, and are counted again as a second figure', async () => {
  const { c, id, reference, place } = await missedCase()
  expect(await outcomeOf(id)).toEqual({ outcome: 'missed', used_seconds: 10 * 3600 })
  expect(await c.farah.page(`/admin/calendars/${c.calendar_id}`)).toContain(place)
  const asked = await c.farah.post(place, ASKED)
  const shown = asked.headers.get('location')!
  expect(await c.farah.page(shown)).toContain('0 of 2 clocks counted so far')
  await c.work(new Date(Date.now() + 1000))
  const page = await c.farah.page(shown)
  expect(page).toContain('2 of 2 clocks counted.')
  expect(page).toContain(reference)
  expect(page).toContain('missed: 10 working hours')
  expect(page).toContain('met: 6 working hours')
  expect(page).toContain('The partner disputes January')
  expect(await outcomeOf(id)).toEqual({ outcome: 'missed', used_seconds: 10 * 3600 })
  expect(await c.farah.page(place)).toContain('Under version 2')
  expect((await c.happened(c.organisation_id)).at(-1)).toMatchObject({
    name: 'organisation.outcomesRecounted',
    payload: { version: 2, because: 'The partner disputes January' },
  })
})

test('what ended outside the period is left out', async () => {
  const { c, place } = await missedCase()
  const asked = await c.farah.post(place, { ...ASKED, from: '2026-01-14' })
  await c.work(new Date(Date.now() + 1000))
  expect(await c.farah.page(asked.headers.get('location')!)).toContain('0 of 0 clocks counted.')
})

test.each([
  [{ version: '9' }, 'no version of that number'],
  [{ from: 'soon' }, 'Write the date like'],
  [{ until: '2025-12-01' }, 'The end is before the beginning'],
  [{ because: '' }, 'Say why'],
])('what cannot be counted is refused beside its field: %j', async (wrong, said) => {
  const c = await council()
  const place = `/admin/calendars/${c.calendar_id}/count-again`
  const response = await c.farah.post(place, { ...ASKED, version: '1', ...wrong })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain(said)
})

test('only who manages the calendar, and nobody of another council', async () => {
  const { c, place } = await missedCase()
  const other = await council()
  const shown = (await c.farah.post(place, ASKED)).headers.get('location')!
  expect((await c.asha.get(place)).status).toBe(403)
  for (const there of [place, shown]) expect((await other.farah.get(there)).status).toBe(404)
  expect((await other.farah.post(place, ASKED)).status).toBe(404)
  expect((await c.farah.get(shown.replace(c.calendar_id, other.calendar_id))).status).toBe(404)
})
