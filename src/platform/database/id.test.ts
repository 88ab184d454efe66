import { expect, test } from 'vitest'
import { isId, newId } from './id.ts'

test('identifiers made one after another come in that order, within one millisecond too', () => {
  const at = Date.now()
  const made = Array.from({ length: 2000 }, () => newId(at))
  expect([...made].sort()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  expect(made.every(isId)).toBe(true)
  expect(made[0]![14]).toBe('7')
  expect(newId(at + 1) > made.at(-1)!).toBe(true)
})
