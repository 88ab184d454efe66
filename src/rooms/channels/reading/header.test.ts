import { expect, test } from 'vitest'
import { parseAddresses } from './addresses.ts'
import { parseDate } from './dates.ts'
import { message, read, utf8 } from './message.fixture.ts'

const one = (raw: string) => {
  const [found] = parseAddresses(raw, 10)
  return found && [found.name, found.address, found.valid]
}

test.each<[string, string, string, boolean]>([
  ['ann@example.org', '', 'ann@example.org', true],
  ['Ann Lee <Ann.Lee@Example.ORG>', 'Ann Lee', 'Ann.Lee@example.org', true],
  ['"Lee, Ann" <ann@example.org>', 'Lee, Ann', 'ann@example.org', true],
  ['"Ann \\"A\\" Lee" <ann@example.org>', 'Ann "A" Lee', 'ann@example.org', true],
  ['ann@example.org (Ann Lee)', 'Ann Lee', 'ann@example.org', true],
  ['=?utf-8?Q?J=C3=BCrgen?= <j@example.org>', 'Jürgen', 'j@example.org', true],
  ['"=?utf-8?Q?J=C3=BCrgen?=" <j@example.org>', 'Jürgen', 'j@example.org', true],
  ['=?utf-8?Q?Lee,_Ann?= <ann@example.org>', 'Lee, Ann', 'ann@example.org', true],
  ['=?utf-8?Q?Ann_<ann@example.org>?=', 'Ann', 'ann@example.org', true],
  [`${utf8('Jürgen')} <j@example.org>`, 'Jürgen', 'j@example.org', true],
  ["'Ann Lee' <ann@example.org>", 'Ann Lee', 'ann@example.org', true],
  ['<ann@example.org>', '', 'ann@example.org', true],
  ['<@relay.example:ann@example.org>', '', 'ann@example.org', true],
  ['Ann < ann @ example . org >', 'Ann', 'ann@example.org', true],
  ['"odd local"@example.org', '', '"odd local"@example.org', true],
  ['Team: ann@example.org, bo@example.org;', '', 'ann@example.org', true],
  ['x@xn--mnchen-3ya.de', '', 'x@münchen.de', true],
  [utf8('jürgen@münchen.de'), '', 'jürgen@münchen.de', true],
  ['Ann <an n@example.org>', 'Ann', 'ann@example.org', false],
  ['Ann <ann@example.org>>', 'Ann', 'ann@example.org', false],
  ['ann@example.org>', '', 'ann@example.org', false],
  ['Ann <ann@example.org', 'Ann', 'ann@example.org', true],
  ['Ann Lee', 'Ann Lee', '', false],
  ['<>', '', '', false],
  ['Ann <no address>', 'Ann', 'noaddress', false],
  ['"a@x.example" <b@y.example>', 'a@x.example', 'b@y.example', true],
])('an address: %s (beh-18, beh-19, beh-48)', (raw, name, address, valid) => {
  expect(one(raw)).toEqual([name, address, valid])
})

test('lists are read in order; what hides nobody names nobody', () => {
  expect(parseAddresses('a@x.example; b@x.example,, "C, D" <c@x.example>', 10).map(found => found.address)).toEqual([
    'a@x.example',
    'b@x.example',
    'c@x.example',
  ])
  expect(parseAddresses('undisclosed-recipients:;', 10)).toEqual([])
  expect(parseAddresses('', 10)).toEqual([])
})

test.each([
  ['Mon, 2 Mar 2026 09:30:15 +0100', '2026-03-02T08:30:15.000Z'],
  ['2 Mar 26 09:30 GMT', '2026-03-02T09:30:00.000Z'],
  ['Mon, 02 Mar 2026 09:30:15 -0000 (UTC)', '2026-03-02T09:30:15.000Z'],
  ['Mon, 2 Mar 2026 09:30:15 EST', '2026-03-02T14:30:15.000Z'],
  ['Mon, 2 Mar 2026 09:30:15 BST', '2026-03-02T08:30:15.000Z'],
  ['Mon, 2 Mar 2026 9:30:15 PM +0000', '2026-03-02T21:30:15.000Z'],
  ['Mon Mar  2 09:30:15 2026', '2026-03-02T09:30:15.000Z'],
  ['2026-03-02T09:30:15+01:00', '2026-03-02T08:30:15.000Z'],
  ['Mon, 2 Mar 2026 09:30:15 GMT+0200', '2026-03-02T07:30:15.000Z'],
  ['Mon, 2-Mar-2026 09:30:15 +0000', '2026-03-02T09:30:15.000Z'],
  ['Mon, 2 Mar 98 09:30:15 +0000', '1998-03-02T09:30:15.000Z'],
  ['nonsense', undefined],
  ['', undefined],
  ['Mon, 45 Foo 2026 09:30 +0000', undefined],
])('a date: %s', (raw, expected) => {
  expect(parseDate(raw)?.toISOString()).toBe(expected)
})

test.each([
  ['<a@x>', 'a@x'],
  ['  <a@x>  (comment)', 'a@x'],
  ['a@x', 'a@x'],
  ['<a b@x>', 'ab@x'],
  ['<>', null],
  ['', null],
  [`<${'x'.repeat(10_240)}@y>`, 'x'.repeat(998)],
])('a message id: %s', async (raw, expected) => {
  const said = await read(`From: a@b.example\nMessage-ID: ${raw}\nSubject: still read\n\nx`)
  expect(said).toMatchObject({ message_id: expected, subject: 'still read' })
})

test('of a long thread the first and the latest ids are kept', async () => {
  const ids = Array.from({ length: 300 }, (_, at) => `<${at}@x>`)
  const { references } = await read(message(`References: ${ids.join('\n ')}`, 'x'))
  expect([references.length, references[0], references.at(-1)]).toEqual([100, '0@x', '299@x'])
})

test('of several senders the first counts, and that is said', async () => {
  const twice = await read('From: a@x.example\nFrom: b@y.example\nSubject: one\nSubject: two\n\nx')
  expect(twice).toMatchObject({ from: { address: 'a@x.example' }, subject: 'one' })
  expect(twice.trouble).toEqual([
    'The message has 2 From headers; the first was taken.',
    'The message has 2 Subject headers; the first was taken.',
  ])
})

test.each<[string, string, string, boolean]>([
  ['the second has an address', 'From: "Ann" <>, Lee <lee@example.org>', 'lee@example.org', true],
  ['only an answer has one', 'From: "Ann" <>\nReply-To: lee@example.org', 'lee@example.org', false],
  ['nobody is named', 'Reply-To: lee@example.org', 'lee@example.org', false],
  ['a second From has one', 'From: [??]\nFrom: lee@example.org', 'lee@example.org', false],
  ['a server is named', 'From: MAILER-DAEMON\nReply-To: lee@example.org', '', false],
  ['its address is a remark', 'From: Ann Lee (ann@example.org)', 'ann@example.org', false],
])('a sender without an address: %s', async (_, header, address, valid) => {
  expect((await read(`${header}\nSubject: Bin\n\nFull.`)).from).toMatchObject({ address, valid })
})

test('line breaks smuggled into a name or a subject reach nobody’s header', async () => {
  const said = await read(
    'From: "=?utf-8?Q?Ann=0D=0ABcc:_x@y.example?=" <a@x.example>\nSubject: =?utf-8?Q?a=0D=0ATo:_b?=\n\nx',
  )
  expect([said.from?.name, said.subject, said.to]).toEqual(['Ann Bcc: x@y.example', 'a To: b', []])
})
