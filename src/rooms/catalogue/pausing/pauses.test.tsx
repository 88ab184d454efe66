import { expect, test } from 'vitest'
import { checkClocksOf } from '#rooms/cases/auditing/check-clocks.queries.ts'
import { type Council, council } from '#testing/council.tsx'
import { getAgreement } from '../promise.queries.ts'
import { termsAt } from './pause-terms.rules.ts'

const agreements = (c: Council) => `/admin/organisations/${c.organisation_id}/agreements`
const pausesOf = async (c: Council) =>
  `${agreements(c)}/${/agreements\/([0-9a-f-]{36})\/versions/.exec(await c.farah.page(agreements(c)))![1]}/pauses`

const ACCOUNTS = { requester_account: 'requester', supplier_account: 'supplier', development_account: 'requester' }
const USUAL = 'next_response\nkeep_informed\nrestore\nresolve\nfulfil'
const terms = (more: Record<string, string>) => ({
  ...{
    ...ACCOUNTS,
    planned_account: 'requester',
    requester: USUAL,
    supplier: USUAL,
    development: USUAL,
    planned: USUAL,
  },
  ...{ because: 'agreed in the board', ...more },
})
/** As a browser posts them: one field for each box that is ticked. */
const ticked = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value === '' ? [] : value.split('\n')]))

const version = (c: Council, from = '') => ({
  ...{ on_change: 'carry', on_reopen: 'continue', on_unmerge: 'exclude', on_split: 'from_message' },
  ...{ calendar_id: c.calendar_id, warn_percent: '75', because: 'more', from, resolve_P3: '3 hours', confirmed: 'yes' },
})

const clocksOf = (c: Council, id: string) =>
  c.reading(tx =>
    tx
      .selectFrom('cases.case_clocks')
      .select(['metric', 'state', 'used_seconds'])
      .where('case_id', '=', id)
      .orderBy('metric')
      .execute(),
  )

test('S44: a reason stops clocks no more from the moment that is confirmed, for open cases too, after a look at what moves', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/hold`, { reason: 'supplier' })
  expect((await clocksOf(c, id)).find(({ metric }) => metric === 'resolve')).toMatchObject({ state: 'paused' })
  const form = await pausesOf(c)
  expect(await c.farah.page(form)).toContain('On whose account is the time')
  const asked = await c.farah.post(form, ticked(terms({ supplier: '' })))
  expect(asked.status).toBe(303)
  const change = asked.headers.get('location')!
  const shown = await c.farah.page(change)
  for (const words of ['1 clock of', 'stops nothing', 'agreed in the board']) expect(shown).toContain(words)
  expect((await clocksOf(c, id)).find(({ metric }) => metric === 'resolve')).toMatchObject({ state: 'paused' })
  expect((await c.farah.post(change, { decision: 'apply' })).status).toBe(303)
  const later = new Date(Date.now() + 10_000)
  await c.work(new Date())
  await c.work(later)
  expect((await clocksOf(c, id)).find(({ metric }) => metric === 'resolve')).toMatchObject({ state: 'running' })
  const theCase = { id, organisation_id: c.organisation_id }
  expect(await c.reading(tx => checkClocksOf(tx, theCase, later))).toEqual([])
  expect((await c.happened(c.organisation_id)).map(({ name }) => name)).toContain('organisation.pausesChanged')
  // A new version of the promises keeps what stops their clocks.
  expect((await c.farah.post(form.replace('/pauses', '/versions/new'), version(c))).status).toBe(303)
  expect(await c.farah.page(form)).not.toMatch(/name="supplier"[^>]*checked/)
})

test('what is set holds until it is set again: a version published before for a later day does not undo it', async () => {
  const c = await council()
  const form = await pausesOf(c)
  const set = async (more: Record<string, string>) => {
    const change = (await c.farah.post(form, ticked(terms(more)))).headers.get('location')!
    expect((await c.farah.post(change, { decision: 'apply' })).status).toBe(303)
  }
  await set({ supplier: '' })
  expect((await c.farah.post(form.replace('/pauses', '/versions/new'), version(c, '2999-01-01'))).status).toBe(303)
  await set({ planned: '' })
  const { agreed } = await c.reading(tx => getAgreement(tx, c.organisation_id))
  const then = agreed.agreements.flatMap(each => Object.keys(termsAt(each, new Date('2999-01-02'))))
  expect(then).toEqual(['requester', 'supplier', 'development'])
})

test('nothing changed is no change; dropped, nothing changes; without a reason, or with what is no clock, it says so', async () => {
  const c = await council()
  const form = await pausesOf(c)
  expect((await c.farah.post(form, ticked(terms({})))).headers.get('location')).toBe(form)
  const change = (await c.farah.post(form, ticked(terms({ planned: '' })))).headers.get('location')!
  expect((await c.farah.post(change, { decision: 'drop' })).status).toBe(303)
  expect(await c.farah.page(form)).toMatch(/name="planned"[^>]*checked/)
  for (const [wrong, words] of [
    [{ because: ' ' }, 'Say why it changes'],
    [{ planned: 'luck' }, 'Choose clocks of the list'],
    [{ planned_account: 'nobody' }, 'Choose on whose account it is'],
  ] as const) {
    const answer = await c.farah.post(form, ticked(terms(wrong)))
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(words)])
  }
})

test('others may not, and another council has no such agreement', async () => {
  const [c, other] = [await council(), await council()]
  const form = await pausesOf(c)
  expect((await c.asha.get(form)).status).toBe(403)
  expect((await other.farah.get(form)).status).toBe(404)
})
