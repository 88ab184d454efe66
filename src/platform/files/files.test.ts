import { expect, test } from 'vitest'
import { displayName, dispositionName } from './file-name.ts'
import { mayBeShown, sniff } from './media-type.ts'

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ben\\letter.docx', 'letter.docx'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['a\u0000b\r\nSet-Cookie: x.txt', 'abSet-Cookie: x.txt'],
  ['\u2066zero\u200Bwidth\uFEFF.pdf', 'zerowidth.pdf'],
  ['   ...  ', 'file'],
  ['', 'file'],
  ['Llythyr â tô.pdf', 'Llythyr â tô.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(115)}….pdf`],
])('a file called %j is shown as %j', (given, shown) => {
  expect(displayName(given)).toBe(shown)
})

test('a name in a header is plain for old programs and whole for new ones, and ends neither early', () => {
  expect(dispositionName('tô "a"; b.pdf')).toBe(
    `filename="t_ _a_; b.pdf"; filename*=UTF-8''t%C3%B4%20%22a%22%3B%20b.pdf`,
  )
  expect(dispositionName("it's (1)*.txt")).toContain("UTF-8''it%27s%20%281%29%2A.txt")
})

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['\x89PNG\r\n\x1a\n....', 'image/png', true],
  ['\xff\xd8\xff\xe0', 'image/jpeg', true],
  ['GIF89a', 'image/gif', true],
  ['RIFF....WEBPVP8 ', 'image/webp', true],
  ['%PDF-1.7', 'application/pdf', false],
  [
    'PK\x03\x04..........[Content_Types].xml....word/document.xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    false,
  ],
  ['PK\x03\x04anything', 'application/zip', false],
  ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'text/plain', false],
  ['<!doctype html><script>alert(1)</script>', 'text/plain', false],
  ['MZ\x90\x00\x03', 'application/octet-stream', false],
  ['', 'application/octet-stream', false],
])('%j is %s', (head, type, shown) => {
  expect(sniff(bytes(head))).toBe(type)
  expect(mayBeShown(type)).toBe(shown)
})

test('text may end within a character where the first piece ends', () => {
  expect(sniff(Buffer.from('Llythyr â').subarray(0, -1))).toBe('text/plain')
})
