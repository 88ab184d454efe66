import { expect, test } from 'vitest'
import { instantFrom } from './connect.ts'

test('an instant is read as the driver would read it', () => {
  for (const text of [
    '2026-11-23 10:25:29.123456+00',
    '2026-11-23 10:25:29.1+00',
    '2026-11-23 10:25:29+00',
    '0099-01-01 00:00:00+00',
    '2026-06-01 12:00:00+01',
  ])
    expect(instantFrom(text).getTime(), text).toBe(Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')))
  expect(instantFrom('infinity')).toBe(Number.POSITIVE_INFINITY)
  expect(instantFrom('-infinity')).toBe(Number.NEGATIVE_INFINITY)
  expect(instantFrom('12026-01-01 00:00:00+00').getUTCFullYear()).toBe(12026)
})
