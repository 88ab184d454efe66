import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { givenAgreement } from '#testing/agreements.ts'
import { council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

const targets = [
  { metric: 'first_response', seconds: 3600 },
  { metric: 'resolve', seconds: 4 * 3600 },
]

async function desk() {
  const c = await council()
  const agreement_id = await givenAgreement(c, {
    ...{ kind: 'supplier', name: 'Printers', supplier: 'Ricoh', versions: [{ targets }] },
  })
  const { reference } = await c.givenCase({})
  return { c, agreement_id, reference, staff: await programFor(c.asha, ['cases.work', 'cases.read']) }
}

test('a program hands a case over to a supplier and takes it back, and sees who had it when', async () => {
  const { agreement_id, reference, staff } = await desk()
  const place = `/cases/${reference}`
  expect((await staff.get(`${place}/suppliers`)).json).toEqual({
    suppliers: [{ agreement_id, supplier: 'Ricoh', agreement: 'Printers' }],
    turns: [],
  })
  const early = await staff.post(`${place}/supplier/back`, { result: 'done' })
  expect([early.status, early.type, early.json.code]).toEqual([
    ...[409, 'application/problem+json', 'cases.not-with-supplier'],
  ])
  const given = await staff.post(`${place}/supplier`, { agreement_id, their_reference: 'R-77', note: 'The drum' })
  expect([given.status, given.json.reference]).toEqual([200, reference])
  expect((await staff.post(`${place}/supplier`, { agreement_id })).json.code).toBe('cases.with-supplier')
  const kinds = (await staff.get(`${place}/clocks`)).json.clocks.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toContain('supplier')
  const why = await staff.post(`${place}/supplier/back`, { result: 'rejected' })
  expect([why.status, why.json.errors]).toMatchObject([422, [{ pointer: '/because' }]])
  expect((await staff.post(`${place}/supplier/back`, { result: 'rejected', because: 'Not ours' })).status).toBe(200)
  expect((await staff.get(`${place}/suppliers`)).json.turns).toMatchObject([
    { agreement_id, supplier: 'Ricoh', their_reference: 'R-77', result: 'rejected', back_at: expect.any(String) },
  ])
})

test('not without the right, not of another council, and to no supplier of theirs', async () => {
  const { c, agreement_id, reference, staff } = await desk()
  const other = await desk()
  const place = `/cases/${reference}`
  const theirs = await staff.post(`${place}/supplier`, { agreement_id: other.agreement_id })
  expect([theirs.status, theirs.json.code]).toEqual([422, 'cases.supplier-elsewhere'])
  expect((await staff.post(`${place}/supplier`, { agreement_id: newId() })).json.code).toBe('cases.supplier-elsewhere')
  const reads = await programFor(c.dilys, ['cases.read'])
  expect((await reads.get(`${place}/suppliers`)).status).toBe(200)
  expect((await reads.post(`${place}/supplier`, { agreement_id })).status).toBe(403)
  for (const path of [`${place}/supplier`, `${place}/supplier/back`])
    expect((await other.staff.post(path, { agreement_id, result: 'done' })).status).not.toBe(200)
  expect((await other.staff.get(`${place}/suppliers`)).status).toBe(404)
  expect((await other.staff.post(`${place}/supplier`, { agreement_id })).status).toBe(404)
})

test('a program agrees by when a case is fixed, and drops it again', async () => {
  const { c, reference, staff } = await desk()
  const place = `/cases/${reference}/agreed-date`
  const due = new Date(Date.now() + 5 * 86_400_000).toISOString()
  const past = await staff.post(place, { due: '2020-01-01T10:00:00Z', because: 'They said so' })
  expect([past.status, past.json.code]).toEqual([422, 'cases.until-is-past'])
  expect((await staff.post(`${place}/drop`, { because: 'x' })).json.code).toBe('cases.no-agreed-date')
  expect((await staff.post(place, { due })).json.errors).toMatchObject([{ pointer: '/because' }])
  expect((await staff.post(place, { due, because: 'Agreed with Ben' })).status).toBe(200)
  const pins = async () =>
    (await staff.get(`/cases/${reference}/clocks`)).json.clocks
      .map(({ pinned }: { pinned: { due_at: string; because: string } | null }) => pinned)
      .filter(Boolean)
  expect(await pins()).toMatchObject([{ due_at: due, because: 'Agreed with Ben' }])
  const other = await desk()
  expect((await other.staff.post(place, { due, because: 'x' })).status).toBe(404)
  expect((await (await programFor(c.dilys, ['cases.read'])).post(place, { due, because: 'x' })).status).toBe(403)
  expect((await staff.post(`${place}/drop`, { because: 'It came early' })).status).toBe(200)
  expect(await pins()).toEqual([])
})
