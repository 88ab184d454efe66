import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council, owner } from '#testing/council.tsx'

/** A council, and a plan to split it that nobody has chosen anything for. */
async function planned(fields: Record<string, string> = {}) {
  const a = await council()
  const place = `/admin/organisations/${a.organisation_id}/splits`
  const short_name = `S${newId().slice(-8)}`
  const named = { name: 'North Council', short_name, takes_effect_at: '', ...fields }
  const plan = (await a.farah.post(place, named)).headers.get('location')!
  return { a, place, plan, short_name, named }
}

const SETTLED = { restricted: 'stays', memberships: 'ends', administrator: 'planner', staying_team: 'goes' }

test('a split is planned, whoever goes is chosen, and what would happen is counted', async () => {
  const { a, place, plan, named } = await planned({ takes_effect_at: '2037-04-01' })
  const wrong = await a.farah.post(place, { ...named, name: '', takes_effect_at: 'soon' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Enter a day that exists')
  expect(await (await a.farah.post(place, { ...named, short_name: a.short })).text()).toContain('has that short name')
  expect(await a.farah.page(place)).toContain('North Council')
  await a.givenCase()
  await a.givenCase({ requester_id: a.evan.id, subject: 'Stays' })
  await owner.query('update people.persons set department = $1 where id = $2', ['Parks', a.ben.id])
  const first = await a.farah.page(plan)
  expect(first).toContain('Nobody goes')
  expect(first).toContain('Parks (1)')
  const missed = await a.farah.post(`${plan}/choose`, { departments: 'Parks', also: 'nobody@nowhere.example' })
  expect(missed.status).toBe(422)
  expect(await missed.text()).toContain('Nobody here has the address nobody@nowhere.example')
  await a.farah.post(`${plan}/choose`, { departments: 'Parks', also: a.dilys.email })
  const page = await a.farah.page(plan)
  expect(page).toContain('2 people go')
  expect(page).toContain('1 open case goes')
  expect(page).toContain('1 open case stays')
  expect(page).toContain('Open cases of people who go, with a team that stays: 1')
  expect(page).toContain('3 of 3 are still to be settled')
  await a.farah.post(`${plan}/settle`, { ...SETTLED, staying_team: 'stays' })
  const settled = await a.farah.page(plan)
  expect(settled).toContain('All of it is settled')
  expect(settled).toContain('0 open cases go')
  // Whoever is left out stays, though their department goes.
  await a.farah.post(`${plan}/choose`, { departments: 'Parks', also: a.dilys.email, but_not: a.ben.email })
  expect(await a.farah.page(plan)).toContain('1 person goes')
  expect((await a.farah.post(`${plan}/withdraw`)).status).toBe(303)
  expect(await a.farah.page(plan)).toContain('Withdrawn')
  expect((await a.farah.post(`${plan}/choose`, { departments: 'Parks' })).status).toBe(409)
})

test('a team, a mailbox, a lead, a rota and a waiting reply stand between until they are settled', async () => {
  const { a, plan } = await planned()
  const { rows } = await owner.query(
    `insert into channels.mailboxes (id, organisation_id, address, name, team_id) values ($1, $2, $3, 'North', $4) returning id`,
    [newId(), a.organisation_id, `north@${a.short.toLowerCase()}.example`, a.team_id],
  )
  await a.givenCase({ requester_id: a.evan.id })
  await a.farah.post(`${plan}/choose`, { teams: a.team_id, mailboxes: rows[0].id, but_not: a.chidi.email })
  const page = await a.farah.page(plan)
  expect(page).toContain('1 person goes')
  expect(page).toContain('with 1 team and 1 mailbox')
  expect(page).toContain('leads Service desk')
  expect(page).toContain('Open cases that stay, with a team or a person that goes: 1')
  await a.farah.post(`${plan}/choose`, { teams: a.team_id })
  const whole = await a.farah.page(plan)
  expect(whole).toContain('2 people go')
  expect(whole).not.toContain('leads Service desk')
  // Another council's team cannot be chosen.
  const other = await council()
  await a.farah.post(`${plan}/choose`, { teams: other.team_id })
  expect(await a.farah.page(plan)).toContain('Nobody goes')
})

test('only who looks after it may, and for others there is no plan', async () => {
  const { a, place, plan, named } = await planned()
  const other = await council()
  expect((await a.asha.get(place)).status).toBe(403)
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.post(place, named)).status).toBe(404)
  expect((await other.farah.get(plan)).status).toBe(404)
  expect((await other.farah.get(`/information/splits/${newId()}`)).status).toBe(404)
  for (const act of ['choose', 'settle', 'withdraw'])
    expect((await other.farah.post(`${plan}/${act}`)).status).toBe(404)
  // It is no merge, and is not shown as one.
  expect((await a.farah.get(plan.replace('splits', 'successions'))).status).toBe(404)
})
