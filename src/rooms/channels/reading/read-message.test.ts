import { expect, test } from 'vitest'
import { between, bytes, message, multipart, read, utf8 } from './message.fixture.ts'

const PLAIN = 'Content-Type: text/plain; charset=utf-8\n\nThe bin is full.'
const HTML = 'Content-Type: text/html; charset=utf-8\n\n<p>The bin is <b>full</b>.</p>'
const PICTURE =
  'Content-Type: image/png; name="bin.png"\nContent-Transfer-Encoding: base64\nContent-ID: <bin@x>\n\niVBORw0KGgo='

test('a plain message says who wrote what to whom', async () => {
  expect(await read(message('Cc: Bo <bo@example.org>', 'Hello,\n\nthe bin is full.\n'))).toMatchObject({
    subject: 'Bin not collected',
    from: { name: 'Ann Lee', address: 'ann@example.org', valid: true },
    to: [{ name: '', address: 'help@council.example', valid: true }],
    cc: [{ name: 'Bo', address: 'bo@example.org', valid: true }],
    date: new Date('2026-03-02T09:30:00Z'),
    message_id: 'one@example.org',
    text: 'Hello,\n\nthe bin is full.',
    reply_text: 'Hello,\n\nthe bin is full.',
    quoted: false,
    html: null,
    attachments: [],
    trouble: [],
  })
})

test('of two forms of the same text the plain one is the text and the formatted one the HTML', async () => {
  const both = await read(multipart('alternative', [PLAIN, HTML]))
  expect(both).toMatchObject({ text: 'The bin is full.', html: '<p>The bin is <b>full</b>.</p>', attachments: [] })
  const empty = await read(multipart('alternative', ['Content-Type: text/plain\n\n \n', HTML]))
  expect(empty.text).toBe('The bin is full.')
  const stub = 'Content-Type: text/plain\n\nYour mail program cannot show HTML.'
  const long = `Content-Type: text/html\n\n<p>${'The bin has been full for a week. '.repeat(6)}</p>`
  expect((await read(multipart('alternative', [stub, long]))).text).toMatch(/^The bin has been full/)
})

test('texts that stand between files are read one after the other, and the files listed', async () => {
  const pdf =
    'Content-Type: application/pdf\nContent-Disposition: attachment; filename="letter.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0='
  const said = await read(multipart('mixed', [PLAIN, pdf, 'Content-Type: text/plain\n\nSecond text.', HTML]))
  expect(said.text).toBe('The bin is full.\n\nSecond text.\n\nThe bin is full.')
  expect(said.attachments).toMatchObject([
    { name: 'letter.pdf', type: 'application/pdf', size: 5, inline: false, kind: 'file' },
  ])
})

test('a picture within the text is an attachment shown inline, and the page is left to find it', async () => {
  const html = 'Content-Type: text/html\n\n<p>Look: <img src="cid:bin@x" alt="the bin"></p>'
  const said = await read(multipart('related', [html, PICTURE]))
  expect(said.html).toBe('<p>Look: <img alt="the bin" data-cid="bin@x" /></p>')
  expect(said.attachments).toMatchObject([{ name: 'bin.png', content_id: 'bin@x', inline: true, size: 8 }])
  expect(said.text).toBe('Look: [the bin]')
})

test('a file that has no name is called by its identifier where that is one, else by what it is', async () => {
  const picture = (id: string) => `Content-Type: image/png\nContent-ID: <${id}>\n\nx`
  const { attachments } = await read(
    multipart('mixed', ['\nHello', picture('image001.png@01DA6C2F'), picture('17@x.example'), picture('a.exe@x')]),
  )
  expect(attachments.map(one => one.name)).toEqual(['image001.png', 'picture-2.png', 'picture-3.png'])
})

test('attachments stream to whoever keeps them, with their bytes whole', async () => {
  const kept: string[] = []
  const file = 'x'.repeat(200_000)
  const part = `Content-Type: application/octet-stream; name=big.bin\nContent-Transfer-Encoding: base64\n\n${Buffer.from(file).toString('base64')}`
  await read(multipart('mixed', [PLAIN, part, PICTURE]), {
    onAttachment: async (attachment, stream) => {
      let size = 0
      for await (const piece of stream) size += piece.length
      kept.push(`${attachment.name} ${size}`)
    },
  })
  expect(kept).toEqual(['big.bin 200000', 'bin.png 8'])
})

test('a keeper that fails is the failure of the reading; one that loses interest is not', async () => {
  const failing = { onAttachment: () => Promise.reject(new Error('The disk is full.')) }
  await expect(read(multipart('mixed', [PLAIN, PICTURE]), failing)).rejects.toThrow('The disk is full.')
  const bored = await read(multipart('mixed', [PICTURE, PLAIN]), { onAttachment: async () => {} })
  expect(bored.text).toBe('The bin is full.')
})

test('a message within the message is a file named by its subject, and says who wrote it first', async () => {
  const inner = message('', 'The first words.').replace('Bin not collected', 'Overflowing / bin')
  const said = await read(multipart('mixed', [PLAIN, `Content-Type: message/rfc822\n\n${inner}`]))
  expect(said.attachments).toMatchObject([{ name: 'Overflowing _ bin.eml', type: 'message/rfc822', kind: 'message' }])
  expect(said.forwarded).toMatchObject({ from: { address: 'ann@example.org' }, text: 'The first words.' })
})

test('a signed message shows its text and has its signature as a file; an encrypted one is kept shut', async () => {
  const signature = 'Content-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----'
  const signed = await read(multipart('signed', [PLAIN, signature]))
  expect(signed).toMatchObject({ text: 'The bin is full.', signed: true, attachments: [{ kind: 'signature' }] })
  const parts = [
    'Content-Type: application/pgp-encrypted\n\nVersion: 1',
    'Content-Type: application/octet-stream\n\nsecret',
  ]
  const encrypted = await read(multipart('encrypted', parts))
  expect(encrypted).toMatchObject({
    text: '',
    encrypted: true,
    attachments: [{ kind: 'encrypted' }, { kind: 'encrypted' }],
  })
  const opaque = await read(
    message('Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'MIIB'),
  )
  expect(opaque).toMatchObject({
    signed: true,
    encrypted: false,
    attachments: [{ name: 'smime.p7m', kind: 'signature' }],
  })
})

test('an invitation is said, and kept as a file', async () => {
  const event =
    'BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Site visit\\, bins\nDTSTART;TZID=Europe/London:20260310T100000\nDTEND:20260310T110000Z\nORGANIZER;CN="Lee: Ann":mailto:ann@example.org\nLOCATION:The depot\nEND:VEVENT\nEND:VCALENDAR'
  const said = await read(multipart('alternative', [PLAIN, `Content-Type: text/calendar; method=REQUEST\n\n${event}`]))
  expect(said.attachments).toMatchObject([{ name: 'invite.ics', kind: 'calendar' }])
  expect(said.calendar).toEqual({
    method: 'REQUEST',
    summary: 'Site visit, bins',
    start: '2026-03-10T10:00:00[Europe/London]',
    end: '2026-03-10T11:00:00Z',
    organiser: 'ann@example.org',
    location: 'The depot',
  })
})

test('whatever the pieces of the stream, the answer is the same', async () => {
  const raw = bytes(
    multipart('mixed', [
      PLAIN,
      between([PLAIN, HTML], 'inner').replace(/^/, 'Content-Type: multipart/alternative; boundary=inner\n\n'),
      PICTURE,
    ]),
  )
  const whole = await read(raw)
  for (const piece of [1, 2, 3, 7, 64, 100]) expect(await read(raw, {}, piece)).toEqual(whole)
  expect(whole.attachments).toHaveLength(1)
})

test.each<[string, string | Uint8Array, string]>([
  ['nothing at all', '', ''],
  ['no header', 'Hello there, no header here.', 'Hello there, no header here.'],
  ['no body', 'Subject: x\nFrom: a@b.example', ''],
  ['no empty line before the body', 'From: a@b.example\nHello there.\nMore.', 'Hello there.\nMore.'],
  ['the line of a mailbox file', 'From ann@example.org Mon Mar  2 09:30:00 2026\nSubject: x\n\nHello', 'Hello'],
  ['a byte order mark', '\xef\xbb\xbfSubject: x\n\nHello', 'Hello'],
  ['bare line feeds', Buffer.from('Subject: x\n\nOne\nTwo'), 'One\nTwo'],
  ['bare carriage returns', Buffer.from('Subject: x\r\rOne\rTwo'), 'One\nTwo'],
  ['doubled carriage returns', Buffer.from('Subject: x\r\r\n\r\r\nOne\r\r\nTwo'), 'One\nTwo'],
  ['bytes of zero', 'Subject: x\n\nOne\0Two', 'OneTwo'],
  ['a broken fold', 'Subject: x\nthis was folded badly\nFrom: a@b.example\n\nHello', 'Hello'],
  ['a multipart cut short', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello', 'Hello'],
  [
    'a boundary nobody named',
    'Content-Type: multipart/mixed\n\n--b\nContent-Type: text/plain\n\nHello\n--b--',
    'Hello',
  ],
  [
    'no empty line before the first part',
    'Content-Type: multipart/mixed;\n boundary="b"\nIn several parts.\n--b\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nCaf=65\n--b--',
    'Cafe',
  ],
  [
    'parts that never come, coded as a whole',
    'Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9',
    'Café',
  ],
  ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=b\n\nHello', 'Hello'],
  [
    'an inner multipart never closed',
    'Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOne\n--a\n\nTwo\n--a--',
    'One\n\nTwo',
  ],
  ['a part after the end', 'Content-Type: multipart/mixed; boundary=a\n\n--a\n\nOne\n--a--\n--a\n\nTwo', 'One\n\nTwo'],
  ['a type that is none', 'Content-Type: charset="utf-8"; text/plain\n\nHello', 'Hello'],
  ['an encoded word for a type', 'Content-Type: =?utf-8?q?text/plain?=; charset=utf-8\n\nHello', 'Hello'],
  ['raw UTF-8 without saying so', `Subject: x\n\n${utf8('Café')}`, 'Café'],
])('bears %s', async (_, raw, text) => {
  expect((await read(raw)).text).toBe(text)
})
