import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'

const place = ({ organisation_id }: Council, part: string) => `/admin/organisations/${organisation_id}/${part}`
const MATRIX = Object.fromEntries(
  [1, 2, 3].flatMap(impact => [1, 2, 3].map(urgency => [`impact_${impact}_urgency_${urgency}`, 'P4'])),
)
const category = { name: 'Laptops', parent_id: '', kind: 'incident', team_id: '', impact: '', urgency: '2' }

test('the priority matrix is the organisation’s own, and a change is recorded', async () => {
  const here = await council()
  const { farah, happened, organisation_id } = here
  expect((await farah.post(place(here, 'priorities'), { ...MATRIX, impact_1_urgency_1: 'P1' })).status).toBe(303)
  const [event] = await happened(organisation_id)
  expect(event).toMatchObject({
    name: 'organisation.matrixChanged',
    payload: { changes: { impact_1_urgency_2: { before: 'P2', after: 'P4' } } },
  })
  expect((await farah.post(place(here, 'priorities'), { ...MATRIX, impact_1_urgency_1: 'P9' })).status).toBe(400)
})

test('targets are written as people write them; days are refused, and empty is no promise', async () => {
  const here = await council()
  const { farah, calendar_id, happened, organisation_id } = here
  const given = { P1_first_response: '10 minutes', P1_resolve: '1 h 30 min', P1_calendar: calendar_id }
  const shown = (await farah.post(place(here, 'targets'), given)).headers.get('location')!
  expect(await farah.page(shown)).toContain('P1 fix: 2 hours in Working hours → 1 hour 30 minutes in Working hours')
  expect((await farah.post(shown, { decision: 'apply' })).status).toBe(303)
  const page = await farah.page(place(here, 'targets'))
  expect(page).toContain('value="1 hour 30 minutes"')
  expect(page).not.toContain('value="6 hours"')
  expect((await happened(organisation_id)).map(event => event.name)).toEqual(['organisation.targetsChanged'])
  const wrong = await farah.post(place(here, 'targets'), { ...given, P2_resolve: '2 days' })
  expect(wrong.status).toBe(422)
  const again = await wrong.text()
  expect(again).toContain('Write hours and minutes')
  expect(again).toContain('value="2 days"')
  const other = await council()
  expect((await farah.post(place(here, 'targets'), { ...given, P1_calendar: other.calendar_id })).status).toBe(422)
})

test('categories are added, renamed with their parts, moved, retired and brought back', async () => {
  const here = await council()
  const { farah, category_id, happened, organisation_id, reading } = here
  await farah.post(place(here, 'categories'), { ...category, parent_id: category_id })
  const paths = () =>
    reading(tx =>
      tx
        .selectFrom('catalogue.categories')
        .select(['path', 'active'])
        .where('organisation_id', '=', organisation_id)
        .orderBy('path')
        .execute(),
    )
  await farah.post(`/admin/categories/${category_id}`, { ...category, name: 'Equipment' })
  expect((await paths()).map(({ path }) => path)).toEqual(['Equipment', 'Equipment / Laptops'])
  const laptops = /categories\/([\w-]+)">Laptops/.exec(await farah.page(place(here, 'categories')))![1]!
  expect((await farah.post(`/admin/categories/${category_id}`, { ...category, parent_id: laptops })).status).toBe(409)
  await farah.post(`/admin/categories/${laptops}`, category)
  expect((await paths()).map(({ path }) => path)).toEqual(['Equipment', 'Laptops'])
  await farah.post(`/admin/categories/${laptops}/active`, { active: 'no' })
  expect((await paths()).map(({ active }) => active)).toEqual([true, false])
  await farah.post(`/admin/categories/${laptops}/active`, { active: 'yes' })
  expect((await happened(organisation_id)).map(event => event.name.replace('organisation.', ''))).toEqual([
    ...['categoryAdded', 'categoryEdited', 'categoryEdited', 'categoryRetired', 'categoryRestored'],
  ])
})

test('a category needs a name of its own, and a place of ours', async () => {
  const here = await council()
  const other = await council()
  const add = (more: object) => here.farah.post(place(here, 'categories'), { ...category, ...more })
  expect(await (await add({ name: '' })).text()).toContain('Enter a name')
  expect(await (await add({ name: 'This/that' })).text()).toContain('cannot contain')
  expect((await add({ name: 'Hardware' })).status).toBe(409)
  expect((await add({ parent_id: other.category_id })).status).toBe(404)
  expect((await add({ team_id: other.team_id })).status).toBe(422)
})

test('only who manages the catalogue may, and only their own', async () => {
  const here = await council()
  const other = await council()
  for (const part of ['priorities', 'targets', 'categories']) {
    expect((await here.chidi.get(place(here, part))).status).toBe(403)
    expect((await other.farah.get(place(here, part))).status).toBe(404)
  }
  expect((await other.farah.post(place(here, 'priorities'), MATRIX)).status).toBe(404)
  expect((await other.farah.post(place(here, 'targets'), {})).status).toBe(404)
  expect((await other.farah.post(place(here, 'categories'), category)).status).toBe(404)
  expect((await other.farah.post(`/admin/categories/${here.category_id}`, category)).status).toBe(404)
})
