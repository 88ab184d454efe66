import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { getCase } from '../case.queries.ts'
import { holdCase, resumeCase } from '../clocks/hold-case.actions.ts'
import { reopenCase } from '../closing/reopen-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { reply } from '../replying/reply.actions.ts'
import { accountOf } from './account.queries.ts'
import { clocksUnder, explainAll } from './explain.rules.ts'
import { whatIf } from './what-if.rules.ts'

type Council = Awaited<ReturnType<typeof council>>

// Monday 12 January 2026, in winter: London is UTC. P2 is owed an answer in 30 minutes and a fix in 6 hours.
const at = (text: string) => new Date(`2026-01-${text}:00Z`)
const P2 = { impact: 2, urgency: 1 } as const
const solved = { closure_code: 'solved', resolution: 'New fuse' } as const

const accountIn = (c: Council, reference: string) => c.reading(async tx => accountOf(tx, await getCase(tx, reference)))

async function fixOf(c: Council, reference: string, when: Date) {
  const explained = explainAll(await accountIn(c, reference), [], when)
  return explained.find(({ clock }) => clock.metric === 'resolve')!
}

const hold = (c: Council, reference: string, when: Date) =>
  c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier', note: 'A fuse' }, when))
const resume = (c: Council, reference: string, when: Date) =>
  c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'it came' }, when))
const resolve = (c: Council, reference: string, when: Date) =>
  c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...solved }, when))

test('every stretch is told with its minutes, reason, actor and calendar, and they add up to both numbers', async () => {
  const c = await council()
  const { reference } = await c.givenCase(P2, at('12T15:00'))
  await hold(c, reference, at('12T16:00'))
  await resume(c, reference, at('13T10:00'))
  await resolve(c, reference, at('13T12:00'))
  const { clock, unpaused } = await fixOf(c, reference, at('14T12:00'))
  expect(clock).toMatchObject({ business_seconds: 3 * 3600, actual_seconds: 21 * 3600, state: 'met', kept: true })
  expect(unpaused).toMatchObject({ business_seconds: 5 * 3600, kept: true })
  expect(clock.intervals.map(({ kind, seconds, by }) => [kind, seconds / 60, by])).toEqual([
    ['running', 60, undefined],
    ['paused', 120, 'Asha Patel'],
    ['running', 120, undefined],
  ])
  expect(clock.intervals[0]).toMatchObject({ calendar_version: 'version 1', priority: 'P2' })
})

test('the page says it in words that a councillor can follow, with the promise kept or not in each way', async () => {
  const c = await council()
  const { reference } = await c.givenCase(P2, at('12T09:00'))
  await hold(c, reference, at('12T10:00'))
  await resume(c, reference, at('12T16:00'))
  await resolve(c, reference, at('13T10:00'))
  const page = await c.dilys.page(`/cases/${reference}/clock`)
  for (const said of [
    'Fix: kept',
    'With pauses, as agreed',
    'As if nothing had paused it',
    'Ran, within hours',
    'Working hours, version 1',
  ])
    expect(page).toContain(said)
  expect(page).toContain('“waiting for supplier” stops this clock; the time is the supplier’s')
  expect(page).toContain('6 working hours for P2')
  expect(page).toContain('1 hour')
})

test('what is worked out again from the record is what the case’s clocks say', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 2, urgency: 2 }, at('12T09:00'))
  await c.writing(tx => reply(tx, c.asha.author, { reference, body: 'Coming.', channel: 'portal' }, at('12T09:30')))
  await hold(c, reference, at('12T11:00'))
  await c.writing(tx => prioritiseCase(tx, c.asha.author, { reference, ...P2 }, at('12T12:00')))
  await resume(c, reference, at('12T14:00'))
  await resolve(c, reference, at('12T15:00'))
  await c.writing(tx => reopenCase(tx, c.ben.author, { reference, because: 'again' }, at('13T10:00')))
  const [kept] = await c.reading(tx =>
    tx.selectFrom('cases.case_clocks').selectAll().where('case_id', '=', id).where('metric', '=', 'resolve').execute(),
  )
  const { clock } = await fixOf(c, reference, at('13T10:00'))
  expect(new Date(clock.due!)).toEqual(kept!.due_at)
  expect(clock.business_seconds).toBe(kept!.used_seconds)
  expect(clock.outcomes).toMatchObject([{ result: 'met', business_seconds: 3 * 3600 }])
})

test('what if: another priority is tried before anything is changed, under the agreement’s policy or another', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 2, urgency: 2 }, at('12T09:00'))
  const account = await accountIn(c, reference)
  const fix = (policy?: 'carry' | 'restart' | 'keep') =>
    whatIf(account, { priority: 'P1', policy }, at('12T12:00')).find(({ clock }) => clock.metric === 'resolve')
  expect(fix()).toMatchObject({ becomes: 'late', clock: { breach: { cause: 'reclassified' } } })
  expect(fix('restart')).toMatchObject({ becomes: 'moved', clock: { due: at('12T14:00').getTime() } })
  expect(fix('keep')).toMatchObject({ becomes: 'same' })
  const page = await c.asha.page(`/cases/${reference}/clock?impact=1&urgency=1&policy=restart`)
  expect(page).toContain('As P1')
  expect(page).toContain('What happens')
  expect((await c.happened(id)).map(({ name }) => name)).toEqual(['case.logged'])
  expect(await c.asha.page(`/cases/${reference}/clock?impact=9&urgency=x&policy=y`)).not.toContain('What happens')
})

test('a case without a target has no clock, and says so', async () => {
  const c = await council()
  await c.writing(tx => tx.deleteFrom('catalogue.targets').where('organisation_id', '=', c.organisation_id).execute())
  const { reference } = await c.givenCase()
  expect(await c.asha.page(`/cases/${reference}/clock`)).toContain('No target is agreed')
})

test('the clock of another council’s case is not there, and a requester has no page of it', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await other.givenCase()
  expect((await c.chidi.get(`/cases/${reference}/clock`)).status).toBe(404)
  expect((await other.ben.get(`/cases/${reference}/clock`)).status).toBe(403)
  const account = await accountIn(other, reference)
  expect(clocksUnder(account, new Date())).toHaveLength(2)
})
