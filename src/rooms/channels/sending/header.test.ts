import { once } from 'node:events'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { db } from '#testing/council.tsx'
import { compose, overTheWire } from './compose.ts'
import { cleanHeaders, cleanName, cleanSubject, htmlFrom, isAddress, machineHeaders, tagged } from './header.rules.ts'
import type { ToSend } from './taken.ts'
import { signToken } from './token.ts'

const MAILBOX = {
  id: newId(),
  address: 'help@threerivers.example',
  name: 'Service desk',
  from_name: null,
  takes_tags: true,
}

const message = (more: Partial<ToSend>): ToSend => {
  const id = newId()
  return {
    ...{ id, organisation_id: newId(), mailbox_id: MAILBOX.id, kind: 'reply', subject_id: null },
    ...{
      to_address: 'ben@example.org',
      to_name: 'Ben',
      cc: [],
      message_id: `${signToken('key', id)}@threerivers.example`,
    },
    ...{
      in_reply_to: null,
      earlier_ids: [],
      from_name: null,
      subject: 'Hello',
      text: 'Hello',
      html: null,
      file_ids: [],
    },
    ...{ headers: {}, created_at: new Date('2026-11-23T10:00:00Z'), delivered_to: [] },
    ...more,
  }
}

async function written(more: Partial<ToSend>, mailbox = MAILBOX) {
  const composed = await compose(db, message(more), { mailbox, from: 'x@y.example', key: 'key' })
  const chunks: Buffer[] = []
  composed!.stream.on('data', chunk => chunks.push(chunk))
  await once(composed!.stream, 'end')
  const raw = Buffer.concat(chunks)
  return { raw, head: raw.toString('latin1').split('\r\n\r\n')[0]!, ...composed!, parsed: await simpleParser(raw) }
}

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\r',
      '\n',
      ',',
      ';',
      ':',
      '"',
      '\\',
      '<',
      '>',
      '@',
      '(',
      ')',
      '[',
      '=',
      '?',
      '_',
      '\u202e',
      '\u0000',
      '\u2028',
    ),
    fc.constantFrom(
      '\r\nBcc: thief@evil.example',
      '\nX-Evil: 1',
      '"<thief@evil.example>',
      '=?utf-8?q?=0ABcc:_a@b?=',
      'thief@evil.example,',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
  ),
  maxLength: 40,
})

test('whatever a name, a subject or a header holds, the message has its own recipients and headers and no others (abuse case 13)', async () => {
  await fc.assert(
    fc.asyncProperty(nasty, nasty, nasty, nasty, async (name, subject, from_name, value) => {
      const it = await written({
        ...{ to_name: name, subject, from_name, headers: { 'X-Case': value, Bcc: value, 'To\r\nBcc': value } },
        cc: [{ name: value, address: 'chidi@example.org' }],
        ...{ in_reply_to: value, earlier_ids: [value, 'root@example.org'] },
      })
      const names = it.head
        .split('\r\n')
        .filter(line => !/^[ \t]/.test(line))
        .map(line => line.slice(0, line.indexOf(':')))
      const usual = [
        'Content-Type',
        'From',
        'Reply-To',
        'To',
        'Cc',
        'Subject',
        'Message-ID',
        'References',
        'Date',
        'MIME-Version',
      ]
      const also = ['X-Case', 'X-Moothall-Loop', 'In-Reply-To']
      expect(names.filter(one => ![...usual, ...also].includes(one))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
      const addresses = (field: 'to' | 'cc' | 'from') =>
        [it.parsed[field]].flat().flatMap(one => one?.value.map(v => v.address) ?? [])
      expect(addresses('to')).toEqual(['ben@example.org'])
      expect(addresses('cc')).toEqual(['chidi@example.org'])
      expect(addresses('from')).toEqual(['help@threerivers.example'])
      expect(it.envelope.to).toEqual(['ben@example.org', 'chidi@example.org'])
      expect(it.head).not.toMatch(/[\r](?!\n)|(?<!\r)\n/)
    }),
    { numRuns: 150 },
  )
})

test('only a plain address is one: no list, no name, no line end, no route', () => {
  for (const good of [
    'a@b.example',
    "o'hara+x@council.gov.uk",
    'jörg@bücher.example',
    'x@localhost',
    'a.b_c-d@xn--bcher-kva.example',
  ])
    expect([good, isAddress(good)]).toEqual([good, true])
  const bad = [
    '',
    'a',
    '@b',
    'a@',
    'a@b,c@d',
    'a b@c',
    'a@b\r\nBcc: c@d',
    '"a"@b',
    '<a@b>',
    'a@[127.0.0.1]',
    'a@b..c',
    '.a@b',
    'a@-b.c',
    'a@b\u202e.c',
  ]
  for (const one of [...bad, `${'x'.repeat(65)}@b.example`, `a@${'b'.repeat(260)}`])
    expect([one, isAddress(one)]).toEqual([one, false])
})

test('names and subjects are one line, of what can be seen', () => {
  expect(cleanName('Ben\r\nBcc: a@b')).toBe('Ben Bcc: a@b')
  expect(cleanName('a\u202egnp.exe')).toBe('a gnp.exe')
  expect(cleanName(null)).toBe('')
  expect(cleanSubject(' \u0000 ')).toBe('(no subject)')
  expect(cleanSubject('x'.repeat(1000))).toHaveLength(250)
  expect(cleanHeaders({ 'List-Unsubscribe': '<https://a/>', From: 'x', 'X-A': 'b\r\nc', 'Return-Path': 'x' })).toEqual({
    'List-Unsubscribe': '<https://a/>',
    'X-A': 'b c',
  })
})

test('an answer finds its case by the tag, the message by its headers, and a machine knows a machine', async () => {
  const it = await written({ kind: 'acknowledgement', in_reply_to: 'a@b', earlier_ids: ['root@b'] })
  const token = it.parsed.messageId!.slice(1, 43)
  expect(it.parsed.replyTo?.text).toBe(`help+${token}@threerivers.example`)
  expect(it.envelope).toMatchObject({ from: `help+${token}@threerivers.example`, to: ['ben@example.org'] })
  expect(it.envelope.dsn).toEqual({ ret: 'HDRS', envid: token, notify: ['FAILURE', 'DELAY'], orcpt: 'ben@example.org' })
  expect(it.parsed).toMatchObject({
    inReplyTo: '<a@b>',
    references: '<root@b>',
    date: new Date('2026-11-23T10:00:00Z'),
  })
  expect(it.head).toContain('Auto-Submitted: auto-replied')
  expect(it.head).toContain('X-Auto-Response-Suppress: All')
  expect((await written({ kind: 'reply' })).head).not.toContain('Auto-Submitted')
  expect((await written({ kind: 'answer' })).envelope.from).toBe('')
  expect((await written({}, { ...MAILBOX, takes_tags: false })).head).not.toContain('Reply-To')
  expect(machineHeaders('notification')).toMatchObject({ 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' })
  expect(tagged(`${'x'.repeat(30)}@b`, 'y'.repeat(42))).toBeUndefined()
})

test('a domain in other letters goes over the wire in ASCII, and plain words are HTML too', async () => {
  expect(overTheWire('info@bücher.example')).toBe('info@xn--bcher-kva.example')
  const it = await written({
    to_address: 'info@bücher.example',
    text: 'Look: <b> & https://a.example/x?y=1.\n\nBye,\nAsha',
  })
  expect(it.envelope.to).toEqual(['info@xn--bcher-kva.example'])
  expect(it.parsed.text).toContain('Bye,\nAsha')
  expect(it.parsed.html).toContain('&lt;b&gt; &amp; <a href="https://a.example/x?y=1">https://a.example/x?y=1</a>.</p>')
  expect(htmlFrom('a"b')).toContain('a&quot;b')
})
