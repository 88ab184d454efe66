/* What a form or a program names that is not its to name: keys of another organisation (abuse case 18), and columns nobody offered (27). */
import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

const PRINTER = { subject: 'Printer on fire', description: 'There is smoke.' }

const allOf = async (c: Council) =>
  JSON.stringify(await c.reading(tx => tx.selectFrom('cases.cases').selectAll().execute()))

/** The ways in which a key comes that no form of ours would send. */
const ways = (key: string): [string, unknown][] => [
  ['another’s', key],
  ['in capitals', key.toUpperCase()],
  ['null', null],
  ['empty', ''],
  ['a list of it', [key]],
  ['an object', { id: key }],
  ['a number', 1],
  ['of nobody', '018e96f4-a800-71eb-9941-a5f4b0fefa37'],
]

test('a case logged with keys of another council is refused, however they are written (abuse case 18)', async () => {
  const [c, other] = [await council(), await council()]
  const { post } = await programFor(c.asha, ['cases.work'])
  const before = await allOf(other)
  const keys = { organisation: other.organisation_id, requester: other.ben.id, category: other.category_id }
  for (const [name, key] of Object.entries(keys))
    for (const [way, value] of ways(key)) {
      const { status } = await post('/cases', { ...PRINTER, [name]: value })
      expect([name, way, status]).toEqual([
        name,
        way,
        expect.toSatisfy((one: number) => [403, 404, 409, 422].includes(one)),
      ])
    }
  expect(await allOf(other)).toBe(before)
  expect(await allOf(c)).toBe('[]')
})

test('left out, the organisation is the token’s own; said twice, one saying does not hide the other (abuse case 18)', async () => {
  const [c, other] = [await council(), await council()]
  const { post } = await programFor(c.asha, ['cases.work'])
  const { json } = await post('/cases', PRINTER)
  expect(json.organisation_id).toBe(c.organisation_id)
  const twice = (first: string, second: string) =>
    `{"subject":"Twice","description":"x","organisation":"${first}","organisation":"${second}"}`
  expect((await post('/cases', twice(c.organisation_id, other.organisation_id))).status).toBe(422)
  await post('/cases', twice(other.organisation_id, c.organisation_id))
  expect(await allOf(other)).toBe('[]')
})

test('the form takes no more of another council’s than the API does (abuse case 18)', async () => {
  const [c, other] = [await council(), await council()]
  const whole = {
    ...{ organisation_id: c.organisation_id, requester_id: c.ben.id, subject: 'Printer on fire', body: 'Smoke.' },
    ...{ channel: 'telephone', category_id: c.category_id, impact: '3', urgency: '3' },
  }
  const keys = {
    organisation_id: other.organisation_id,
    requester_id: other.ben.id,
    category_id: other.category_id,
    team_id: other.team_id,
    assignee_id: other.asha.id,
  }
  for (const [name, key] of Object.entries(keys))
    for (const value of [key, [key, key]]) await c.asha.post('/cases/new', { ...whole, [name]: value })
  expect(await allOf(other)).toBe('[]')
  const mine = await allOf(c)
  for (const key of Object.values(keys)) expect(mine).not.toContain(key)
})

const EVERY_COLUMN = {
  ...{ id: '018e96f4-a800-71eb-9941-a5f4b0fefa37', reference: 'C-1', state: 'closed', priority: 'P1', created_by: 'x' },
  ...{ logged_by: 'x', logged_at: '2020-01-01T00:00:00Z', created_at: '2020-01-01T00:00:00Z', next_due_at: null },
  ...{ is_internal: true, shown_to: 'staff', kind: 'note', author_id: 'x', resolved_at: '2020-01-01T00:00:00Z' },
  ...{ target_seconds: 1, breached: false, version: 99, restricted: true, organisation_id: 'x', requester_id: 'x' },
}

test('a program cannot set what no operation offers: each is refused by its name (abuse case 27)', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const { post, patch, get } = await programFor(c.asha, ['cases.work', 'cases.read'])
  const before = await allOf(c)
  for (const [name, value] of Object.entries(EVERY_COLUMN)) {
    const logged = await post('/cases', { ...PRINTER, [name]: value })
    expect([name, logged.status, logged.json.errors?.[0].pointer]).toEqual([name, 422, `/${name}`])
    const { headers } = await get(`/cases/${reference}`)
    const { status } = await patch(`/cases/${reference}`, { [name]: value }, { 'if-match': headers.get('etag') ?? '' })
    expect([name, status >= 400]).toEqual([name, true])
  }
  expect(await allOf(c)).toBe(before)
})

test('a requester’s form sets what it offers and nothing else (abuse case 27)', async () => {
  const c = await council()
  const more = Object.fromEntries(Object.entries(EVERY_COLUMN).map(([name, value]) => [name, String(value)]))
  const { id: _, kind: __, ...given } = more
  await c.ben.post('/requests/new', { ...given, impact: '1', urgency: '1', subject: 'Printer', body: 'Smoke.' })
  const cases = await c.reading(tx => tx.selectFrom('cases.cases').selectAll().execute())
  for (const one of cases) {
    expect(one).toMatchObject({ state: 'new', requester_id: c.ben.id, organisation_id: c.organisation_id })
    expect(one.priority).not.toBe('P1')
    expect(one.logged_at.getFullYear()).toBeGreaterThan(2025)
  }
})
