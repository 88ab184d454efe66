import iconv from 'iconv-lite'
import { guessEastAsian } from './east-asian.ts'

/** Text made from bytes, and what is to be said about it if the named character set could not be followed. */
export interface Decoded {
  readonly text: string
  readonly trouble?: string
}

/** Names met in real mail that the tables know by another. */
const ALIASES: Record<string, string> = {
  'x-mac-roman': 'macroman',
  macintosh: 'macroman',
  'x-macroman': 'macroman',
  'ansi_x3.110-1983': 'latin1',
  'iso-8859-1-windows-3.1-latin-1': 'win1252',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-8859-6-i': 'iso-8859-6',
  'x-sjis': 'shift_jis',
  'windows-31j': 'shift_jis',
  'ks_c_5601-1987': 'cp949',
  ks_c_5601: 'cp949',
  'euc-kr': 'cp949',
  'x-windows-949': 'cp949',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  cp936: 'gb18030',
  'hz-gb-2312': 'gb18030',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  'utf-8-bom': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'x-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  unicode: 'utf-16',
  'ucs-2': 'utf-16',
}

/** What Latin-1 and ASCII are in practice: every browser reads them as Windows-1252. */
const LATIN = /^(iso-?8859-?1|iso_8859-1(:1987)?|latin-?1|l1|ascii|us-ascii|us|ansi_x3\.4-19(68|86)|iso-ir-100|cp819)$/
/** Said by programs that do not know: then the bytes themselves are asked. */
const UNSAID =
  /^(|us-ascii|ascii|us|ansi_x3\.4-19(68|86)|8bit|7bit|x?-?unknown(-8bit)?|default(_charset)?|none|binary|x-user-defined|iso646-us)$/

const clean = (name: string) =>
  name
    .toLowerCase()
    .replace(/^["'\s]+|["'\s;]+$/g, '')
    .replace(/\*.*$/, '')
    .slice(0, 60)

/** Bytes in the character set their header names, or as near as can be. */
export function decodeText(bytes: Buffer, named: string): Decoded {
  const name = clean(named)
  const marked = byMark(bytes)
  if (marked) return { text: marked }
  if (UNSAID.test(name)) return { text: decodeGuessing(bytes) }
  if (/^utf-?8$/.test(name) || ALIASES[name] === 'utf-8') return decodeUtf8(bytes)
  if (/^(x-)?iso-?2022-?jp|^jis$/.test(name)) return { text: decodeJapanese(bytes) }
  if (/^utf-?16$/.test(name) || ALIASES[name] === 'utf-16') return { text: iconv.decode(bytes, utf16Order(bytes)) }
  const table = tableOf(name)
  if (table === undefined) {
    const shown = name.replace(/[^a-z0-9._:-]/g, '')
    return {
      text: decodeGuessing(bytes),
      trouble: `The character set ${shown} is not known; the text was read as best as could be.`,
    }
  }
  const text = iconv.decode(bytes, table)
  // What is no such text and faultless UTF-8 is UTF-8, whatever it says.
  const utf8 = text.includes('\ufffd') ? asUtf8(bytes) : undefined
  if (utf8 !== undefined)
    return { text: utf8, trouble: `Some of the text is not in the character set it names (${name}).` }
  // Vietnamese Windows-1258 writes letter and accent apart.
  return { text: /1258|tcvn/.test(table) ? text.normalize('NFC') : text }
}

/** The table for a character set, by its tidied name; undefined for one that is not known. */
function tableOf(name: string): string | undefined {
  const table = LATIN.test(name) ? 'win1252' : (ALIASES[name] ?? name.replace(/^cp-/, 'cp').replace(/^x-/, ''))
  return iconv.encodingExists(table) && !/^(base64|hex|binary|internal|ucs2?|cesu)/i.test(table) ? table : undefined
}

/** The bytes of one letter in a named character set: the way back for what was decoded too early. */
export function encodeLetter(letter: string, named: string): Buffer {
  const table = tableOf(clean(named))
  return table === undefined || UNSAID.test(clean(named)) ? Buffer.from(letter) : iconv.encode(letter, table)
}

function byMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length > 3) return iconv.decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length > 3) return iconv.decode(bytes, 'utf-16be')
  return undefined
}

/** Without a mark RFC 2781 says the big end comes first; Windows programs put it last. Text is mostly Latin: look for its zeros. */
function utf16Order(bytes: Buffer): string {
  let even = 0
  let odd = 0
  for (let at = 0; at + 1 < Math.min(bytes.length, 2000); at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  return odd > even ? 'utf-16le' : 'utf-16be'
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** UTF-8 if the bytes are, or undefined. */
export function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

function decodeUtf8(bytes: Buffer): Decoded {
  const text = asUtf8(bytes)
  if (text !== undefined) return { text }
  const trouble = 'Some of the text is not in the character set it names (UTF-8).'
  const loose = bytes.toString('utf8')
  const lost = loose.split('\ufffd').length - 1
  // More lost than found: it is not UTF-8 at all, whatever it says.
  let found = 0
  for (const letter of loose) if (letter > '\x7f' && letter !== '\ufffd') found++
  return { text: lost > found ? iconv.decode(bytes, 'win1252') : loose, trouble }
}

/** Without a character set: UTF-8 when it is that, Japanese by its escapes, else the old Western one. */
export function decodeGuessing(bytes: Buffer): string {
  const japanese = bytes.indexOf('\x1b$')
  if (japanese >= 0 && (bytes[japanese + 2] === 0x42 || bytes[japanese + 2] === 0x40)) return decodeJapanese(bytes)
  const text = asUtf8(bytes)
  if (text !== undefined) return text
  // A text cut at the limit may end within a letter.
  const shorter = bytes.length > 1_000_000 ? asUtf8(bytes.subarray(0, bytes.length - 3)) : undefined
  return shorter ?? iconv.decode(bytes, guessEastAsian(bytes) ?? 'win1252')
}

/** ISO-2022-JP. Joined words leave it and enter it again at once, which the decoder would show as a fault. */
function decodeJapanese(bytes: Buffer): string {
  // Named so, and sent as the writer's own computer had it.
  const other = bytes.includes('\x1b$') ? undefined : guessEastAsian(bytes)
  if (other !== undefined) return iconv.decode(bytes, other)
  const text = bytes.toString('latin1').replaceAll('\x1b(B\x1b$', '\x1b$').replaceAll('\x1b(J\x1b$', '\x1b$')
  return new TextDecoder('iso-2022-jp').decode(Buffer.from(text, 'latin1'))
}
