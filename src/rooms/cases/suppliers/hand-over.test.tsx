import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { givenAgreement } from '#testing/agreements.ts'
import { council } from '#testing/council.tsx'

const targets = [{ metric: 'resolve', seconds: 4 * 3600 }]

async function desk() {
  const c = await council()
  const agreement_id = await givenAgreement(c, {
    ...{ kind: 'supplier', name: 'Printers', supplier: 'Ricoh', versions: [{ targets }] },
  })
  const { reference } = await c.givenCase({})
  return { c, agreement_id, place: `/cases/${reference}/supplier` }
}

const TYPED = { their_reference: 'R-77', note: 'The drum is worn' }

test('whoever is too late to hand a case over is told so on the form, with what they typed', async () => {
  const { c, agreement_id, place } = await desk()
  expect((await c.asha.post(place, { agreement_id })).status).toBe(303)
  const late = await c.chidi.post(place, { agreement_id, ...TYPED })
  expect(late.status).toBe(409)
  const page = await late.text()
  expect(page).toContain('<title>Error: ')
  expect(page).toContain('A supplier has this case already. Take it back from them first.')
  expect(page).toContain('value="R-77"')
  expect(page).toContain('The drum is worn')
})

test('a supplier of nobody’s is refused on the form as well', async () => {
  const { c, place } = await desk()
  const wrong = await c.asha.post(place, { agreement_id: newId(), ...TYPED })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('That supplier has no agreement with this organisation.')
  expect(page).toContain('The drum is worn')
})

test('taking back what no supplier has keeps why it was to be taken back', async () => {
  const { c, place } = await desk()
  const early = await c.asha.post(`${place}/back`, { result: 'rejected', because: 'Not theirs' })
  expect(early.status).toBe(409)
  const page = await early.text()
  expect(page).toContain('No supplier has this case.')
  expect(page).toContain('Not theirs')
  expect(page).toMatch(/value="rejected"[^>]*checked/)
})

test('only who works cases there hands them over', async () => {
  const { c, agreement_id, place } = await desk()
  const other = await desk()
  expect((await c.ben.post(place, { agreement_id })).status).toBe(403)
  expect((await other.c.asha.post(place, { agreement_id })).status).toBe(404)
  expect((await other.c.asha.post(`${place}/back`, { result: 'done' })).status).toBe(404)
})
