import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { getCase } from '../case.queries.ts'
import { holdCase, resumeCase } from '../clocks/hold-case.actions.ts'
import { reopenCase } from './reopen-case.actions.ts'
import { resolveCase } from './resolve-case.actions.ts'

const january = (day: number, time = '10:00') => new Date(`2026-01-${String(day).padStart(2, '0')}T${time}:00Z`)

type Council = Awaited<ReturnType<typeof council>>
const stateOf = async (c: Council, reference: string) => (await c.reading(tx => getCase(tx, reference))).state
const resolve = (c: Council, reference: string, at: Date) =>
  c.writing(tx => resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'Put out.' }, at))

test('a resolved case closes by itself after the days its council has set, and says why', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({}, january(12))
  await resolve(c, reference, january(13))
  await c.work(january(20, '09:59'))
  expect(await stateOf(c, reference)).toBe('resolved')
  await c.work(january(20, '10:00'))
  expect(await stateOf(c, reference)).toBe('closed')
  expect((await c.happened(id)).at(-1)).toMatchObject({
    name: 'case.closed',
    actor: 'Moothall',
    payload: { closure_code: 'solved', because: 'nobody said otherwise for 7 days' },
  })
})

test('a case reopened and resolved again closes counted from the second time', async () => {
  const c = await council()
  const { reference } = await c.givenCase({}, january(12))
  await resolve(c, reference, january(13))
  await c.work(january(13))
  await c.writing(tx => reopenCase(tx, c.ben.author, { reference, because: 'It burns' }, january(15)))
  await c.work(january(20))
  expect(await stateOf(c, reference)).toBe('in_progress')
  await resolve(c, reference, january(21))
  await c.work(january(27))
  expect(await stateOf(c, reference)).toBe('resolved')
  await c.work(january(28))
  expect(await stateOf(c, reference)).toBe('closed')
})

test('a case held until a date goes on by itself on that date, and not before', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase({}, january(12))
  const hold = { reference, reason: 'planned', until: january(14, '09:00') } as const
  await c.writing(tx => holdCase(tx, c.asha.author, hold, january(12, '11:00')))
  await c.work(january(14, '08:59'))
  expect(await stateOf(c, reference)).toBe('on_hold')
  await c.work(january(14, '09:00'))
  expect(await stateOf(c, reference)).toBe('in_progress')
  expect((await c.happened(id)).find(event => event.name === 'case.resumed')).toMatchObject({ actor: 'Moothall' })
})

test('a case that went on before its date, and is held again without one, stays on hold', async () => {
  const c = await council()
  const { reference } = await c.givenCase({}, january(12))
  const hold = { reference, reason: 'planned', until: january(14) } as const
  await c.writing(tx => holdCase(tx, c.asha.author, hold, january(12, '11:00')))
  await c.work(january(12, '11:00'))
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: '' }, january(13)))
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier' }, january(13, '11:00')))
  await c.work(january(15))
  expect(await stateOf(c, reference)).toBe('on_hold')
})
