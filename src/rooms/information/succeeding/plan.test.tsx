import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council, owner } from '#testing/council.tsx'

const ANSWERS_LATE_MS = 2100

/** Two councils whose administrator of the first looks after both. */
async function two() {
  const [a, b] = [await council(), await council()]
  await owner.query(
    `insert into people.role_assignments (person_id, organisation_id, role) values ($1, $2, 'administrator')`,
    [a.farah.id, b.organisation_id],
  )
  await new Promise(resolve => setTimeout(resolve, ANSWERS_LATE_MS))
  const place = `/admin/organisations/${a.organisation_id}/successions`
  const short_name = `N${newId().slice(-8)}`
  const fields = { other_id: b.organisation_id, name: 'New Council', short_name, takes_effect_at: '' }
  return { a, b, place, fields, short_name }
}

test('a merge is planned, counted, settled and confirmed by name, and then carried out', {
  timeout: 60_000,
}, async () => {
  const { a, b, place, fields, short_name } = await two()
  await a.givenCase()
  const wrong = await a.farah.post(place, { ...fields, name: '', takes_effect_at: 'soon' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Enter a day that exists')
  expect(await (await a.farah.post(place, { ...fields, short_name: b.short })).text()).toContain('has that short name')
  const made = await a.farah.post(place, fields)
  const plan = made.headers.get('location')!
  const page = await a.farah.page(plan)
  expect(page).toContain('1 open case passes to')
  expect(page).toContain('The same team name: 1')
  expect(page).toContain('3 of 3 are still to be settled')
  expect(page).not.toContain('Confirm the merge')
  expect((await a.farah.post(`${plan}/confirm`, { short_name })).status).toBe(409)
  const settled = { 'people.teams': 'rename', 'people.calendars': 'join', 'catalogue.categories': 'join' }
  await a.farah.post(`${plan}/settle`, { ...settled, 'people.teams': 'first' })
  expect(await a.farah.page(plan)).toContain('1 of 3 are still to be settled')
  await a.farah.post(`${plan}/settle`, settled)
  expect((await a.farah.post(`${plan}/confirm`, { short_name: 'other' })).status).toBe(422)
  expect((await a.farah.post(`${plan}/confirm`, { short_name })).status).toBe(303)
  expect(await a.farah.page(plan)).toContain('Confirmed')
  await a.work()
  expect(await a.farah.page(plan)).toContain('Done')
  expect((await a.farah.post(`${plan}/withdraw`)).status).toBe(409)
  await new Promise(resolve => setTimeout(resolve, ANSWERS_LATE_MS))
  expect(await a.farah.page('/admin')).toContain('New Council')
  const events = await a.happened(a.organisation_id)
  expect(events.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'organisation.successionPlanned',
      'organisation.successionConfirmed',
      'organisation.ended',
    ]),
  )
})

test('only who looks after both may, and for others there is no plan', async () => {
  const { a, b, place, fields } = await two()
  // Theirs alone is not enough, from either side.
  const theirs = `/admin/organisations/${b.organisation_id}/successions`
  expect((await b.farah.post(theirs, { ...fields, other_id: a.organisation_id })).status).toBe(422)
  expect((await b.farah.post(place, fields)).status).toBe(404)
  expect((await a.asha.get(place)).status).toBe(403)
  const plan = (await a.farah.post(place, fields)).headers.get('location')!
  expect((await b.farah.get(plan)).status).toBe(404)
  expect((await b.farah.get(`/information/successions/${newId()}`)).status).toBe(404)
  for (const act of ['settle', 'confirm', 'withdraw']) expect((await b.farah.post(`${plan}/${act}`)).status).toBe(404)
  expect((await a.farah.post(`${plan}/withdraw`)).status).toBe(303)
  expect(await a.farah.page(plan)).toContain('Withdrawn')
  expect((await a.farah.post(`${plan}/confirm`, { short_name: fields.short_name })).status).toBe(409)
})

test('with the same address in both, one goes on and the other ends, as somebody decided', {
  timeout: 60_000,
}, async () => {
  const { a, b, place, fields, short_name } = await two()
  await owner.query('update people.persons set email = $1 where id = $2', [a.ben.email, b.ben.id])
  const plan = (await a.farah.post(place, fields)).headers.get('location')!
  expect(await a.farah.page(plan)).toContain(a.ben.email)
  const settled = { 'people.teams': 'both', 'people.calendars': 'rename', 'catalogue.categories': 'rename' }
  await a.farah.post(`${plan}/settle`, { ...settled, 'people.persons': 'second' })
  expect((await a.farah.post(`${plan}/confirm`, { short_name })).status).toBe(303)
  await a.work()
  const { rows } = await owner.query('select id, active, organisation_id from people.persons where id = any ($1)', [
    [a.ben.id, b.ben.id],
  ])
  expect(rows.find(({ id }) => id === a.ben.id)).toMatchObject({ active: false, organisation_id: a.organisation_id })
  expect(rows.find(({ id }) => id === b.ben.id)).toMatchObject({ active: true })
  const categories = await owner.query(
    `select c.path from catalogue.categories c join people.organisations o on o.id = c.organisation_id where o.short_name = $1 order by 1`,
    [short_name],
  )
  expect(categories.rows.map(({ path }) => path)).toEqual(['Hardware', `Hardware (${b.short})`])
})
