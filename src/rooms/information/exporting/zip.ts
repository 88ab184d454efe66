/*
 * A ZIP as a stream, in as many parts as it needs: a plain ZIP knows no more than 65,535 entries and four gigabytes, and a part of two
 * can still be carried about. Each part is a whole ZIP. At any time one entry's present piece is in memory.
 */
import { createHash } from 'node:crypto'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

export interface Entry {
  readonly path: string
  /** Whether it is worth packing: pictures and documents are packed already. */
  readonly packs: boolean
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  /** How many records it holds, once its bytes have been read. */
  records?(): number
}

/** A line of the manifest. */
export interface Listed {
  readonly path: string
  readonly part: number
  readonly bytes: number
  readonly sha256: string
  readonly records?: number
}

export interface Chunk {
  readonly part: number
  readonly bytes: Uint8Array
}

const MOST_ENTRIES = 50_000
const MOST_BYTES = 2 * 1024 ** 3

/** The entries as one ZIP or several, and what is in them told to `list` as each is done. */
export async function* zipped(entries: AsyncIterable<Entry>, list: (one: Listed) => void): AsyncGenerator<Chunk> {
  let part = 1
  let made: Uint8Array[] = []
  let size = 0
  let count = 0
  const open = () =>
    new Zip((error, bytes) => {
      if (error) throw error
      made.push(bytes)
      size += bytes.length
    })
  const take = function* () {
    const ready = made
    made = []
    for (const bytes of ready) if (bytes.length > 0) yield { part, bytes }
  }
  let zip = open()
  for await (const entry of entries) {
    if (count >= MOST_ENTRIES || size >= MOST_BYTES) {
      zip.end()
      yield* take()
      part++
      count = 0
      size = 0
      zip = open()
    }
    const file = entry.packs ? new ZipDeflate(entry.path, { level: 6 }) : new ZipPassThrough(entry.path)
    zip.add(file)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of entry.bytes) {
      hash.update(piece)
      bytes += piece.length
      // What is pushed is given away: a piece may be a view of memory that is used again.
      file.push(Uint8Array.from(piece), false)
      yield* take()
    }
    file.push(new Uint8Array(0), true)
    yield* take()
    count++
    const records = entry.records?.()
    const listed = { path: entry.path, part, bytes, sha256: hash.digest('hex') }
    list(records === undefined ? listed : { ...listed, records })
  }
  zip.end()
  yield* take()
}
