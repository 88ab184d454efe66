import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { listSide } from '../side.queries.ts'
import { linkCases } from './link.actions.ts'

type Council = Awaited<ReturnType<typeof council>>

async function linksOf(c: Council, id: string) {
  return (await c.reading(tx => listSide(tx, id))).links.map(({ relation, reference }) => [relation, reference])
}

const link = (c: Council, from: string, relation: string, other: string) =>
  c.asha.post(`/cases/${from}/links`, { relation, other })

test('a link is made by the reference as people say it, and each case says it from its own side', async () => {
  const c = await council()
  const [a, b] = [await c.givenCase(), await c.givenCase({ subject: 'Smoke in the print room' })]
  const said = b.reference.replace('C-', 'c ').replace(/(\d{3})/, '$1 ')
  expect((await link(c, a.reference, 'duplicate_of', said)).status).toBe(303)
  expect(await linksOf(c, a.id)).toEqual([['duplicate_of', b.reference]])
  expect(await linksOf(c, b.id)).toEqual([['has_duplicate', a.reference]])
  expect(await c.asha.page(`/cases/${b.reference}`)).toContain('Has duplicate')
  expect((await c.happened(b.id)).at(-1)).toMatchObject({ name: 'case.linked', shown_to: 'staff' })
  const removed = await c.asha.post(`/cases/${b.reference}/links/remove`, {
    relation: 'has_duplicate',
    other: a.reference,
  })
  expect(removed.status).toBe(303)
  expect(await linksOf(c, a.id)).toEqual([])
})

test('a related case can be unlinked from either side', async () => {
  const c = await council()
  const [a, b] = [await c.givenCase(), await c.givenCase()]
  await link(c, a.reference, 'related_to', b.reference)
  await c.asha.post(`/cases/${b.reference}/links/remove`, { relation: 'related_to', other: a.reference })
  expect(await linksOf(c, a.id)).toEqual([])
})

test('a case is linked to another once, not to itself, and never stands above what it is part of', async () => {
  const c = await council()
  const [a, b, d] = [await c.givenCase(), await c.givenCase(), await c.givenCase()]
  const refusal = async (from: string, relation: string, other: string) => {
    const answer = await link(c, from, relation, other)
    return [
      answer.status,
      /class="govuk-error-message"[^>]*>(?:<span[^>]*>[^<]*<\/span>)?([^<]*)/.exec(await answer.text())?.[1]?.trim(),
    ]
  }
  expect(await refusal(a.reference, 'related_to', a.reference)).toEqual([
    422,
    'That is this case. Enter the reference of the other one.',
  ])
  await link(c, a.reference, 'parent_of', b.reference)
  await link(c, b.reference, 'parent_of', d.reference)
  expect(await refusal(b.reference, 'related_to', a.reference)).toEqual([
    409,
    'These cases are linked already. Remove that link first.',
  ])
  expect((await refusal(d.reference, 'parent_of', a.reference))[0]).toBe(409)
  expect((await refusal(a.reference, 'part_of', d.reference))[0]).toBe(409)
  expect((await refusal(a.reference, 'related_to', 'C-12'))[0]).toBe(422)
  const page = await c.asha.page(`/cases/${a.reference}`)
  expect(page).toContain('Parent of (1 of 1 still open)')
})

test('another council’s case is not found, whether it exists or not; who works for both still cannot join them (abuse case 19)', async () => {
  const c = await council()
  const other = await council()
  const [ours, theirs] = [await c.givenCase(), await other.givenCase()]
  const missing = await link(c, ours.reference, 'related_to', 'C-99999999993')
  for (const act of [
    () => link(c, ours.reference, 'related_to', theirs.reference),
    () => c.asha.post(`/cases/${ours.reference}/merge`, { into: theirs.reference }),
    () => c.asha.get(`/cases/${ours.reference}/merge?into=${theirs.reference}`),
  ]) {
    const answer = await act()
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('We cannot find that case.')
  }
  expect(missing.status).toBe(422)
  const both = { person_id: c.asha.id, organisations: [c.organisation_id, other.organisation_id] }
  const command = { reference: ours.reference, relation: 'related_to', other: theirs.reference } as const
  const act = c.writingAs(both, tx => linkCases(tx, c.asha.author, command, new Date()))
  await expect(act).rejects.toMatchObject({ code: 'cases.link-elsewhere' })
  expect(await linksOf(c, ours.id)).toEqual([])
})

test('linking, merging and splitting are for those who work on cases, and another council finds nothing', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  for (const page of ['links', 'merge', 'split']) {
    expect((await c.ben.get(`/cases/${reference}/${page}`)).status).toBe(403)
    expect((await c.dilys.post(`/cases/${reference}/${page}`)).status).toBe(403)
    expect((await other.asha.get(`/cases/${reference}/${page}`)).status).toBe(404)
  }
  expect((await c.ben.post(`/cases/${reference}/merge/undo`)).status).toBe(403)
  expect((await other.asha.post(`/cases/${reference}/merge/undo`)).status).toBe(404)
})
