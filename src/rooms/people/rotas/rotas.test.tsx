import { expect, test } from 'vitest'
import { type Council, council, owner } from '#testing/council.tsx'
import { onCallAt } from './rota.queries.ts'

const HOURS = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, '00:00 to 24:00']))
const FIELDS = {
  ...{
    ...HOURS,
    name: 'Out of hours',
    zone: 'Europe/London',
    starts_on: '2026-03-02',
    handover: '09:00',
    turn_days: '7',
  },
}

async function withRota(c: Council, more: Record<string, string> = {}) {
  const turns = { person_1: c.asha.id, person_2: c.chidi.id }
  const made = await c.farah.post(`/admin/teams/${c.team_id}/rotas`, { ...FIELDS, ...turns, ...more })
  expect(made.status).toBe(303)
  return made.headers.get('location')!.split('?')[0]!.split('/').at(-1)!
}

const at = (text: string) => new Date(`${text}Z`)

test('a team’s rota says who is on call, by turn, now and for four weeks, to pages and to other rooms', async () => {
  const c = await council()
  const rota = await withRota(c)
  const on = (when: string) => c.reading(tx => onCallAt(tx, c.team_id, at(when)))
  expect(await on('2026-03-04T03:00')).toEqual([
    expect.objectContaining({
      rota: 'Out of hours',
      person: c.asha.name,
      person_id: c.asha.id,
      until: at('2026-03-09T09:00'),
    }),
  ])
  expect(await on('2026-03-09T09:00')).toMatchObject([{ person: c.chidi.name }])
  expect(await on('2026-03-01T09:00')).toEqual([])
  expect(await c.asha.page('/on-call')).toMatch(/Asha Patel, until|Chidi Okafor, until/)
  const weeks = await c.asha.page(`/on-call/${rota}`)
  expect(weeks).toContain('The next four weeks, in Europe/London')
  expect(weeks.match(/Their turn/g)!.length).toBeGreaterThanOrEqual(4)
  expect(weeks).not.toContain('Put somebody in')
  const again = await c.farah.page(`/admin/rotas/${rota}`)
  expect(again).toMatch(new RegExp(`value="${c.asha.id}" selected`))
})

test('a team’s lead swaps a turn and takes it back; whoever is put in last is on call', async () => {
  const c = await council()
  const rota = await withRota(c)
  const time = { from: '2037-01-05T09:00', until: '2037-01-06T09:00', because: 'A swap' }
  expect((await c.chidi.post(`/on-call/${rota}/stand-ins`, { ...time, person_id: c.asha.id })).status).toBe(303)
  expect(
    (await c.chidi.post(`/on-call/${rota}/stand-ins`, { ...time, person_id: 'nobody', because: 'Closed' })).status,
  ).toBe(303)
  const on = () => c.reading(tx => onCallAt(tx, c.team_id, at('2037-01-05T12:00')))
  expect(await on()).toMatchObject([{ person_id: null, person: null }])
  const { rows } = await owner.query(`select id, because from people.rota_overrides where rota_id = $1`, [rota])
  const gap = rows.find(({ because }) => because === 'Closed').id
  expect(await c.chidi.page(`/on-call/${rota}`)).toContain('A swap')
  expect((await c.chidi.post(`/on-call/${rota}/stand-ins/${gap}/remove`)).status).toBe(303)
  expect(await on()).toMatchObject([{ person_id: c.asha.id }])
  expect((await c.happened(c.organisation_id)).map(({ name }) => name).slice(-3)).toEqual(
    Array(3).fill('organisation.rotaOverridden'),
  )
})

test('whoever leaves is a gap, and the page says so', async () => {
  const c = await council()
  const rota = await withRota(c, { person_2: '' })
  await owner.query('update people.persons set active = false where id = $1', [c.asha.id])
  const weeks = await c.farah.page(`/on-call/${rota}`)
  expect(weeks).toContain('nobody is on')
  expect(weeks).toContain('Whose turn it is has left')
  expect(await c.reading(tx => onCallAt(tx, c.team_id, at('2026-03-04T03:00')))).toMatchObject([{ person_id: null }])
})

test.each([
  [{ name: '' }, 'Enter a name'],
  [{ starts_on: '2026-02-31' }, 'Write the date like'],
  [{ handover: '9' }, 'Write the time like 09:00'],
  [{ turn_days: '90' }, '28 days or less'],
  [{ zone: 'Moon/Crater' }, 'There is no such time zone'],
  [{ mon: '17:00 to 09:00' }, 'next day'],
  [{ mon: '', tue: '', wed: '', thu: '', fri: '', sat: '', sun: '' }, 'this rota has no hours'],
])('nonsense is refused beside its field, and what was typed kept: %j', async (wrong, said) => {
  const c = await council()
  const response = await c.farah.post(`/admin/teams/${c.team_id}/rotas`, { ...FIELDS, ...wrong })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain(said)
  expect(page).toContain('2026-')
})

test.each([
  [{ until: '2037-01-05T08:00' }, 'The end is before the beginning'],
  [{ from: '2037-03-29T01:30' }, 'a time there is'],
  [{ person_id: '' }, 'Choose who'],
  [{ because: '' }, 'Say why'],
])('a stand-in that cannot be is refused: %j', async (wrong, said) => {
  const c = await council()
  const rota = await withRota(c)
  const time = { from: '2037-01-05T09:00', until: '2037-01-06T09:00', because: 'x', person_id: c.asha.id }
  const response = await c.farah.post(`/on-call/${rota}/stand-ins`, { ...time, ...wrong })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain(said)
})

test('only those who work in the team can be on its rota; a rota can be changed and removed', async () => {
  const c = await council()
  const stranger = await c.farah.post(`/admin/teams/${c.team_id}/rotas`, { ...FIELDS, person_1: c.ben.id })
  expect(stranger.status).toBe(422)
  const rota = await withRota(c)
  await c.farah.post(`/admin/rotas/${rota}`, { ...FIELDS, name: 'Nights', person_1: c.chidi.id })
  expect(await c.asha.page('/on-call')).toContain('Nights')
  expect((await c.farah.post(`/admin/rotas/${rota}/remove`)).status).toBe(303)
  expect(await c.asha.page('/on-call')).toContain('No rotas')
})

test('only who manages may change it, and another council sees nothing of it', async () => {
  const c = await council()
  const other = await council()
  const rota = await withRota(c)
  expect((await c.asha.get(`/admin/rotas/${rota}`)).status).toBe(403)
  expect((await c.asha.post(`/on-call/${rota}/stand-ins`, {})).status).toBe(403)
  expect((await c.ben.get('/on-call')).status).toBe(403)
  for (const place of [`/on-call/${rota}`, `/admin/rotas/${rota}`, `/admin/teams/${c.team_id}/rotas`])
    expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.post(`/admin/rotas/${rota}`, FIELDS)).status).toBe(404)
  expect((await other.farah.post(`/admin/rotas/${rota}/remove`)).status).toBe(404)
  const theirs = { person_id: other.asha.id, from: '2037-01-05T09:00', until: '2037-01-06T09:00', because: 'x' }
  expect((await c.farah.post(`/on-call/${rota}/stand-ins`, theirs)).status).toBe(422)
})
