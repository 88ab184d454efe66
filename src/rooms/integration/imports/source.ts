/* Where the rows come from: a file, plain or compressed, or what is piped in; read in pieces, never held whole. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import type { Mapping } from './mapping.ts'

export interface Source {
  /** Bytes on disk, for saying how far we are. */
  readonly size: number
  /** Its rows from the beginning, some at a time, the heading first. May be asked more than once. */
  rows(file: Mapping['file'], onBytes?: (bytes: number) => void): AsyncGenerator<readonly string[][]>
  close(): void
}

/** Opens a file, or standard input for "-", which is copied aside first because a file may be read twice. */
export async function openSource(name: string, stdin: Readable = process.stdin): Promise<Source> {
  if (name !== '-') return source(name, () => {})
  const folder = mkdtempSync(path.join(tmpdir(), 'moothall-import-'))
  const copy = path.join(folder, 'rows.csv')
  await pipeline(stdin, createWriteStream(copy))
  return source(copy, () => rmSync(folder, { recursive: true, force: true }))
}

const source = (name: string, close: () => void): Source => ({
  size: statSync(name).size,
  rows: (file, onBytes) => readRows(name, file, onBytes ?? (() => {})),
  close,
})

const CHUNK = 1000

type Bytes = AsyncIterable<Buffer>

/** Raises an error with a sentence when the file is not what its name says, or a quotation mark in it is never closed. */
async function* readRows(name: string, file: Mapping['file'], onBytes: (bytes: number) => void) {
  const parser = parse({ delimiter: file.delimiter, bom: true, relax_column_count: true, relax_quotes: true })
  const raw: Bytes = createReadStream(name, { highWaterMark: 1 << 18 })
  // A fault of an earlier part is told by the parser, which it destroys.
  const fed = pipeline(() => decoded(unpacked(counted(raw, onBytes), name), file.encoding), parser).catch(() => {})
  const empty = new Set(file.empty)
  let rows: string[][] = []
  try {
    for await (const row of parser) {
      rows.push(cleaned(row, empty))
      if (rows.length < CHUNK) continue
      yield rows
      rows = []
    }
    if (rows.length > 0) yield rows
    await fed
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw new Error(`A quotation mark is opened in ${path.basename(name)} and never closed: ${error.message}`)
    throw error
  }
}

function cleaned(row: string[], empty: ReadonlySet<string>): string[] {
  for (let index = 0; index < row.length; index++) {
    // PostgreSQL keeps no text with a zero byte in it.
    let value = row[index]!.trim()
    if (value.includes('\0')) value = value.replaceAll('\0', '')
    row[index] = empty.has(value) ? '' : value
  }
  return row
}

async function* counted(input: Bytes, onBytes: (bytes: number) => void): Bytes {
  for await (const piece of input) {
    onBytes(piece.length)
    yield piece
  }
}

function unpacked(input: Bytes, name: string): Bytes {
  if (name.endsWith('.gz')) return Readable.from(input).pipe(createGunzip())
  return name.endsWith('.xz') ? unxz(input) : input
}

async function* unxz(input: Bytes): Bytes {
  const xz = spawn('xz', ['-dc'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const ended = once(xz, 'close').catch(() => {
    throw new Error('To read a file that ends in .xz, the program "xz" must be installed.')
  })
  const fed = pipeline(Readable.from(input), xz.stdin).catch(() => {})
  yield* xz.stdout
  await fed
  const [code] = await ended
  if (code !== 0) throw new Error('The file could not be unpacked by xz: it is damaged or not whole.')
}

async function* decoded(input: Bytes, encoding: string): AsyncIterable<Buffer> {
  if (encoding === 'utf-8') return yield* input
  const decoder = new TextDecoder(encoding)
  for await (const piece of input) yield Buffer.from(decoder.decode(piece, { stream: true }))
}
