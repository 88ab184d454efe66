import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

const squeezed = (text: string) => text.replace(/\s+/g, ' ')

test('people take part with a stated role, seen on the case, and are taken off again; each is recorded', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const path = `/cases/${reference}/participants`
  const who = 'dilys, Carol <carol@carers.example>'
  expect((await c.asha.post(path, { who, role: 'representative' })).status).toBe(303)
  const page = squeezed(await c.asha.page(path))
  expect(page).toContain('Acts for the requester · carol@carers.example · not somebody we know')
  expect(squeezed(await c.asha.page(`/cases/${reference}`))).toContain(
    'Dilys Morgan </span> <span class="side-list__state">acts for the requester'.replace(' </span>', '</span>'),
  )
  const [carol] = [...page.matchAll(/value="([^"]+)" name="participant"/g)].map(found => found[1]!).reverse()
  expect((await c.asha.post(`${path}/remove`, { participant: carol! })).status).toBe(303)
  await c.asha.post(`${path}/remove`, { participant: carol! })
  const names = (await c.happened(id)).map(event => event.name).slice(1)
  expect(names).toEqual(['case.watched', 'case.participantAdded', 'case.participantAdded', 'case.participantRemoved'])
  expect(await c.asha.page(`${path}/find?q=dil`)).toContain(c.dilys.email)
})

test('somebody in another role than before has the new one, and is there once', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const path = `/cases/${reference}/participants`
  for (const role of ['copied', 'copied', 'supplier']) await c.asha.post(path, { who: 'a@supplier.example', role })
  const page = await c.asha.page(path)
  expect(page.match(/a@supplier\.example/g)!.length).toBeGreaterThan(0)
  expect(page.match(/name="participant"/g)).toHaveLength(1)
  expect(squeezed(page)).toContain('Supplier · not somebody we know')
})

test.each([
  ['', 'Enter a name or an e-mail address'],
  ['Nobody <b>', 'is not an e-mail address'],
  ['Nobody at all', 'Nobody called “Nobody at all”'],
])('%j is refused in words, and kept', async (who, sentence) => {
  const c = await council()
  const { reference } = await c.givenCase()
  const answer = await c.asha.post(`/cases/${reference}/participants`, { who, role: 'copied' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(sentence)
})

test('the requester already takes part, and nobody but who works on the case says who does', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  const path = `/cases/${reference}/participants`
  const requester = await c.asha.post(path, { who: c.ben.email, role: 'copied' })
  expect(await requester.text()).toContain('That is the requester of this case')
  for (const act of ['', '/remove']) {
    const fields = { who: 'a@b.example', role: 'copied', participant: c.ben.id }
    expect((await c.ben.post(`${path}${act}`, fields)).status).toBe(403)
    expect((await c.dilys.post(`${path}${act}`, fields)).status).toBe(403)
  }
  expect((await other.asha.post(path, { who: 'a@b.example', role: 'copied' })).status).toBe(404)
  // Another council's person is an address like any other: nothing of them is told.
  await c.asha.post(path, { who: other.ben.email, role: 'copied' })
  expect(squeezed(await c.asha.page(path))).toContain('not somebody we know')
  expect((await other.ben.get(`/requests/${reference}`)).status).toBe(404)
})
