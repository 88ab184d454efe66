import { expect, test } from 'vitest'
import { type Council, council, owner } from '#testing/council.tsx'

const TARGETS = [
  ['P1', '15 minutes', '2 hours'],
  ['P2', '30 minutes', '6 hours'],
  ['P3', '1 hour', '16 hours'],
  ['P4', '2 hours', '40 hours'],
] as const

const fields = (c: Council, more: Record<string, string> = {}) => ({
  ...Object.fromEntries(
    TARGETS.flatMap(([priority, answer, fix]) => [
      [`${priority}_first_response`, answer],
      [`${priority}_resolve`, fix],
      [`${priority}_calendar`, c.calendar_id],
    ]),
  ),
  ...more,
})

const place = (c: Council) => `/admin/organisations/${c.organisation_id}/targets`
const proposed = async (c: Council, more: Record<string, string>) =>
  (await c.farah.post(place(c), fields(c, more))).headers.get('location')!

/** The clock of the fix; when it is next looked at is for whoever looks. */
const clockOf = async (case_id: string) => {
  const found = await owner.query(`select * from cases.case_clocks where case_id = $1 and metric = 'resolve'`, [
    case_id,
  ])
  const { look_at: _, escalate_at: __, ...clock } = found.rows[0]
  return clock
}

/** A case whose clock has run for a working day or two by now, whatever the day. */
const DAYS = 6 * 86_400_000

test('other targets are shown before they are promised, and open cases keep theirs unless they are said to change', async () => {
  const c = await council()
  const { id } = await c.givenCase({ impact: 3, urgency: 3 })
  const before = await clockOf(id)
  const shown = await proposed(c, { P4_resolve: '20 hours' })
  const page = await c.farah.page(shown)
  expect(page).toContain('P4 fix: 40 hours in Working hours → 20 hours in Working hours')
  expect(page).toContain('Open cases keep the targets they have')
  expect(await c.farah.page(place(c))).toContain('is not yet confirmed')
  expect((await c.farah.post(shown, { decision: 'apply' })).status).toBe(303)
  await c.work(new Date(Date.now() + 10_000))
  expect(await clockOf(id)).toEqual(before)
  // The document is what the clocks read: both versions, each with its own.
  const document = await c.farah.page(`/admin/organisations/${c.organisation_id}/agreements`)
  for (const text of ['Version 1', 'Version 2, from', '40 hours of working time', '20 hours of working time'])
    expect(document).toContain(text)
  expect((await c.asha.get(`/admin/organisations/${c.organisation_id}/agreements`)).status).toBe(403)
})

test('targets for open cases too: shown by name, carried over, told in each story, and late at once when more is used', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 3, urgency: 3 }, new Date(Date.now() - DAYS))
  const { due_at } = await clockOf(id)
  const shown = await proposed(c, { P4_resolve: '1 hour', open_cases: 'yes' })
  const page = await c.farah.page(shown)
  expect(page).toContain(reference)
  expect(page).toMatch(/1 clock becomes late at once/)
  expect((await clockOf(id)).due_at).toEqual(due_at)
  expect((await c.farah.post(shown, { decision: 'apply' })).status).toBe(303)
  const later = new Date(Date.now() + 10_000)
  await c.work(later)
  await c.work(new Date(later.getTime() + 10_000))
  const after = await clockOf(id)
  expect(after).toMatchObject({ target_seconds: 3600, missed_because: 'reclassified' })
  expect(after.used_seconds).toBeGreaterThan(3600)
  const moved = (await c.happened(id)).find(({ name }) => name === 'case.targetsMoved')
  expect(moved).toMatchObject({ payload: { clocks: [{ metric: 'resolve', seconds_before: 144_000, seconds: 3600 }] } })
  expect(await c.asha.page(`/cases/${reference}`)).toContain('the time used is carried over')
  expect(await c.farah.page(place(c))).toContain('Open cases have the targets of the last change')
})

test('a paused clock has the new target too, and goes on with what is left of it', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 3, urgency: 3 })
  await c.asha.post(`/cases/${reference}/hold`, { reason: 'supplier' })
  const shown = await proposed(c, { P4_resolve: '20 hours', open_cases: 'yes' })
  await c.farah.post(shown, { decision: 'apply' })
  await c.work(new Date(Date.now() + 10_000))
  await c.work(new Date(Date.now() + 20_000))
  expect(await clockOf(id)).toMatchObject({ state: 'paused', target_seconds: 72_000, due_at: null })
})

test('a change of targets is dropped, outdated by another, and nobody else’s', async () => {
  const c = await council()
  const other = await council()
  const first = await proposed(c, { P4_resolve: '20 hours' })
  const second = await proposed(c, { P4_resolve: '30 hours' })
  expect((await c.asha.get(first)).status).toBe(403)
  expect((await other.farah.get(first)).status).toBe(404)
  expect((await other.farah.post(first, { decision: 'apply' })).status).toBe(404)
  expect((await c.farah.post(first, { decision: 'apply' })).status).toBe(303)
  expect(await c.farah.page(second)).toContain('Somebody has changed this since')
  expect((await c.farah.post(second, { decision: 'apply' })).status).toBe(409)
  expect((await c.farah.post(second, { decision: 'drop' })).status).toBe(303)
  expect(await c.farah.page(second)).toContain('This change was dropped')
  const same = await c.farah.post(place(c), fields(c, { P4_resolve: '20 hours' }))
  expect(same.headers.get('location')).toContain('done=saved')
})
