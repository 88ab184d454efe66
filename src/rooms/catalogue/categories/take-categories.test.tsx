import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council, owner } from '#testing/council.tsx'
import { takenOn } from '#testing/taken-on.ts'

async function desk() {
  const c = await council()
  await owner.query(`update people.organisations set kind = 'shared_service' where id = $1`, [c.organisation_id])
  const place = `/admin/organisations/${c.organisation_id}/categories`
  const laptop = { name: 'Laptop', parent_id: c.category_id, kind: 'incident', team_id: c.team_id, impact: '3' }
  await c.farah.post(place, laptop)
  await c.farah.post(place, { name: 'Telephony', kind: 'incident' })
  const fields = { name: 'Newborough', short_name: `N${newId().slice(-8)}`, kind: 'partner', accent: 'plum' }
  const { organisation_id } = await takenOn(c.farah, { ...fields, zone: 'Europe/London' })
  return { c, organisation_id, taken: `/admin/organisations/${organisation_id}/categories/elsewhere` }
}

const pathsOf = async (organisation_id: string) =>
  (
    await owner.query(
      'select path, team_id, active from catalogue.categories where organisation_id = $1 order by path',
      [organisation_id],
    )
  ).rows

test('an organisation has those of another’s categories that are ticked, with what is above them and their team', async () => {
  const { c, organisation_id, taken } = await desk()
  expect(await c.farah.page(taken)).toContain('Hardware / Laptop')
  const from = c.organisation_id
  expect((await c.farah.post(taken, { from, paths: ['Hardware / Laptop'] })).status).toBe(303)
  expect(await pathsOf(organisation_id)).toMatchObject([
    { path: 'Hardware', active: true },
    { path: 'Hardware / Laptop', team_id: c.team_id, active: true },
  ])
  expect((await c.farah.post(taken, { from, paths: ['Telephony'] })).status).toBe(303)
  expect((await pathsOf(organisation_id)).map(({ active }) => active)).toEqual([false, false, true])
  expect((await c.farah.post(taken, { from, paths: ['Hardware', 'Hardware / Laptop'] })).status).toBe(303)
  expect((await pathsOf(organisation_id)).map(({ active }) => active)).toEqual([true, true, false])
})

test('not from whom they do not look after, and not without the right', async () => {
  const { c, organisation_id, taken } = await desk()
  const other = await council()
  const wrong = await c.farah.post(taken, { from: other.organisation_id, paths: ['Hardware'] })
  expect(wrong.status).toBeGreaterThanOrEqual(400)
  expect((await c.asha.post(taken, { from: c.organisation_id, paths: ['Hardware'] })).status).toBe(403)
  expect((await other.farah.get(taken)).status).toBe(404)
  expect((await other.farah.post(taken, { from: other.organisation_id, paths: ['Hardware'] })).status).toBe(404)
  expect(await pathsOf(organisation_id)).toEqual([])
})

test('a category for few is for few there too, and is not taken where its team does not work', async () => {
  const { c, organisation_id, taken } = await desk()
  await owner.query(
    `update catalogue.categories set restricted = true where organisation_id = $1 and path = 'Hardware'`,
    [c.organisation_id],
  )
  const from = c.organisation_id
  expect((await c.farah.post(taken, { from, paths: ['Hardware'] })).status).toBe(303)
  const { rows } = await owner.query('select restricted from catalogue.categories where organisation_id = $1', [
    organisation_id,
  ])
  expect(rows).toEqual([{ restricted: true }])
  const fields = { name: 'Otherborough', short_name: `O${newId().slice(-8)}`, kind: 'partner', accent: 'plum' }
  const { organisation_id: other } = await takenOn(c.farah, { ...fields, zone: 'Europe/London' })
  await owner.query(`update people.organisations set kind = 'partner' where id = $1`, [c.organisation_id])
  const paths = ['Hardware', 'Hardware / Laptop', 'Telephony']
  const place = `/admin/organisations/${other}/categories/elsewhere`
  expect((await c.farah.post(place, { from, paths })).status).toBe(303)
  expect((await pathsOf(other)).map(({ path }) => path)).toEqual(['Telephony'])
})
