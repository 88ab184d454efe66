import { beforeEach, expect, test } from 'vitest'
import { seal, unseal, useSecretKey } from './seal.ts'

beforeEach(() => useSecretKey('a key that only this test knows'))

test('what is sealed can be said again, and shows nothing meanwhile', () => {
  const sealed = seal('mailbox 1 imap', 'pässword')
  expect(sealed).not.toContain('pässword')
  expect(seal('mailbox 1 imap', 'pässword')).not.toBe(sealed)
  expect(unseal('mailbox 1 imap', sealed)).toBe('pässword')
})

test('it belongs to one thing only, and a changed one says nothing', () => {
  const sealed = seal('mailbox 1 imap', 'secret')
  expect(() => unseal('mailbox 2 imap', sealed)).toThrow('another SECRET_KEY')
  expect(() => unseal('mailbox 1 imap', `${sealed.slice(0, -2)}AA`)).toThrow('another SECRET_KEY')
  expect(() => unseal('mailbox 1 imap', 'v2.AAAA')).toThrow('another SECRET_KEY')
})

test('another key cannot open it, and without a key nothing is sealed', () => {
  const sealed = seal('mailbox 1 imap', 'secret')
  useSecretKey('another')
  expect(() => unseal('mailbox 1 imap', sealed)).toThrow('another SECRET_KEY')
  useSecretKey('')
  expect(() => seal('mailbox 1 imap', 'secret')).toThrow('has no SECRET_KEY')
})
