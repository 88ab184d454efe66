import { readFileSync } from 'node:fs'

/** Texts that have hurt other programs: ends of strings, halves of characters, other programs' languages, numbers that are none. */
const OURS = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\n\r\t',
    '\u202egpj.exe',
    '\ufeff',
    '\ue000',
    '👩‍👩‍👧‍👦 🔥',
    'مرحبا بالعالم',
  ],
  ...["'; drop table cases.cases; --", "' or 1=1 --", '$1', '\\', '%', '_%', '*', '"', '(', '[', '^(a+)+$', 'a & | !'],
  ...['%00', '%', '%ff', '../..', '/etc/passwd', 'file:///etc/passwd', 'javascript:alert(1)', '//elsewhere.example'],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{7*7}}', '{{subject}}', '<%= 7 %>'],
  ...['null', 'undefined', 'true', 'NaN', '-0', '1e999', '9999999999999999999', '-1', '0x1f', '1.5', '٣'],
  ...['__proto__', 'constructor', 'toString', '=1+1', '@SUM(A1)', '\r\nBcc: all@elsewhere.example', 'a,b;c'],
  ...[
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '2026-02-30',
    '275760-09-14',
    '24:00',
    '99:99',
  ],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '2026-10-25T01:30'],
]

function fromFile(): string[] {
  const file = process.env.MOOTHALL_NAUGHTY_STRINGS
  if (!file) return []
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return Array.isArray(read) ? read.filter(one => typeof one === 'string') : []
}

/** Our own, and those of a list that MOOTHALL_NAUGHTY_STRINGS names: a file of JSON, with texts in it. */
export const HOSTILE_TEXTS: readonly string[] = [...OURS, ...fromFile()]

/** What the tests by chance begin from: always the same, unless SEED says another. */
export const SEED = Number(process.env.SEED ?? 20_261_123)

/** An answer in bounded time; one that hangs fails here and says what it was. */
export async function within<Answer>(ms: number, what: string, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms: ${what.slice(0, 300)}`)), ms)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
