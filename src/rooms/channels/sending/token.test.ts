import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { readToken, signToken } from './token.ts'

test('a token says which of our messages it answers, whatever case it comes back in', () => {
  const id = newId()
  const token = signToken('key', id)
  expect(token).toMatch(/^[a-z2-7]{42}$/)
  expect(readToken('key', token)).toBe(id)
  expect(readToken('key', token.toUpperCase())).toBe(id)
})

test('a token that anybody made, changed, or signed with another key says nothing (abuse case 1)', () => {
  const token = signToken('key', newId())
  expect(readToken('another key', token)).toBeNull()
  expect(readToken('key', signToken('key', newId()).slice(0, 26) + token.slice(26))).toBeNull()
  fc.assert(fc.property(fc.string({ maxLength: 60 }), text => readToken('key', text) === null))
})
