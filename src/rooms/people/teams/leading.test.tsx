import { expect, test } from 'vitest'
import { council, owner } from '#testing/council.tsx'

test('somebody leads a team for a time and works in it before and after', async () => {
  const c = await council()
  const lead = { person: c.asha.id, leads: 'days', from: '2027-01-01', until: '2027-03-31' }
  expect((await c.farah.post(`/admin/teams/${c.team_id}/members/dates`, lead)).status).toBe(303)
  expect(await c.farah.page(`/admin/teams/${c.team_id}`)).toContain('from 1 January 2027 until 31 March 2027')
  const leads = async () => {
    const { rows } = await owner.query('select person_id from people.workers_of($1) where leads', [c.team_id])
    return rows.map(({ person_id }) => person_id).sort()
  }
  expect(await leads()).toEqual([c.chidi.id])
  await owner.query(`update people.team_members set leads_from = now() - interval '1 day' where person_id = $1`, [
    c.asha.id,
  ])
  expect(await leads()).toEqual([c.asha.id, c.chidi.id].sort())
  // Who works in it is saved, and the days stay.
  await c.farah.post(`/admin/teams/${c.team_id}/members`, { member: [c.asha.id, c.chidi.id], leads: c.asha.id })
  await owner.query(`update people.team_members set leads_until = now() where person_id = $1`, [c.asha.id])
  expect(await leads()).toEqual([])
  const works = await owner.query('select count(*)::int as n from people.workers_of($1)', [c.team_id])
  expect(works.rows[0].n).toBe(2)
})
