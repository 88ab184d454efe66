import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LIMITS } from './limits.ts'
import { between, bytes, message, multipart, read } from './message.fixture.ts'
import type { ReadMessage } from './read-message.ts'

/** The same messages each time; SEED makes others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261123) })

const SEEDS = [
  message(
    'Cc: =?utf-8?B?w7w=?= =?utf-8?Q?=C3=BC?= <a@x.example>, "B, C" <b@xn--mnchen-3ya.de>',
    'Hello\n\nOn Mon, 2 Mar 2026, Ann wrote:\n> old\n-- \nAnn',
  ),
  multipart('alternative', [
    '\nplain',
    'Content-Type: text/html; charset=iso-2022-jp\n\n<p style="color:red">x <a href="http://x.example">y</a><img src=cid:z></p>',
  ]),
  multipart('mixed', [
    `Content-Type: multipart/related; boundary=in\n\n${between(['Content-Type: text/html\n\n<b>x', 'Content-Type: image/png\nContent-ID: <z>\nContent-Transfer-Encoding: base64\n\naGVsbG8='], 'in')}`,
    "Content-Type: application/pdf\nContent-Disposition: attachment; filename*0*=utf-8''%C3%BC; filename*1=x.pdf\nContent-Transfer-Encoding: quoted-printable\n\na=3D=\nb",
    'Content-Type: message/rfc822\n\nFrom: b@x.example\nSubject: in\n\nx',
    'Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VEVENT\nDTSTART:20260302T093000Z\nEND:VEVENT',
  ]),
  multipart('report', [
    '\nfailed',
    'Content-Type: message/delivery-status\n\nA: b\n\nFinal-Recipient: rfc822; a@b\nAction: failed',
    'Content-Type: text/rfc822-headers\n\nMessage-ID: <a@b>',
  ]),
].map(bytes)

/** What must hold of any answer. */
function within(said: ReadMessage): void {
  expect(said.subject.length).toBeLessThanOrEqual(LIMITS.subject)
  expect(said.text.length).toBeLessThanOrEqual(LIMITS.text)
  expect(said.reply_text.length).toBeLessThanOrEqual(LIMITS.text)
  expect(said.to.length + said.cc.length).toBeLessThanOrEqual(2 * LIMITS.addresses)
  expect(said.references.length).toBeLessThanOrEqual(LIMITS.ids)
  expect(said.attachments.length).toBeLessThanOrEqual(LIMITS.attachments)
  expect(said.trouble.length).toBeLessThanOrEqual(LIMITS.troubles)
  expect(said.html ?? '').not.toMatch(/<script|<[^<>]*\s(on\w+|src)=|href="javascript:/i)
  if (/[\p{L}\p{N}]/u.test(said.text)) expect(said.reply_text).not.toBe('')
}

/** One mangling: a byte changed, a piece cut, doubled, moved from elsewhere, or rubbish put in. */
const mangling = fc.tuple(
  fc.constantFrom('flip', 'cut', 'double', 'graft', 'noise'),
  fc.nat(),
  fc.nat(400),
  fc.nat(255),
)

function mangle(raw: Buffer, [what, where, length, value]: readonly [string, number, number, number]): Buffer {
  const at = where % (raw.length + 1)
  const piece = raw.subarray(at, at + length)
  if (what === 'flip') return Buffer.concat([raw.subarray(0, at), Buffer.from([value]), raw.subarray(at + 1)])
  if (what === 'cut') return Buffer.concat([raw.subarray(0, at), raw.subarray(at + length)])
  if (what === 'double') return Buffer.concat([raw.subarray(0, at), piece, piece, raw.subarray(at + length)])
  const other =
    what === 'graft'
      ? SEEDS[value % SEEDS.length]!.subarray(where % 300, (where % 300) + length)
      : Buffer.alloc(length % 40, value)
  return Buffer.concat([raw.subarray(0, at), other, raw.subarray(at)])
}

test('mangled messages are read, whatever was done to them', { timeout: 60_000 }, async () => {
  const mangled = fc.tuple(
    fc.constantFrom(...SEEDS),
    fc.array(mangling, { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1, max: 5000 }),
  )
  await fc.assert(
    fc.asyncProperty(mangled, async ([seed, manglings, piece]) => {
      within(await read(manglings.reduce(mangle, seed), {}, piece))
    }),
    { numRuns: 400, interruptAfterTimeLimit: 4000 },
  )
})

test('bytes that are no message are read', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async raw => within(await read(raw))),
    { numRuns: 200, interruptAfterTimeLimit: 2000 },
  )
})

const nested = (depth: number) => {
  const levels = Array.from(
    { length: depth },
    (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
  )
  return message('Content-Type: multipart/mixed; boundary=b0', `${levels.join('')}--b${depth}\n\ndeep`)
}
const html = (body: string) => message('Content-Type: text/html', body)
const headed = (header: string) => `${header}\nFrom: a@b.example\n\nread`

// Abuse case 11: whatever is built to be endless is read in bounded time.
test.each<[string, string]>([
  ['parts 60 deep', nested(59)],
  ['parts 600 deep', nested(600)],
  [
    '1,000 parts',
    multipart(
      'mixed',
      Array.from({ length: 1000 }, () => '\nx'),
    ),
  ],
  [
    '5,000 parts',
    multipart(
      'mixed',
      Array.from({ length: 5000 }, () => 'Content-Type: image/png\n\nx'),
    ),
  ],
  [
    '43 pictures in the text',
    multipart(
      'related',
      Array.from({ length: 43 }, (_, at) => `Content-Type: image/png\nContent-ID: <${at}@x>\n\nx`),
    ),
  ],
  ['100,000 recipients', headed(`To: ${Array.from({ length: 100_000 }, (_, at) => `p${at}@x.example`).join(',\n ')}`)],
  ['a subject of a megabyte', headed(`Subject: ${'x'.repeat(1_000_000)}`)],
  ['encoded words that never end', headed(`Subject: ${'=?a?q?'.repeat(100_000)}`)],
  ['brackets that never close', headed(`To: ${'<('.repeat(200_000)}`)],
  ['quotation marks that never close', headed(`To: ${'"\\'.repeat(200_000)}`)],
  [
    'the name of a zip bomb',
    multipart('mixed', [`Content-Type: application/zip; name="${'../'.repeat(5000)}42.zip"\n\nPK`]),
  ],
  ['elements never closed', html('<b>'.repeat(100_000))],
  ['elements closed that were never opened', html(`${'<b>'.repeat(50_000)}${'</i>'.repeat(50_000)}`)],
  ['tables within tables', html('<table><tr><td>'.repeat(20_000))],
  ['comments never closed', html('<!--'.repeat(200_000))],
  ['carriage returns', message('', `x\n${'\r'.repeat(500_000)}x`)],
  ['dashes', message('', '--\n'.repeat(300_000))],
  ['quotations and empty lines', message('', '> \n\n'.repeat(200_000))],
  ['attributions', message('', `On 2026 ${'wrote '.repeat(40)}:\n`.repeat(4000))],
])('%s are read in bounded time', { timeout: 20_000 }, async (_, raw) => {
  const all = bytes(raw)
  const begun = performance.now()
  within(await read(all))
  expect(performance.now() - begun).toBeLessThan(5000) // under 2 seconds on a machine with nothing else to do
})
