/* Abuse case 43: who logs, searches or takes files very often waits, with what was typed kept; nobody else does. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { settlePace, waitFor } from '#platform/http/pace.ts'
import { settleSite } from '#platform/site.ts'
import { type Council, council } from '#testing/council.tsx'
import { answerWith } from '#testing/files.ts'
import { programFor } from '#testing/program.ts'

beforeAll(() => settleSite({ proxies: 1, url: undefined, port: 3000 }))
beforeEach(() => settlePace(1))
afterAll(() => {
  settlePace(1)
  settleSite({ proxies: 0, url: undefined, port: 3000 })
})

const asked = { subject: 'Printer on fire', body: 'What I typed', effect: 'stopped', location: '', reach: '' }

const effectOf = async (c: Council) =>
  /name="effect"[^>]*value="([^"]+)"/.exec(await c.ben.page('/requests/new/details'))![1]!

test('somebody who asks for help sixty times in ten minutes waits, and what they wrote is kept', async () => {
  const c = await council()
  settlePace(0.1)
  const form = { ...asked, effect: await effectOf(c) }
  for (let n = 0; n < 6; n++) expect((await c.ben.post('/requests/new/details', form)).status).toBe(303)
  const refused = await c.ben.post('/requests/new/details', form)
  const page = await refused.text()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(page).toContain('What you wrote is kept here')
  expect(page).toContain('What I typed</textarea>')
  // With a file too, which is kept with it.
  const sent = answerWith([new File(['x'], 'smoke.txt', { type: 'text/plain' })])
  for (const [name, value] of Object.entries(form)) sent.set(name, value)
  expect(await (await c.ben.send('/requests/new/details', sent)).text()).toContain('smoke.txt')
  // What is wrong is said first, and costs nothing; reading goes on; and a colleague does not wait.
  expect((await c.ben.post('/requests/new/details', { ...form, body: '' })).status).toBe(422)
  expect((await c.ben.get('/requests')).status).toBe(200)
  expect((await c.asha.post('/requests/new/details', form)).status).toBe(303)
})

test('nor is it quicker by a token of one’s own, which is told in problem details; a program of the desk goes on', async () => {
  const c = await council()
  settlePace(0.1)
  const [ben, asha] = [await programFor(c.ben, ['cases.ask']), await programFor(c.asha, ['cases.work', 'cases.read'])]
  const body = { subject: 'Hello', description: 'Hello' }
  const log = async (who: typeof ben, more: object = {}) => who.send('POST', '/cases', { ...body, ...more })
  for (let n = 0; n < 6; n++) expect((await log(ben)).status).toBe(201)
  const refused = await log(ben)
  expect([refused.status, refused.json.code]).toEqual([429, 'platform.too-often'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  for (let n = 0; n < 8; n++) expect((await log(asha, { requester: c.ben.id })).status).toBe(201)
})

test('an analyst who logs too fast keeps the form, and the caller', async () => {
  const c = await council()
  settlePace(0.02)
  const place = `/cases/new?requester=${c.ben.id}`
  const form = () => ({ id: randomUUID(), subject: 'Printer', body: 'What I typed', channel: 'telephone' })
  expect((await c.asha.post(place, form())).status).toBe(303)
  const refused = await c.asha.post(place, form())
  const page = await refused.text()
  expect(refused.status).toBe(429)
  expect(page).toContain('What I typed')
  expect(page).toContain('Ben Carter')
})

test('searching and taking files have a pace of their own, said in plain words with when to come back', async () => {
  const c = await council()
  settlePace(0.05)
  for (const [place, most] of [
    ['/search?q=printer', 6],
    ['/queue/all.csv', 1],
  ] as const) {
    const path = place === '/queue/all.csv' ? await exportOf(c) : place
    for (let n = 0; n < most; n++) expect((await c.asha.get(path)).status, path).toBe(200)
    const refused = await c.asha.get(path)
    const page = await refused.text()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(page).toContain('<h1 class="govuk-heading-l">Wait a moment')
    expect(page).toContain('nothing is lost')
    expect((await c.chidi.get(path)).status).toBe(200)
    expect((await c.asha.get('/queue/all')).status).toBe(200)
  }
})

const exportOf = async (c: Council) =>
  /href="(\/[^"]*(?:export|csv)[^"]*)"/.exec(await c.asha.page('/queue/all'))![1]!.replaceAll('&amp;', '&')

test('a council of five hundred behind one address is not held up on its worst morning', () => {
  // Asked of the pace itself: five hundred people, two requests and ten searches each, within a moment.
  const as = (n: number, address: string) =>
    ({
      var: { actor: { person_id: `person ${n}` } },
      req: { header: (name: string) => (name === 'x-forwarded-for' ? address : undefined) },
    }) as unknown as Parameters<typeof waitFor>[0]
  const office = '203.0.113.5'
  for (let n = 0; n < 500; n++) {
    for (let k = 0; k < 2; k++) expect(waitFor(as(n, office), 'log')).toBe(0)
    for (let k = 0; k < 6; k++) expect(waitFor(as(n, office), 'search')).toBe(0)
  }
  // Thousands of accounts from one place are somebody’s program, and another place goes on.
  let refused = 0
  for (let n = 500; n < 1500; n++) if (waitFor(as(n, office), 'log') > 0) refused += 1
  expect(refused).toBeGreaterThan(400)
  expect(waitFor(as(1, '198.51.100.4'), 'log')).toBe(0)
  // Of IPv6 everybody has as many addresses as they like: the first half counts.
  settlePace(0.01)
  const many = Array.from({ length: 40 }, (_, n) => waitFor(as(n, `2001:db8:1:1::${n.toString(16)}`), 'log'))
  expect(many.filter(seconds => seconds > 0).length).toBeGreaterThan(20)
})
