import { expect, test } from 'vitest'
import { readLength, writeLength } from './length.rules.ts'

test.each([
  ['4 hours', 14_400],
  ['1 hour', 3600],
  ['30 min', 1800],
  ['1 h 30', undefined],
  ['1 h 30 min', 5400],
  ['1 hour and 30 minutes', 5400],
  ['1.5 hours', 5400],
  ['90m', 5400],
  ['2 days', undefined],
  ['soon', undefined],
  ['0 hours', undefined],
  ['4', undefined],
])('“%s”', (text, seconds) => {
  expect(readLength(text)).toBe(seconds)
  if (seconds !== undefined) expect(readLength(writeLength(seconds))).toBe(seconds)
})
