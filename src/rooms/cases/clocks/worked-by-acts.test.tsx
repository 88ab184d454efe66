/* Worked cases that are about what people do, done by the product's own acts and read off the page that explains them. */
import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { checkClocksOf } from '../auditing/check-clocks.queries.ts'
import { reopenCase } from '../closing/reopen-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { mergeCases } from '../linking/merge.actions.ts'
import { undoMerge } from '../linking/undo-merge.actions.ts'
import { listEveryClock } from './clocks.queries.ts'
import { holdCase, resumeCase } from './hold-case.actions.ts'

// Monday 12 January 2026, in winter: London is UTC. P3 is owed a fix in 16 working hours, 09:00 to 17:00: by Tuesday 17:00.
const at = (text: string) => new Date(`2026-01-${text}:00Z`)

interface Opened {
  readonly c: Council
  readonly id: string
  readonly reference: string
}

async function opened(): Promise<Opened> {
  const c = await council()
  return { c, ...(await c.givenCase({ impact: 2, urgency: 2 }, at('12T09:00'))) }
}

/** How the fix stands, once it is sure that the record says the same; and its page in words. */
async function standing({ c, id, reference }: Opened, now: Date) {
  expect(await c.reading(tx => checkClocksOf(tx, { id, organisation_id: c.organisation_id }, now))).toEqual([])
  const fix = (await c.reading(tx => listEveryClock(tx, id))).find(({ metric }) => metric === 'resolve')!
  const page = (await c.asha.page(`/cases/${reference}/clock`)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  return { ...fix, page }
}

const hold = ({ c, reference }: Opened, reason: 'requester' | 'supplier', time: string) =>
  c.writing(tx => holdCase(tx, c.asha.author, { reference, reason }, at(time)))
const resume = ({ c, reference }: Opened, time: string) =>
  c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'it came' }, at(time)))
const resolve = ({ c, reference }: Opened, time: string) =>
  c.writing(tx => resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'Done' }, at(time)))
const reopen = ({ c, reference }: Opened, time: string) =>
  c.writing(tx => reopenCase(tx, c.asha.author, { reference, because: 'not mended' }, at(time)))

test('S19: raised with ten hours used to a priority of six, it is late at the change, and because of it', async () => {
  const it = await opened()
  const { c, reference } = it
  await c.writing(tx => prioritiseCase(tx, c.asha.author, { reference, impact: 2, urgency: 1 }, at('13T11:00')))
  const found = await standing(it, at('13T11:00'))
  expect(found).toMatchObject({ priority: 'P2', missed_at: at('13T11:00'), missed_because: 'reclassified' })
})

test('S24: reopened, it goes on with what it had used, and its first outcome stays', async () => {
  const it = await opened()
  await resolve(it, '12T15:00')
  expect(await standing(it, at('12T15:00'))).toMatchObject({ outcome: 'met', used_seconds: 6 * 3600 })
  await reopen(it, '14T10:00')
  const found = await standing(it, at('14T10:00'))
  expect(found).toMatchObject({ state: 'running', due_at: at('15T12:00') })
  expect(found.page).toContain('This outcome stays')
})

test('S42: from one reason to another and back it stands still throughout, each reason with its time', async () => {
  const it = await opened()
  for (const [reason, from, to] of [
    ['requester', '12T10:00', '12T11:00'],
    ['supplier', '12T11:00', '12T12:00'],
    ['requester', '12T12:00', '12T13:00'],
  ] as const) {
    await hold(it, reason, from)
    await resume(it, to)
  }
  const found = await standing(it, at('12T13:00'))
  expect(found).toMatchObject({ due_at: at('14T12:00'), used_seconds: 3600 })
  expect(found.page).toContain('2 working hours waiting for requester, 1 working hour waiting for supplier')
})

test('S43: stopped, resolved and reopened in one second, nothing is lost and nothing gained', async () => {
  const it = await opened()
  await hold(it, 'requester', '12T12:00')
  await resolve(it, '12T12:00')
  await reopen(it, '12T12:00')
  expect(await standing(it, at('12T12:00'))).toMatchObject({ state: 'running', due_at: at('13T17:00') })
})

test('S49: merged and taken back two days later, the time between does not count, and the page says so', async () => {
  const it = await opened()
  const { c, reference } = it
  const { reference: into } = await c.givenCase({}, at('12T09:30'))
  await c.work(at('12T12:59'))
  await c.writing(tx => mergeCases(tx, c.asha.author, { reference, into, follow: false }, at('12T13:00')))
  expect(await standing(it, at('12T13:00'))).toMatchObject({ outcome: 'merged', used_seconds: 4 * 3600 })
  await c.writing(tx => undoMerge(tx, c.asha.author, { reference }, at('14T13:00')))
  const found = await standing(it, at('14T14:00'))
  expect(found).toMatchObject({ state: 'running', due_at: at('15T17:00'), outcome: null })
  expect(found.page).toContain('until a merge was undone does not count')
})
