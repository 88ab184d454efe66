import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAddress } from '#rooms/channels/index.ts'
import { headerName, sayRecipients, splitAddresses } from '../participants/participant.rules.ts'
import { htmlOf, type Letter, subjectLine, textOf } from './email.rules.ts'
import { mornings, sendTime } from './later.ts'
import { fillSignature, unknownSignatureGaps } from './signature.rules.ts'

const letter: Letter = {
  ...{
    marker: 'Please write above this line',
    body: 'Try it now.\n\nSee https://example.org/a?b=1&c=2.',
    signature: 'Asha\nService desk',
  },
  ...{ others: ['Ann Jones'], footer: ['Reference: C-104273'] },
  quoted: [{ author: 'Ben Carter', when: 'Monday 23 November 2026 at 14:02 GMT', body: 'It smokes.\n\nBadly.' }],
}

test('a subject is one line, answers once, and has the reference by which people recognise it', () => {
  expect(subjectLine('Re', 'Printer on fire', 'C-104273')).toBe('Re: Printer on fire [C-104273]')
  expect(subjectLine('Re', 'RE: Fwd: Re[2]: Printer [C-104273]', 'C-104273')).toBe('Re: Printer [C-104273]')
  expect(subjectLine('Fwd', 'a\r\nBcc: victim@example.org', 'C-1')).toBe('Fwd: a Bcc: victim@example.org [C-1]')
  fc.assert(fc.property(fc.string({ maxLength: 400 }), text => !/[\r\n\p{Cc}]/u.test(subjectLine('Re', text, 'C-1'))))
})

test('the words stand above what they answer, which stands under who said it and when', () => {
  expect(textOf(letter)).toBe(`Please write above this line

Try it now.

See https://example.org/a?b=1&c=2.

Asha
Service desk

Also sent to: Ann Jones
Reference: C-104273

On Monday 23 November 2026 at 14:02 GMT, Ben Carter wrote:
> It smokes.
>
> Badly.
`)
})

test('the same in HTML is made from the text: whatever was written is text there too (abuse case 14)', () => {
  const hostile = '<img src=x onerror=alert(1)> "quoted" \'single\' & javascript:alert(1)'
  const html = htmlOf({
    ...letter,
    body: hostile,
    signature: hostile,
    others: [hostile],
    quoted: [{ author: hostile, when: '', body: hostile }],
  })
  expect(html).not.toMatch(/<img|onerror=[^&]*"|href="javascript/)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(htmlOf(letter)).toContain('<a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>')
  fc.assert(
    fc.property(fc.string(), body => {
      const tags =
        htmlOf({ ...letter, body, quoted: [], footer: [], others: [], signature: null }).match(/<[a-z]+/gi) ?? []
      return tags.every(tag => ['<html', '<head', '<meta', '<body', '<p', '<br', '<a', '<blockquote'].includes(tag))
    }),
  )
})

test('addresses are read as people type them; nothing hides a second one in them (abuse case 13)', () => {
  expect(
    splitAddresses('Ann <ann@example.org>, bob@example.org; "Smith, Carol" <carol@example.org>\nDave Jones'),
  ).toEqual([
    { text: 'Ann <ann@example.org>', name: 'Ann', address: 'ann@example.org' },
    { text: 'bob@example.org', name: null, address: 'bob@example.org' },
    { text: '"Smith, Carol" <carol@example.org>', name: 'Smith Carol', address: 'carol@example.org' },
    { text: 'Dave Jones', name: 'Dave Jones', address: null },
  ])
  const wrong = [
    'a@b@c',
    'a b@c.org',
    'a@c.org\r\nBcc: x@y.org',
    'a,b@c.org',
    '<a@c.org',
    '@c.org',
    'a@',
    'a@c..org',
    'a@-c.org',
  ]
  expect(wrong.filter(isAddress)).toEqual([])
  expect(['a@c.org', "o'brien+x@sub.example.gov.uk"].filter(isAddress)).toHaveLength(2)
  expect(headerName('Ann\r\nBcc: <x@y.org>, "Q"')).toBe('Ann Bcc: x y.org Q')
  fc.assert(fc.property(fc.string(), text => !/[\r\n,<>"@]/.test(headerName(text))))
  fc.assert(fc.property(fc.string(), text => !isAddress(text) || !/[\s,;<>]/.test(text)))
})

test('who reads it is said by name, and counted', () => {
  expect([[], ['Ben'], ['Ben', 'Ann'], ['Ben', 'Ann', 'Cy']].map(sayRecipients)).toEqual([
    ...['nobody', 'Ben', 'Ben and 1 other', 'Ben and 2 others'],
  ])
})

test('times that are offered are mornings in the organisation’s zone, across the change of its clocks', () => {
  const friday = new Date('2026-10-23T15:00:00Z')
  expect(mornings(friday, 'Europe/London').map(({ text, at }) => [text, at.toISOString()])).toEqual([
    ['Tomorrow 09:00', '2026-10-24T08:00:00.000Z'],
    ['Monday 09:00', '2026-10-26T09:00:00.000Z'],
  ])
  const sunday = new Date('2026-10-25T15:00:00Z')
  expect(mornings(sunday, 'Europe/London').map(({ value }) => value)).toEqual(['tomorrow'])
  expect(sendTime({}, 'Europe/London', friday)).toEqual({ at: new Date('2026-10-23T15:00:10Z'), planned: false })
  expect(sendTime({ when: 'at', send_date: '2027-10-01', send_time: '09:00' }, 'Europe/London', friday)).toMatchObject({
    error: expect.stringContaining('90 days'),
  })
})

test('a signature’s gaps are filled, and one that nobody knows is pointed out before', () => {
  const names = { analyst: 'Asha Patel', team: 'Service desk', organisation: 'Hartsmere' }
  expect(fillSignature('{{analyst.first_name}}, {{ team.name }}, {{nobody}}', names)).toBe('Asha, Service desk, ')
  expect(unknownSignatureGaps('{{analyst.name}} {{analyst.phone}}')).toEqual(['{{analyst.phone}}'])
})
