import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { verify } from '#platform/audit/seal.ts'
import { checkCases } from '#rooms/cases/index.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { answerWith } from '#testing/files.ts'

const REPORTS = ['/reports/backlog', '/reports/performance', '/reports/channels', '/reports/hygiene', '/today']

/** What every report says, without the clock's own words on the page. */
async function figuresOf(c: Council) {
  const pages = await Promise.all(REPORTS.map(place => c.evan.page(`${place}?organisation=${c.short}`)))
  // What a case was about is their own words, and goes; the figures around it stay.
  const own = /My badge, Ben Carter, is lost|\[Removed\]/g
  const texts = pages.map(page => (/<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '').replaceAll(own, 'theirs'))
  return texts.map(text => text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/just now|\d+ (second|minute)s? ago/g, ''))
}

/** Erases Ben in the two steps, and lets the worker do it. */
async function erased(c: Council) {
  const asked = await c.farah.post(`/admin/people/${c.ben.id}/erase`, { because: 'Asked on 20 November' })
  expect(asked.status).toBe(303)
  const place = asked.headers.get('location')!
  expect((await c.farah.post(place, { name: 'ben carter' })).status).toBe(303)
  await c.work()
  return place
}

async function busy(c: Council) {
  const own = await c.givenCase({ subject: 'My badge, Ben Carter, is lost', body: 'Ring Ben on 020 7946 0123.' })
  await c.work()
  const file = new File(['my passport'], 'passport.txt')
  await c.ben.send(`/requests/${own.reference}`, answerWith([file], 'I am Ben Carter of Housing'))
  await c.asha.post(`/cases/${own.reference}/reply`, { body: 'Dear Ben, we look at it.', then_do: 'send' })
  await c.asha.post(`/cases/${own.reference}/note`, { body: 'Ben Carter called again' })
  await c.asha.post(`/cases/${own.reference}/tasks`, { title: 'Ring Ben Carter' })
  await c.ben.post('/account', { phone: '020 7946 0123', location: 'Room 12', assistance: '' })
  const other = await c.givenCase({ requester_id: c.dilys.id, subject: 'Not theirs', body: 'Benches are broken.' })
  await c.work()
  return { own, other }
}

/** Every table's rows of a council as text, but those that say by design what was erased. */
async function allText(c: Council) {
  const texts: string[] = []
  for (const [table, { organisation, left_out }] of held) {
    if (organisation === null || (left_out && !table.includes('search'))) continue
    const { rows } = await owner.query(
      `select row_to_json(t)::text as line from ${table} t where ${organisation} = $1`,
      [c.organisation_id],
    )
    texts.push(...rows.map(({ line }) => `${table} ${line}`))
  }
  return texts
}

test('an erased person is nowhere any more, figures stay as they were, and the record still fits', {
  timeout: 120_000,
}, async () => {
  const c = await council()
  const { own, other } = await busy(c)
  const before = await figuresOf(c)
  const place = await erased(c)
  const found = (await allText(c)).filter(line => /ben carter|ben@|7946 0123|passport|room 12|\bBen\b/i.test(line))
  expect(found).toEqual([])
  expect(await figuresOf(c)).toEqual(before)
  const { faults } = await verify(owner, { organisation_id: c.organisation_id, checks: [checkCases] })
  expect(faults).toEqual([])
  const page = await c.farah.page(place)
  expect(page).toContain('It is done')
  expect(page).toMatch(/Erase Person [0-9A-F]{4}/)
  const theCase = await c.asha.page(`/cases/${own.reference}`)
  expect(theCase).toMatch(/Person [0-9A-F]{4}/)
  expect(theCase).toContain('[Removed]')
  expect(await c.asha.page(`/cases/${other.reference}`)).toContain('Benches are broken.')
  const { rows } = await owner.query('select from people.sessions where person_id = $1', [c.ben.id])
  expect(rows).toEqual([])
})

test('whoever changes what was left of an erased event is found out', { timeout: 60_000 }, async () => {
  const c = await council()
  const { own } = await busy(c)
  await erased(c)
  const faultsOf = async () => (await verify(owner, { organisation_id: c.organisation_id })).faults
  expect(await faultsOf()).toEqual([])
  const change = (set: string, where = 'replaced_at is not null and position = 2') =>
    owner.query(`update platform.events set ${set} where subject_id = $1 and ${where}`, [own.id])
  await change(`actor_name = 'Somebody else'`)
  expect(await faultsOf()).toEqual([expect.stringContaining('is not as it was left')])
  await change(`replaced_at = null`)
  expect((await faultsOf()).length).toBeGreaterThan(0)
  await change(`digest = sha256('x'), replaced_at = now()`, 'position = 2')
  expect((await faultsOf()).length).toBeGreaterThan(0)
})

test('nobody is erased by one step, without a reason or by another name; and it can be withdrawn', async () => {
  const c = await council()
  const place = `/admin/people/${c.ben.id}/erase`
  expect(await c.farah.page(place)).toContain('What would change')
  const nothing = await c.farah.post(place, { because: ' ' })
  expect(nothing.status).toBe(422)
  expect(await nothing.text()).toContain('Say why')
  const asked = (await c.farah.post(place, { because: 'Asked for it' })).headers.get('location')!
  expect((await c.farah.post(place, { because: 'Again' })).status).toBe(409)
  const wrong = await c.farah.post(asked, { name: 'Bob' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="Bob"')
  await c.work()
  expect(await c.farah.page(`/admin/people/${c.ben.id}/information`)).toContain('Held about Ben Carter')
  expect((await c.farah.post(`${asked}/withdraw`)).status).toBe(303)
  expect((await c.farah.post(asked, { name: 'Ben Carter' })).status).toBe(409)
  expect(await c.farah.page(asked)).toContain('It was withdrawn')
})

test('a legal hold stops it, before and after it was confirmed, until it is lifted', { timeout: 60_000 }, async () => {
  const c = await council()
  const hold = () => c.farah.post(`/admin/people/${c.ben.id}/hold`, { because: 'A claim of 3 November' })
  expect((await c.farah.post(`/admin/people/${c.ben.id}/hold`, { because: '' })).status).toBe(422)
  expect((await hold()).status).toBe(303)
  expect((await hold()).status).toBe(409)
  expect((await c.farah.post(`/admin/people/${c.ben.id}/erase`, { because: 'Asked' })).status).toBe(409)
  const page = await c.farah.page(`/admin/people/${c.ben.id}/information`)
  expect(page).toContain('A claim of 3 November')
  const lift = /\/information\/holds\/[^"]*\/lift/.exec(page)![0]
  expect((await c.farah.post(lift)).status).toBe(303)
  expect((await c.farah.post(lift)).status).toBe(404)
  const asked = (await c.farah.post(`/admin/people/${c.ben.id}/erase`, { because: 'Asked' })).headers.get('location')!
  await c.farah.post(asked, { name: 'Ben Carter' })
  expect((await hold()).status).toBe(303)
  await c.work()
  expect(await c.farah.page(asked)).toContain('A legal hold came meanwhile')
  expect(await c.farah.page(`/admin/people/${c.ben.id}/information`)).toContain('Held about Ben Carter')
})

test('only those who answer for information erase or hold, and only people of their own', async () => {
  const [c, other] = [await council(), await council()]
  for (const someone of [c.asha, c.ben, c.evan, c.dilys]) {
    expect((await someone.get(`/admin/people/${c.ben.id}/erase`)).status).toBe(403)
    expect((await someone.post(`/admin/people/${c.ben.id}/erase`, { because: 'x' })).status).toBe(403)
    expect((await someone.post(`/admin/people/${c.ben.id}/hold`, { because: 'x' })).status).toBe(403)
  }
  expect((await other.farah.get(`/admin/people/${c.ben.id}/erase`)).status).toBe(404)
  expect((await other.farah.post(`/admin/people/${c.ben.id}/erase`, { because: 'x' })).status).toBe(404)
  const asked = (await c.farah.post(`/admin/people/${c.ben.id}/erase`, { because: 'x' })).headers.get('location')!
  expect((await other.farah.get(asked)).status).toBe(404)
  expect((await other.farah.post(asked, { name: 'Ben Carter' })).status).toBe(404)
})

test('somebody is given what is held about them, without naming others unless that is chosen', {
  timeout: 60_000,
}, async () => {
  const c = await council()
  await busy(c)
  const place = `/admin/people/${c.ben.id}/information`
  const page = await c.farah.page(place)
  expect(page).toContain('I am Ben Carter of Housing')
  expect(page).not.toContain('Asha Patel')
  expect(await c.farah.page(`${place}?others=named`)).toContain('Asha Patel')
  const taken = async (fields: Record<string, string>) => {
    const archive = (await c.farah.post(`${place}/archives`, fields)).headers.get('location')!
    await c.work()
    const answer = await c.farah.get(`${archive}/parts/1`)
    return unzipSync(new Uint8Array(await answer.arrayBuffer()))
  }
  const files = await taken({})
  const all = Object.values(files).map(bytes => strFromU8(bytes))
  expect(all.filter(text => /asha patel|asha@/i.test(text))).toEqual([])
  expect(strFromU8(files['index.html']!)).toContain('I am Ben Carter of Housing')
  expect(strFromU8(files['data/people.sessions.jsonl']!)).toContain(c.ben.id)
  expect(Object.keys(files).some(path => path.endsWith('passport.txt'))).toBe(true)
  expect(strFromU8(files['data/cases.cases.csv']!)).not.toContain('Not theirs')
  expect(strFromU8((await taken({ named: 'yes' }))['index.html']!)).toContain('Asha Patel')
  expect((await c.happened(c.ben.id)).map(({ name }) => name)).toContain('person.accessAsked')
  expect((await c.asha.get(place)).status).toBe(403)
  expect((await (await council()).farah.get(place)).status).toBe(404)
})
