import { expect, test } from 'vitest'
import { blocksOf, piecesOf } from './text.rules.ts'

const links = (line: string) => piecesOf(line).flatMap(piece => piece.href ?? [])

test.each([
  ['See https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['(https://en.wikipedia.org/wiki/Bond_(film))', ['https://en.wikipedia.org/wiki/Bond_(film)']],
  ['<https://example.org> and HTTP://EXAMPLE.ORG!', ['https://example.org', 'HTTP://EXAMPLE.ORG']],
  ['javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd', []],
  ['javascript://https%3A//x', []],
  ['https:// http://', []],
  ['"https://example.org"onmouseover="x"', ['https://example.org']],
  ['https://example.org/\u202Egnp.exe', ['https://example.org/']],
  ['https://example.org\u0000x', ['https://example.org']],
])('only web addresses can be followed, and they read as they go: %j', (line, expected) => {
  expect(links(line)).toEqual(expected)
})

test('nothing that was written is lost, whatever it is', () => {
  const naughty = [
    '<script>alert(1)</script>',
    '𝓗𝓮𝓵𝓵𝓸 👩‍👩‍👧 \u202Eolleh',
    '  spaced  out  ',
    'https://a.b/?x=<y>&z',
    '\u0007bell',
  ]
  for (const line of naughty)
    expect(
      piecesOf(line)
        .map(piece => piece.text)
        .join(''),
    ).toBe(line)
})

test('quoted text is set apart, wherever it stands, and all after an introduction', () => {
  const body =
    'Yes.\n\n> Is it on fire?\n> Really?\n\nIt is.\n\nOn Mon, 12 Jan 2026 at 09:00, Asha wrote:\nHello\n\nBye'
  expect(blocksOf(body).map(block => [block.kind, block.paragraphs.length])).toEqual([
    ['text', 1],
    ['quote', 1],
    ['text', 1],
    ['quote', 2],
  ])
})

test('lines and paragraphs stay as they were typed; an empty message has none', () => {
  const [block] = blocksOf('Dear Asha,\r\nthe printer\r\n\r\nThank you')
  expect(block!.paragraphs.map(lines => lines.map(line => line[0]!.text))).toEqual([
    ['Dear Asha,', 'the printer'],
    ['Thank you'],
  ])
  expect(blocksOf(' \n \n')).toEqual([])
})

test('a very long line of nothing but slashes or brackets takes no time', () => {
  for (const line of [
    'https://'.repeat(20_000),
    `https://a${')'.repeat(3000)}`,
    'On '.repeat(30_000),
    '>'.repeat(100_000),
  ]) {
    const began = performance.now()
    blocksOf(line)
    expect(performance.now() - began).toBeLessThan(500)
  }
})
