import { expect, test } from 'vitest'
import { holdCase, reopenCase, resolveCase, resumeCase } from '#rooms/cases/index.ts'
import { council } from '#testing/council.tsx'
import { countBacklog } from './backlog.queries.ts'
import { activeOf, totalOf } from './backlog.rules.ts'

const DAY = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * DAY)
const dateAgo = (days: number) => ago(days).toISOString().slice(0, 10)
const solved = { closure_code: 'solved', resolution: 'New cable' } as const

test('for any past date the backlog is worked out from the record: open, stopped, by age, with the oldest named', async () => {
  const { chidi, asha, givenCase, writing, reading, organisation_id } = await council()
  const lift = await givenCase({ subject: 'Lift is stuck' }, ago(100))
  const door = await givenCase({ subject: 'Door will not open' }, ago(50))
  await givenCase({ subject: 'New starter' }, ago(2))
  const { reference } = door
  await writing(tx => holdCase(tx, asha.author, { reference, reason: 'supplier' }, ago(45)))
  await writing(tx => resumeCase(tx, asha.author, { reference, because: 'the part came' }, ago(35)))
  await writing(tx => resolveCase(tx, asha.author, { reference, ...solved }, ago(34)))
  await writing(tx => reopenCase(tx, asha.author, { reference, because: 'stuck again' }, ago(30)))
  await writing(tx => resolveCase(tx, asha.author, { reference: lift.reference, ...solved }, ago(10)))
  const at = async (days: number) => {
    const cells = await reading(tx => countBacklog(tx, [organisation_id], ago(days)))
    return [totalOf(cells), activeOf(cells)]
  }
  expect(await at(101)).toEqual([0, 0])
  expect(await at(60)).toEqual([1, 1])
  expect(await at(40)).toEqual([2, 1])
  expect(await at(34.5)).toEqual([2, 2])
  expect(await at(32)).toEqual([1, 1])
  expect(await at(20)).toEqual([2, 2])
  expect(await at(5)).toEqual([1, 1])
  expect(await at(0)).toEqual([2, 2])
  const page = await chidi.page(`/reports/backlog?date=${dateAgo(40)}&compare=${dateAgo(60)}`)
  expect(page).toContain('2 open: 1 being worked on, 1 with the clock stopped')
  expect(page).toContain('1 more than on')
  expect(page.indexOf('Lift is stuck')).toBeLessThan(page.indexOf('Door will not open'))
  const file = await chidi.get(`/reports/backlog?date=${dateAgo(40)}&format=csv`)
  expect(await file.text()).toContain('7 to 30 days,0,0,1,0,0,1')
})

test('a day that is no day, or has not been, is refused beside the field', async () => {
  const { chidi } = await council()
  const wrong = await chidi.get('/reports/backlog?date=2026-02-31')
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Enter a day that exists')
  expect(await chidi.page('/reports/backlog?date=2999-01-01')).toContain('there is no record of the future')
})

test("nobody sees another council's backlog, nor without the permission", async () => {
  const { givenCase } = await council()
  const other = await council()
  const { reference } = await givenCase({}, ago(9))
  expect(await other.dilys.page('/reports/backlog')).not.toContain(reference)
  expect((await other.asha.get('/reports/backlog')).status).toBe(403)
  expect((await other.ben.get('/reports')).status).toBe(403)
  expect(await other.chidi.page('/reports')).toContain('Backlog on any date')
})
