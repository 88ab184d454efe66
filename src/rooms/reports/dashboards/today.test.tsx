import { expect, test } from 'vitest'
import { holdCase, reopenCase, reply, resolveCase } from '#rooms/cases/index.ts'
import { type Council, council, visitor } from '#testing/council.tsx'
import { countBefore } from './today.queries.ts'

const DAY = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * DAY)

const resolve = ({ asha, writing }: Council, reference: string, at: Date) =>
  writing(tx => resolveCase(tx, asha.author, { reference, closure_code: 'solved', resolution: 'New cable' }, at))

/** A figure's number, by its label. */
const figure = (page: string, label: string) =>
  new RegExp(`figure__label">${label}</span> <span class="figure__number">([\\d,]+)`).exec(page)?.[1]

test('a team lead sees today: figures, what matters most, and the oldest open case', async () => {
  const here = await council()
  const { chidi, givenCase, asha, writing } = here
  const old = await givenCase({ subject: 'Lift is stuck' }, ago(100))
  await givenCase({ impact: 1, urgency: 1, subject: 'No telephones' }, ago(20))
  const held = await givenCase({}, ago(2))
  // Answered, so that nothing of it is late, at whatever time of the day this runs.
  const said = { reference: held.reference, body: 'We wait for a part.', channel: 'portal' }
  await writing(tx => reply(tx, asha.author, said, ago(2)))
  await writing(tx => holdCase(tx, asha.author, { reference: held.reference, reason: 'supplier' }, ago(1)))
  const done = await givenCase({}, ago(3))
  await resolve(here, done.reference, new Date())
  const page = await chidi.page('/today')
  expect(figure(page, 'Open')).toBe('3')
  expect(figure(page, 'Late')).toBe('2')
  expect(figure(page, 'Paused')).toBe('1')
  expect(figure(page, 'Finished today')).toBe('1')
  expect(page).toContain('One P1 is late; it is unassigned.')
  expect(page).toContain('1 more than a week ago')
  expect(page).toContain(old.reference)
  expect(page).toContain('Lift is stuck')
})

test('each figure opens the cases behind it, as a page and as a file', async () => {
  const { chidi, givenCase } = await council()
  const late = await givenCase({ subject: 'Boiler is cold' }, ago(40))
  const fresh = await givenCase({ subject: '=cmd()' }, new Date())
  const behind = await chidi.page('/reports/cases?show=late')
  expect(behind).toContain('Late cases')
  expect(behind).toContain(late.reference)
  expect(behind).not.toContain(fresh.reference)
  expect(await chidi.page('/reports/cases?show=open&band=day')).toContain(fresh.reference)
  expect(await chidi.page('/reports/cases?show=open&band=quarter')).toContain(late.reference)
  const today = new Date().toISOString().slice(0, 10)
  expect(await chidi.page(`/reports/cases?logged=${today}`)).toContain(fresh.reference)
  const file = await chidi.get('/reports/cases?show=open&format=csv')
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(await file.text()).toContain("'=cmd()")
  expect(await chidi.page('/reports/cases?team=nonsense&band=x&logged=yesterday&page=-3')).toContain('Open cases')
})

test('a partner officer sees their own organisation, and nobody else sees it', async () => {
  const { dilys, asha, givenCase } = await council()
  const other = await council()
  const { reference } = await givenCase({ subject: 'Only ours' }, ago(9))
  expect(await dilys.page('/today')).toContain('Only ours')
  expect(await dilys.page('/reports/cases')).toContain(reference)
  expect(await other.chidi.page('/today')).not.toContain('Only ours')
  expect(await other.chidi.page('/reports/cases')).not.toContain(reference)
  expect((await asha.get('/today')).status).toBe(403)
  expect((await asha.get('/reports/cases')).status).toBe(403)
  expect((await visitor.get('/today')).status).toBe(303)
})

test('how things stood a week ago is worked out from the record, reopened cases too', async () => {
  const here = await council()
  const { givenCase, writing, reading, asha, organisation_id } = here
  const at = ago(7)
  const midnight = ago(6.5)
  const before = () => reading(tx => countBefore(tx, [organisation_id], { at, midnight }))
  const stillOpen = await givenCase({}, ago(10))
  const resolvedSince = await givenCase({}, ago(9))
  const resolvedBefore = await givenCase({}, ago(12))
  const reopenedSince = await givenCase({}, ago(12))
  await givenCase({}, ago(2))
  await resolve(here, resolvedBefore.reference, ago(8))
  await resolve(here, resolvedSince.reference, ago(1))
  await resolve(here, reopenedSince.reference, ago(8))
  await writing(tx => reopenCase(tx, asha.author, { reference: reopenedSince.reference, because: 'again' }, ago(5)))
  await writing(tx => holdCase(tx, asha.author, { reference: stillOpen.reference, reason: 'requester' }, ago(9)))
  expect(await before()).toMatchObject({ open: 2, paused: 1, without_team: 0 })
})
