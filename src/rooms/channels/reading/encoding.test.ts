import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { message, multipart, read, utf8 } from './message.fixture.ts'

const subjectOf = async (raw: string) => (await read(`From: a@b.example\nSubject: ${raw}\n\nx`)).subject

test.each([
  ['plain', 'Hello  there', 'Hello  there'],
  ['folded', 'Hello\n there', 'Hello there'],
  ['base64', '=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'],
  ['quoted', '=?iso-8859-1?q?Gr=FC=DFe_an_alle?=', 'Grüße an alle'],
  ['white space between words dropped', '=?utf-8?q?a?= =?utf-8?q?b?=\n =?utf-8?q?c?=', 'abc'],
  ['white space beside words kept', 'a =?utf-8?q?b?= c', 'a b c'],
  ['a letter split between words', '=?utf-8?B?w7w=?= =?utf-8?B?w58=?= =?utf-8?Q?=C3?= =?utf-8?Q?=BC?=', 'üßü'],
  ['a letter split between base64 words', '=?utf-8?B?8J+Y?=\n =?utf-8?B?gA==?=', '😀'],
  ['spaces inside', '=?utf-8?Q?Gr=C3=BC=C3=9Fe an alle?=', 'Grüße an alle'],
  ['a question mark inside', '=?utf-8?Q?What?_now=3F?=', 'What? now?'],
  ['a language', '=?us-ascii*en?Q?Hello?=', 'Hello'],
  ['in quotation marks', '"=?utf-8?Q?Gr=C3=BC=C3=9Fe?="', '"Grüße"'],
  ['no space around', 'Re:=?utf-8?Q?Gr=C3=BC?=!', 'Re:Grü!'],
  ['an unknown character set', '=?x-nothing?Q?Gr=C3=BC?=', 'Grü'],
  ['the wrong character set', '=?utf-8?Q?Gr=FC?=', 'Grü'],
  ['never ended', '=?utf-8?Q?Hello', '=?utf-8?Q?Hello'],
  ['one never ended before another', '=?utf-8?Q?Hel =?utf-8?Q?lo?=', '=?utf-8?Q?Hel lo'],
  ['raw UTF-8', utf8('Grüße'), 'Grüße'],
  ['raw Latin-1', 'Gr\xfc\xdfe', 'Grüße'],
  ['raw UTF-8 beside a word', `${utf8('Grüße')} =?utf-8?Q?=C3=BC?=`, 'Grüße ü'],
  ['Japanese', '=?ISO-2022-JP?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'],
  ['Japanese in two words', '=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=\n =?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?=', '日本語テスト'],
  ['Korean', '=?ks_c_5601-1987?B?x9Gxub7u?=', '한국어'],
  ['control characters', '=?utf-8?Q?a=0D=0ABcc:_x=00y?=', 'a Bcc: x y'],
  ['an arrow that turns the text', '=?utf-8?Q?a=E2=80=AEb?=', 'ab'],
  ['empty', '', ''],
])('a subject: %s', async (_, raw, expected) => {
  expect(await subjectOf(raw)).toBe(expected)
})

test.each([
  ['Chinese', 'gb18030', '转发：整体提升企业服务水平'],
  ['Japanese as Windows has it', 'shift_jis', 'ツールについて'],
  ['Japanese as Unix has it', 'euc-jp', 'お知らせです'],
  ['Korean', 'cp949', '안녕하세요 문의드립니다'],
  ['Taiwanese', 'big5', '人人生而自由在尊嚴和權利上一律平等'],
  ['German', 'win1252', 'Größenänderung für Übermüdete'],
  ['French', 'win1252', 'Où est l’été déjà passé ?'],
  ['Spanish', 'win1252', '¿Señor Muñoz? ¡Sí!'],
])('letters in a header that nobody named a character set for: %s', async (_, charset, words) => {
  const raw = iconv.encode(words, charset).toString('latin1')
  expect((await read(`From: a@example.org\nSubject: ${raw}\n\nx`)).subject).toBe(words)
})

test('letters left as they are within an encoded word are in the character set it names', async () => {
  const read1 = await read('From: a@example.org\nSubject: =?iso-8859-1?Q?Gr\xfc=DFe?=\n\nx')
  expect(read1.subject).toBe('Grüße')
  expect((await read(`From: a@example.org\nSubject: =?utf-8?Q?${utf8('Grü')}=C3=9Fe?=\n\nx`)).subject).toBe('Grüße')
})

test('a subject longer than 255 characters is read whole (beh-49)', async () => {
  expect(await subjectOf('x'.repeat(900))).toHaveLength(900)
})

const named = async (type: string, disposition = '') =>
  (
    await read(
      multipart('mixed', [`Content-Type: ${type}${disposition && `\nContent-Disposition: ${disposition}`}\n\nx`]),
    )
  ).attachments[0]!.name

test.each([
  ['in both places', 'application/pdf; name="b.pdf"', 'attachment; filename="a.pdf"', 'a.pdf'],
  ['without quotation marks, with spaces', 'application/pdf', 'attachment; filename=my letter.pdf', 'my letter.pdf'],
  ['with a semicolon inside', 'application/pdf', 'attachment; filename="a;b.pdf"', 'a;b.pdf'],
  ['RFC 2231', 'application/pdf', "attachment; filename*=utf-8'en'%e2%82%ac%20rates.pdf", '€ rates.pdf'],
  [
    'RFC 2231 in pieces',
    'application/pdf',
    'attachment; filename*0*=iso-8859-1\'\'Gr%FC; filename*1*=%DFe; filename*2=".pdf"',
    'Grüße.pdf',
  ],
  ['pieces out of order', 'application/pdf', 'attachment; filename*1=b.pdf; filename*0=a', 'ab.pdf'],
  ['RFC 2231 preferred', 'application/pdf', "attachment; filename=x.pdf; filename*=utf-8''%C3%BC.pdf", 'ü.pdf'],
  ['an encoded word', 'application/pdf; name="=?utf-8?Q?=C3=BC.pdf?="', '', 'ü.pdf'],
  ['raw UTF-8', `application/pdf; name="${utf8('ü')}.pdf"`, '', 'ü.pdf'],
  ['a path', 'application/pdf', 'attachment; filename="C:\\Users\\me\\a.pdf"', 'a.pdf'],
  ['a path upwards', 'application/pdf', 'attachment; filename="../../etc/passwd"', 'passwd'],
  ['an arrow that turns the name', 'application/pdf', "attachment; filename*=utf-8''a%E2%80%AEfdp.exe", 'afdp.exe'],
  ['control characters', 'application/pdf', "attachment; filename*=utf-8''a%0D%0A%00b.pdf", 'a b.pdf'],
  ['only dots', 'application/pdf', 'attachment; filename=".."', 'file-1.pdf'],
  ['none', 'application/pdf', 'attachment', 'file-1.pdf'],
  ['none, a picture', 'image/jpeg', '', 'picture-1.jpg'],
  ['without end', 'application/pdf', `attachment; filename="${'x'.repeat(4000)}.pdf"`, `${'x'.repeat(196)}.pdf`],
])('a file name: %s', async (_, type, disposition, expected) => {
  expect(await named(type, disposition)).toBe(expected)
})

const said = async (charset: string, bytes: Buffer, more = '') =>
  await read(message(`Content-Type: text/plain; charset=${charset}${more}`, bytes.toString('latin1')))

test.each([
  ['utf-8', 'Größe – naïve 😀'],
  ['iso-8859-1', 'Größe'],
  ['iso-8859-2', 'Łódź'],
  ['iso-8859-15', '€uro'],
  ['windows-1250', 'Łódź'],
  ['windows-1252', '“quoted” €'],
  ['koi8-r', 'Привет'],
  ['gb18030', '你好，世界'],
  ['gb2312', '你好'],
  ['big5', '你好'],
  ['shift_jis', 'こんにちは'],
  ['euc-jp', 'こんにちは'],
  ['euc-kr', '안녕하세요 똠'],
  ['utf-16le', 'Größe'],
  ['utf-7', 'Größe'],
  ['windows-874', 'ไทย'],
])('a text in %s', async (charset, text) => {
  const bytes = iconv.encode(text, charset === 'euc-kr' ? 'cp949' : charset)
  const encoded = message(
    `Content-Type: text/plain; charset="${charset}"\nContent-Transfer-Encoding: base64`,
    bytes.toString('base64'),
  )
  expect(await read(encoded)).toMatchObject({ text, trouble: [] })
})

test('Vietnamese in Windows-1258 is put together letter by letter (beh-40)', async () => {
  expect((await said('windows-1258', Buffer.from([0x54, 0x69, 0xea, 0xec, 0x6e, 0x67]))).text).toBe(
    'Tiếng'.normalize('NFC').replace('ế', 'ế'),
  )
})

test('a character set that is not known, or not what it says, is read as best as can be and said', async () => {
  const unknown = await said('windows-1258x', Buffer.from('Gr\xfc\xdfe', 'latin1'))
  expect(unknown.text).toBe('Grüße')
  expect(unknown.trouble[0]).toContain('windows-1258x is not known')
  const wrong = await said('utf-8', Buffer.from('Gr\xfc\xdfe', 'latin1'))
  expect(wrong.text).toBe('Grüße')
  expect(wrong.trouble).toHaveLength(1)
  expect((await said('us-ascii', Buffer.from('Grüße'))).text).toBe('Grüße')
  expect((await said('"iso-2022-jp"', Buffer.from('\x1b$B$3$s\x1b(B', 'latin1'))).text).toBe('こん')
})

const sent = async (encoding: string, body: string, type = 'text/plain; charset=utf-8') =>
  (await read(message(`Content-Type: ${type}\nContent-Transfer-Encoding: ${encoding}`, body))).text

test.each([
  ['soft breaks', 'quoted-printable', 'one=20=\ntwo =\n three=', 'one two  three'],
  ['white space after a soft break', 'quoted-printable', 'one=  \ntwo', 'onetwo'],
  ['white space at the end of a line', 'quoted-printable', 'one   \ntwo', 'one\ntwo'],
  ['small letters and broken codes', 'Quoted-Printable', 'caf=c3=a9 50=% =ZZ =', 'café 50=% =ZZ '.trimEnd()],
  ['rubbish in base64', 'base64', 'SGVs\n  bG8*s\n!dGhlcmU=', 'Hello,there'],
  ['two blocks of base64', 'base64', 'SGVsbG8=\nIHRoZXJl', 'Hello there'],
  ['words beneath base64', 'base64', 'SGVsbG8=\n-- \nsent through the list', 'Hello'],
  ['words instead of base64', 'base64', 'Hello, this is not encoded at all.', 'Hello, this is not encoded at all.'],
  ['uuencode without its first line (beh-41)', 'x-uuencode', '&2&5L;&\\A\n`', 'Hello!'],
  ['base64 that is words', 'base64', 'The bin is full and the lid is broken', 'The bin is full and the lid is broken'],
  ['uuencode (beh-41)', 'x-uuencode', 'begin 644 t\n%2&5L;&\\\n`\nend', 'Hello'],
  ['an encoding nobody knows', 'x-nothing', 'Hello', 'Hello'],
])('a body: %s', async (_, encoding, body, expected) => {
  expect(await sent(encoding, body)).toBe(expected)
})

test('lines that a program broke are joined again, each depth of quotation for itself', async () => {
  const flowed = 'A long line \nthat goes on.\n> quoted \n> on\n-- \nAnn'
  expect((await read(message('Content-Type: text/plain; format=flowed', flowed))).text).toBe(
    'A long line that goes on.\n> quoted on\n-- \nAnn',
  )
  expect(
    (await read(message('Content-Type: text/plain; format=flowed; delsp=yes', 'don \n’t'.replace('’', "'")))).text,
  ).toBe("don't")
})

test('a file written out in the text is a file', async () => {
  const read1 = await read(message('', 'See the file.\n\nbegin 644 a.txt\n%2&5L;&\\\n`\nend\n\nThanks'))
  expect(read1).toMatchObject({ text: 'See the file.\n\n\nThanks', attachments: [{ name: 'a.txt', size: 5 }] })
  expect((await read(message('', 'begin 644 a.txt\nnot a file'))).text).toBe('begin 644 a.txt\nnot a file')
})
