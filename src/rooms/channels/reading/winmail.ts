import { decodeText } from './charset.ts'

/** What Outlook packed into a winmail.dat: Microsoft's Transport Neutral Encapsulation Format (MS-OXTNEF). */
export interface Winmail {
  readonly text: string
  readonly html: string
  readonly files: readonly {
    readonly name: string
    readonly type: string
    readonly content_id: string
    readonly bytes: Buffer
  }[]
}

const SIGNATURE = 0x223e9f78
/** Attributes by their number, without the type in the upper half. */
const BODY = 0x800c
const FILE_BEGINS = 0x9002
const FILE_TITLE = 0x8010
const FILE_DATA = 0x800f
const FILE_PROPERTIES = 0x9005
const MESSAGE_PROPERTIES = 0x9003
const CODE_PAGE = 0x9007
/** Properties (MS-OXPROPS). */
const LONG_NAME = 0x3707
const SHORT_NAME = 0x3704
const SHOWN_NAME = 0x3001
const MIME_TYPE = 0x370e
const CONTENT_ID = 0x3712
const CONTENT = 0x3701
const BODY_TEXT = 0x1000
const BODY_HTML = 0x1013

const MOST_FILES = 200
const MOST_PROPERTIES = 2000

interface Draft {
  title: string
  data: Buffer | undefined
  properties: Properties
}
type Properties = ReadonlyMap<number, Buffer | string>

/** The words and files of a winmail.dat, as far as it can be followed; undefined when it is none. */
export function openWinmail(bytes: Buffer): Winmail | undefined {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return undefined
  let charset = 'windows-1252'
  let body = ''
  let properties: Properties = new Map()
  const drafts: Draft[] = []
  for (const { id, data } of attributes(bytes)) {
    const file = drafts.at(-1)
    if (id === CODE_PAGE && data.length >= 4) charset = `windows-${data.readUInt32LE(0)}`
    else if (id === BODY) body = zeroEnded(data, charset)
    else if (id === MESSAGE_PROPERTIES) properties = propertiesOf(data, charset)
    else if (id === FILE_BEGINS && drafts.length < MOST_FILES)
      drafts.push({ title: '', data: undefined, properties: new Map() })
    else if (id === FILE_TITLE && file) file.title = zeroEnded(data, charset)
    else if (id === FILE_DATA && file) file.data = data
    else if (id === FILE_PROPERTIES && file) file.properties = propertiesOf(data, charset)
  }
  const html = properties.get(BODY_HTML)
  return {
    text: textOf(properties, BODY_TEXT) || body,
    html: Buffer.isBuffer(html) ? decodeText(html, charset).text : (html ?? ''),
    files: drafts.map(fileOf),
  }
}

function fileOf({ title, data, properties }: Draft): Winmail['files'][number] {
  const content = properties.get(CONTENT)
  return {
    name: textOf(properties, LONG_NAME) || title || textOf(properties, SHORT_NAME) || textOf(properties, SHOWN_NAME),
    type: textOf(properties, MIME_TYPE).toLowerCase() || 'application/octet-stream',
    content_id: textOf(properties, CONTENT_ID),
    bytes: data ?? (Buffer.isBuffer(content) ? content : Buffer.alloc(0)),
  }
}

function* attributes(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  let at = 6
  // Level, number with type, length; then the data and a checksum nobody needs.
  while (at + 9 <= bytes.length) {
    const id = bytes.readUInt16LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const data = bytes.subarray(at + 9, at + 9 + length)
    if (data.length < length) return
    yield { id, data }
    at += 9 + length + 2
  }
}

const textOf = (properties: Properties, id: number): string => {
  const value = properties.get(id)
  return typeof value === 'string' ? value.trim() : ''
}

const zeroEnded = (data: Buffer, charset: string): string => {
  const end = data.indexOf(0)
  return decodeText(end < 0 ? data : data.subarray(0, end), charset).text
}

const padded = (length: number) => length + ((4 - (length % 4)) % 4)
const TEXT = 0x001e
const UNICODE = 0x001f
const OBJECT = 0x000d
const BINARY = 0x0102

/** The properties of a block; it ends where it cannot be followed. */
function propertiesOf(data: Buffer, charset: string): Properties {
  const found = new Map<number, Buffer | string>()
  try {
    const count = Math.min(data.readUInt32LE(0), MOST_PROPERTIES)
    let at = 4
    for (let n = 0; n < count; n++) {
      const type = data.readUInt16LE(at)
      const id = data.readUInt16LE(at + 2)
      at = afterName(data, at + 4, id)
      const many = (type & 0x1000) !== 0
      const plain = type & 0xefff
      const varies = plain === TEXT || plain === UNICODE || plain === BINARY || plain === OBJECT
      const values = many || varies ? data.readUInt32LE(at) : 1
      if (many || varies) at += 4
      for (let value = 0; value < values; value++) {
        const length = varies ? data.readUInt32LE(at) : fixedLength(plain)
        if (varies) at += 4
        const bytes = data.subarray(at, at + length)
        if (bytes.length < length) return found
        at += varies ? padded(length) : length
        if (value > 0 || !varies) continue
        if (plain === TEXT) found.set(id, zeroEnded(bytes, charset))
        else if (plain === UNICODE) found.set(id, bytes.toString('utf16le').replace(/\0.*$/s, ''))
        else found.set(id, bytes)
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // the block is cut short: what was found so far is kept
  }
  return found
}

/** Properties with a name of their own carry it before their value. */
function afterName(data: Buffer, at: number, id: number): number {
  if (id < 0x8000) return at
  const kind = data.readUInt32LE(at + 16)
  return kind === 0 ? at + 24 : at + 24 + padded(data.readUInt32LE(at + 20))
}

const fixedLength = (type: number): number => {
  if (type === 0x0048) return 16
  return [0x0005, 0x0006, 0x0007, 0x0014, 0x0040].includes(type) ? 8 : 4
}
