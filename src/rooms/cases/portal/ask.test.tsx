import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { app, type Council, council, visitor } from '#testing/council.tsx'

const DETAILS = '/requests/new/details'

const asked = (more: Record<string, string> = {}) => ({
  id: newId(),
  subject: 'The printer will not print',
  body: 'It says PC LOAD LETTER.',
  effect: 'stopped',
  ...more,
})

/** What Ben asked for, with its first message. */
const casesOf = (c: Council) =>
  c.reading(tx =>
    tx
      .selectFrom('cases.cases as c')
      .innerJoin('cases.messages as m', 'm.case_id', 'c.id')
      .selectAll('c')
      .select('m.body')
      .where('c.requester_id', '=', c.ben.id)
      .execute(),
  )

async function withBranch(c: Council) {
  const id = newId()
  const row = {
    id,
    organisation_id: c.organisation_id,
    parent_id: c.category_id,
    name: 'Laptop',
    path: 'Hardware / Laptop',
  }
  await c.writing(tx => tx.insertInto('catalogue.categories').values(row).execute())
  return id
}

test('what it is about is asked one level at a time, and there is always something else', async () => {
  const c = await council()
  const laptop = await withBranch(c)
  const first = await c.ben.page('/requests/new')
  expect(first).toContain('What do you need help with?')
  expect(first).toContain(`href="/requests/new?about=${c.category_id}"`)
  expect(first).toContain(`href="${DETAILS}"`)
  const second = await c.ben.page(`/requests/new?about=${c.category_id}`)
  expect(second).toContain(`href="${DETAILS}?about=${laptop}"`)
  expect(second).toContain('Something else to do with hardware')
  expect(await c.ben.page(`${DETAILS}?about=${laptop}`)).toContain('Hardware / Laptop')
})

test('a request becomes a case with its priority, its place and its words, and is told when it will be answered', async () => {
  const c = await council()
  const response = await c.ben.post(
    `${DETAILS}?about=${c.category_id}`,
    asked({ location: 'Room 4', reach: '01234 5' }),
  )
  expect(response.status).toBe(303)
  const [theCase] = await casesOf(c)
  expect(theCase).toMatchObject({
    ...{ subject: 'The printer will not print', priority: 'P2', channel: 'portal', location: 'Room 4', state: 'new' },
    ...{ category_id: c.category_id, team_id: c.team_id, logged_by: c.ben.id },
    body: 'It says PC LOAD LETTER.\n\nBest way to reach me: 01234 5',
  })
  const sent = await c.ben.page(response.headers.get('location')!)
  expect(sent).toContain('We have your request')
  expect(sent).toContain(theCase!.reference)
  expect(sent).toMatch(/We aim to answer you by .*\d\d:\d\d/)
  expect(sent).toMatch(/We aim to have this finished by /)
  expect((await c.happened(theCase!.id)).map(({ name }) => name)).toEqual(['case.logged'])
})

test('the same form posted twice, even at once, is one case', async () => {
  const c = await council()
  const form = asked()
  const [first, second] = await Promise.all([c.ben.post(DETAILS, form), c.ben.post(DETAILS, form)])
  const third = await c.ben.post(DETAILS, form)
  expect(new Set([first, second, third].map(response => response.headers.get('location'))).size).toBe(1)
  expect(await casesOf(c)).toHaveLength(1)
})

test("another person's form cannot take over a case", async () => {
  const c = await council()
  const form = asked()
  await c.ben.post(DETAILS, form)
  expect((await c.asha.post(DETAILS, form)).status).toBe(409)
})

test('what is missing is said beside its field, and what was typed stays', async () => {
  const c = await council()
  const response = await c.ben.post(DETAILS, { subject: ' ', body: 'All of it <b>', effect: 'everything' })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('<title>Error: Tell us what you need')
  expect(page).toContain('Say what you need help with, in a few words')
  expect(page).toContain('Choose how this affects work')
  expect(page).toContain('All of it &lt;b></textarea>')
  expect(await casesOf(c)).toHaveLength(0)
})

test('a category of another council is refused', async () => {
  const [c, other] = await Promise.all([council(), council()])
  const response = await c.ben.post(`${DETAILS}?about=${other.category_id}`, asked())
  expect(response.status).toBe(422)
  expect(await casesOf(c)).toHaveLength(0)
})

test('nobody signed in is shown the way to sign in', async () => {
  expect((await visitor.get('/requests/new')).headers.get('location')).toBe('/sign-in?return=%2Frequests%2Fnew')
})

test('what was typed when the session had ended is back after signing in, once, files or not', async () => {
  const c = await council()
  const form = new FormData()
  for (const [name, value] of Object.entries(asked({ subject: 'Lost & found' }))) form.append(name, value)
  form.append('files', new File(['x'.repeat(300_000)], 'picture.png'))
  const refused = await visitor.send(`${DETAILS}?about=${c.category_id}`, form)
  expect(refused.status).toBe(303)
  const signIn = new URL(refused.headers.get('location')!, 'http://localhost')
  expect(signIn.searchParams.get('kept')).toBe('yes')
  const back = signIn.searchParams.get('return')!
  expect(back).toMatch(new RegExp(`^${DETAILS}\\?about=${c.category_id}&kept=`))
  const page = await c.ben.page(back)
  expect(page).toContain('value="Lost &amp; found"')
  expect(page).toContain('It says PC LOAD LETTER.</textarea>')
  expect(page).toContain('What you had written is back')
  expect(page).toContain(String(form.get('id')))
  expect(page).not.toContain('<live-refresh')
  expect(await c.ben.page(back)).not.toContain('Lost &amp; found')
  const files = await c.reading(tx => tx.selectFrom('platform.files').select('id').execute())
  expect(files).toEqual([])
})

test('a body that is not a form is refused', async () => {
  const c = await council()
  const headers = { cookie: c.ben.cookie, origin: 'http://localhost', 'content-type': 'application/json' }
  const response = await app.request(`http://localhost${DETAILS}`, { method: 'POST', body: '{}', headers })
  expect(response.status).toBe(400)
})
