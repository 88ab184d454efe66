import { expect, test } from 'vitest'
import { type Fingerprint, standingOf } from './fingerprint.rules.ts'

const ONE: Fingerprint = { cluster: '7', history: '00000001', database: 16384, table: 16500 }
const NOW = new Date('2026-11-23T10:00:00Z')
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const standing = (changed: Partial<Fingerprint>, alive_at = minutesAgo(1), noted: Partial<Fingerprint> = {}) =>
  standingOf({ fingerprint: { ...ONE, ...noted }, alive_at }, { ...ONE, ...changed }, NOW)

test('the same database is the same, however long it was off', () => {
  expect(standing({})).toBe('same')
  expect(standing({}, minutesAgo(100_000))).toBe('same')
})

test('another cluster, another database, another table of the same name: a backup that was restored', () => {
  for (const changed of [{ cluster: '8' }, { database: 16385 }, { table: 16501 }])
    expect(standing(changed)).toBe('restored')
})

test('a standby that takes over remembers a moment ago; a return to a point in time does not', () => {
  expect(standing({ history: '00000002' }, minutesAgo(9))).toBe('taken over')
  expect(standing({ history: '00000002' }, minutesAgo(11))).toBe('restored')
  expect(standing({ history: '00000002', cluster: '8' }, minutesAgo(1))).toBe('restored')
})

test('what a server does not tell is not compared', () => {
  expect(standing({ cluster: null, history: null })).toBe('same')
  expect(standing({}, minutesAgo(1), { cluster: null })).toBe('same')
  expect(standing({ cluster: null, database: 1 })).toBe('restored')
})
