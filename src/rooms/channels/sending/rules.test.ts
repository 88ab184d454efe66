import { expect, test } from 'vitest'
import { dealOut } from './fair.rules.ts'
import { nextTry, outcomeOf, troubleOf } from './outcome.rules.ts'
import { serverFrom } from './server.rules.ts'
import { isHard, statusIn, wordsFor } from './status-codes.rules.ts'

test('one council with thousands waiting gets what the others leave', () => {
  const lane = (organisation_id: string, may = 1e6) => ({ organisation_id, may })
  const [a, b, c] = [lane('a'), lane('b'), lane('c', 1)]
  const deal = (room: number, has: [string, number][]) =>
    [a, b, c].map(one => dealOut([a, b, c], room, new Map(has)).get(one) ?? 0)
  expect(deal(7, [])).toEqual([3, 3, 1])
  expect(deal(3, [['a', 10]])).toEqual([0, 2, 1])
  expect(deal(0, [])).toEqual([0, 0, 0])
  expect(dealOut([lane('a', 2)], 9, new Map())).toEqual(new Map([[lane('a', 2), 2]]))
  const two = [lane('a'), lane('a')]
  expect([...dealOut(two, 4, new Map()).values()]).toEqual([2, 2])
})

test('what an ending means', () => {
  const ended = (code: number | null, stage: 'connection' | 'sender' | 'recipients' | 'message', handed = false) =>
    outcomeOf({ code, stage, handed, answer: null })
  expect(ended(250, 'message', true)).toBe('sent')
  expect(ended(null, 'message', true)).toBe('uncertain')
  expect(ended(null, 'message', false)).toBe('later')
  expect(ended(451, 'message', true)).toBe('later')
  expect(ended(554, 'message', true)).toBe('refused')
  expect(ended(550, 'recipients')).toBe('refused')
  // Our own password may be put right tomorrow.
  expect(ended(535, 'connection')).toBe('later')
})

test('it is tried again with growing pauses, for two days', () => {
  const first = new Date('2026-11-23T10:00:00Z')
  const minutes = [1, 2, 3, 4, 5, 6, 7].map(
    tries => (nextTry(tries, first, first)!.getTime() - first.getTime()) / 60_000,
  )
  expect(minutes).toEqual([1, 5, 15, 60, 120, 240, 240])
  expect(nextTry(15, first, new Date('2026-11-25T05:59:00Z'))).toEqual(new Date('2026-11-25T09:59:00Z'))
  expect(nextTry(16, first, new Date('2026-11-25T06:01:00Z'))).toBeUndefined()
})

test('a server’s answer in words, and whether the address is worth another try', () => {
  const said = (answer: string) => [wordsFor(answer), isHard(answer)]
  expect(said('550 5.1.1 <x@y>: Recipient address rejected')).toEqual(['The mailbox does not exist.', true])
  expect(said('550 No such user here')).toEqual(['The mailbox does not exist.', true])
  expect(said('552 5.2.2 Over quota')).toEqual(['The mailbox is full.', false])
  expect(said('550 5.7.1 Blocked by policy')[1]).toBe(false)
  expect(said('550 5.7.509 DMARC')).toEqual(['The other mail system refused the message by its own rules.', false])
  expect(said('451 4.1.1 later')[1]).toBe(false)
  expect(said('554 no')[1]).toBe(false)
  expect(said('550 5.1.10 null MX')).toEqual(['The organisation at this address takes no mail.', true])
  expect(statusIn('version 10.5.1.1')).toBeUndefined()
  expect(troubleOf({ stage: 'connection', answer: 'ECONNREFUSED', code: null, handed: false })).toContain(
    'could not be reached',
  )
})

test('a mail server from its address: encrypted, unless it is on this machine or somebody said otherwise', () => {
  expect(serverFrom('smtp://desk:p%40ss@mail.example.org:2525')).toMatchObject({
    ...{
      host: 'mail.example.org',
      port: 2525,
      tls: 'required',
      user: 'desk',
      password: 'p@ss',
    },
  })
  expect(serverFrom('smtps://mail.example.org')).toMatchObject({ port: 465, tls: 'implicit' })
  expect(serverFrom('smtp://localhost')).toMatchObject({ port: 25, tls: 'offered' })
  expect(serverFrom('smtp://mail.example.org?tls=never')).toMatchObject({ tls: 'never' })
  expect(serverFrom('smtp://[::1]:2500')).toMatchObject({ host: '::1', tls: 'offered' })
})
