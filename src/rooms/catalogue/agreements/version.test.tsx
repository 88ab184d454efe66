import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { readPromise, writePromise } from './promise.rules.ts'

type Council = Awaited<ReturnType<typeof council>>

const TERMS = { on_change: 'carry', on_reopen: 'continue', on_unmerge: 'exclude', on_split: 'from_message' }
const place = (c: Council) => `/admin/organisations/${c.organisation_id}/agreements`
const version = (c: Council, more: Record<string, string>) => ({
  ...{ ...TERMS, calendar_id: c.calendar_id, warn_percent: '75', because: 'agreed in the board', from: '' },
  ...more,
})

async function made(c: Council, more: Record<string, string>): Promise<string> {
  const answer = await c.farah.post(`${place(c)}/new`, { name: 'Copier maintenance', ...more })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

test('a promise is written as people say it, and read back the same', () => {
  for (const text of ['4 hours', '1 hour 30 minutes', '2 hours day and night', '1 working day', '3 working days'])
    expect(writePromise(readPromise(text)!)).toBe(text)
  expect(readPromise('2 days')).toEqual({ working_days: 2 })
  for (const text of ['', 'soon', '0 days', '401 days', '-1 hours', 'day and night'])
    expect(readPromise(text)).toBeUndefined()
})

test('an agreement with a supplier is made, looked over, published, and a case handed over runs under it', async () => {
  const c = await council()
  const next = await made(c, { kind: 'supplier', supplier: 'Copy Ltd' })
  const terms = version(c, { acknowledge_P3: '1 hour', resolve_P3: '2 working days' })
  const shown = await c.farah.post(next, terms)
  expect([shown.status, await shown.text()]).toEqual([422, expect.stringContaining('No open case moves')])
  expect((await c.farah.post(next, { ...terms, confirmed: 'yes' })).status).toBe(303)
  const page = await c.farah.page(place(c))
  for (const words of ['Copier maintenance', 'Copy Ltd', 'by the end of working day 2']) expect(page).toContain(words)
  const told = (await c.happened(c.organisation_id)).map(event => event.name)
  expect(told).toEqual(['organisation.agreementMade', 'organisation.agreementVersioned'])
  const { reference } = await c.givenCase()
  expect(await c.asha.page(`/cases/${reference}/supplier`)).toContain('Copy Ltd')
})

test('a new version of what those served are promised holds for what is logged afterwards; an open case keeps its own', async () => {
  const c = await council()
  const before = await c.givenCase()
  const sla = /agreements\/([0-9a-f-]{36})\/versions/.exec(await c.farah.page(place(c)))![1]
  const terms = version(c, { first_response_P4: '3 hours', resolve_P4: '4 hours day and night', confirmed: 'yes' })
  expect((await c.farah.post(`${place(c)}/${sla}/versions/new`, terms)).status).toBe(303)
  const after = await c.givenCase()
  const targets = async (case_id: string) =>
    (
      await c.reading(tx =>
        tx
          .selectFrom('cases.case_clocks')
          .select(['metric', 'target_seconds'])
          .where('case_id', '=', case_id)
          .orderBy('metric')
          .execute(),
      )
    ).map(({ target_seconds }) => target_seconds)
  expect(await targets(before.id)).toEqual([7200, 144000])
  expect(await targets(after.id)).toEqual([10800, 14400])
})

test('what cannot be used is refused in words beside what caused it, with what was typed kept', async () => {
  const c = await council()
  const next = await made(c, { kind: 'ola', team_id: c.team_id })
  const answer = async (more: Record<string, string>) => {
    const said = await c.farah.post(next, version(c, more))
    return [said.status, await said.text()] as const
  }
  expect(await answer({ own_P1: 'soon' })).toEqual([422, expect.stringContaining('Write it like 4 hours')])
  expect(await answer({ confirmed: 'yes' })).toEqual([422, expect.stringContaining('has no target')])
  expect(await answer({ own_P1: '1 hour', from: '2020-01-01', confirmed: 'yes' })).toEqual([
    422,
    expect.stringContaining('Enter a day to come'),
  ])
  expect((await c.farah.post(`${place(c)}/new`, { name: 'x', kind: 'supplier', supplier: '' })).status).toBe(422)
  expect(
    (await c.farah.post(`${place(c)}/new`, { name: 'Copier maintenance', kind: 'ola', team_id: c.team_id })).status,
  ).toBe(409)
})

test('only who manages promises may, an ended agreement says so, and another council finds nothing', async () => {
  const c = await council()
  const other = await council()
  const next = await made(c, { kind: 'supplier', supplier: 'Copy Ltd' })
  expect((await c.chidi.get(next)).status).toBe(403)
  expect((await other.farah.get(next)).status).toBe(404)
  const theirs = next.replace(c.organisation_id, other.organisation_id)
  expect((await other.farah.post(theirs, version(other, { resolve_P1: '1 hour', confirmed: 'yes' }))).status).toBe(404)
  const retire = next.replace('versions/new', 'retire')
  expect((await other.farah.post(retire.replace(c.organisation_id, other.organisation_id))).status).toBe(404)
  expect((await c.farah.post(retire)).status).toBe(303)
  expect(await c.farah.page(place(c))).toContain('Ended: it promises nothing')
})
