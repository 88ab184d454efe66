/*
 * Files live in the database, in pieces: whatever is backed up has them, and row-level security guards them. They come and go one
 * piece at a time, each in a transaction of its own, so that neither a slow sender nor a large file holds a connection or memory.
 *
 * A file is "arriving" until something keeps it: an upload that dies, or that nothing came to hold, is swept away at night.
 */
import { createHash } from 'node:crypto'
import type { Db } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { type Read, read, type Write, write } from '#platform/database/transaction.ts'
import { defineProblems } from '#platform/problem.ts'
import { displayName } from './file-name.ts'
import { sniff } from './media-type.ts'
import { beginScan } from './scan.ts'

export const PIECE_BYTES = 256 * 1024
export const MOST_FILE_BYTES = 25 * 1024 * 1024

export interface StoredFile {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  readonly media_type: string
  readonly size: number
  readonly sha256: string | null
}

/** Whose upload it is: a file is kept only by the person who sent it, in the organisation it was sent to; nobody's came by itself. */
export interface Uploader {
  readonly person_id: string | undefined
  readonly organisation_id: string
}

interface Arriving {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
  readonly most?: number
}

/** Runs one write transaction, or is in one: a file of a piece or two may go in with what holds it. */
export type Writing = <T>(work: (tx: Write) => Promise<T>) => Promise<T>

export const fileProblems = defineProblems('files', {
  'not-found': { status: 404, message: 'We cannot find that file.' },
  'not-there': { status: 409, message: 'One of the files is no longer there. Choose it again.' },
})

const identityOf = ({ person_id, organisation_id }: Uploader) => ({ person_id, organisations: [organisation_id] })
const COLUMNS = ['id', 'organisation_id', 'name', 'media_type', 'size', 'sha256'] as const

/**
 * Stores a stream as it comes. Undefined when there is more of it than `most`: the rest is read and thrown away. Raises
 * `files.infected` and `files.not-scanned`, and keeps nothing of it.
 */
export const storeFile = (db: Db, uploader: Uploader, file: Arriving): Promise<StoredFile | undefined> =>
  storeFileIn(work => write(db, identityOf(uploader), work), uploader, file)

/** The same for what has no connection of its own: a job. */
export async function storeFileIn(
  writing: Writing,
  uploader: Uploader,
  file: Arriving,
): Promise<StoredFile | undefined> {
  const { organisation_id, person_id } = uploader
  const most = file.most ?? MOST_FILE_BYTES
  const row = { id: newId(), organisation_id, name: displayName(file.name), media_type: 'application/octet-stream' }
  await writing(tx =>
    tx
      .insertInto('platform.files')
      .values({ ...row, uploaded_by: person_id ?? null })
      .execute(),
  )
  const forget = () => writing(tx => tx.deleteFrom('platform.files').where('id', '=', row.id).execute())
  const scan = beginScan()
  const hash = createHash('sha256')
  let size = 0
  let position = 0
  try {
    for await (const bytes of inPieces(file.bytes)) {
      if (position === 0) row.media_type = sniff(bytes)
      size += bytes.length
      if (size > most) continue
      hash.update(bytes)
      const piece = { file_id: row.id, organisation_id, position: position++, bytes }
      await scan.take(bytes)
      await writing(tx => tx.insertInto('platform.file_pieces').values(piece).execute())
    }
  } catch (broken) {
    scan.leave()
    throw broken
  }
  if (size > most) {
    scan.leave()
    await forget()
    return undefined
  }
  await scan.end().catch(async refused => {
    await forget()
    throw refused
  })
  const whole = { media_type: row.media_type, size, sha256: hash.digest('hex') }
  await writing(tx => tx.updateTable('platform.files').set(whole).where('id', '=', row.id).execute())
  return { ...row, ...whole }
}

/** The same bytes in pieces of one size, the last one shorter. Holds one piece and what came last. */
export async function* inPieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    waiting.push(chunk)
    length += chunk.length
    if (length < PIECE_BYTES) continue
    const whole = Buffer.concat(waiting)
    const rest = length % PIECE_BYTES
    for (let from = 0; from < length - rest; from += PIECE_BYTES) yield whole.subarray(from, from + PIECE_BYTES)
    waiting = rest > 0 ? [whole.subarray(length - rest)] : []
    length = rest
  }
  if (length > 0) yield Buffer.concat(waiting)
}

/** What this person has sent and nothing keeps yet: for a form shown again. Ids of anything else are left out. */
export const listArriving = (tx: Read, uploader: Uploader, ids: readonly string[]): Promise<StoredFile[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('platform.files')
        .select(COLUMNS)
        .where('id', 'in', [...ids])
        .where('organisation_id', '=', uploader.organisation_id)
        .where('uploaded_by', 'is not distinct from', uploader.person_id ?? null)
        .where('state', '=', 'arriving')
        .where('sha256', 'is not', null)
        .orderBy('id')
        .execute()

/** Keeps files for good, in the transaction of what holds them. Raises `files.not-there` unless each arrived whole and is theirs. */
export async function keepFiles(tx: Write, uploader: Uploader, ids: readonly string[]): Promise<StoredFile[]> {
  const wanted = [...new Set(ids)]
  const files = await listArriving(tx, uploader, wanted)
  if (files.length !== wanted.length) fileProblems.raise('not-there')
  if (wanted.length > 0)
    await tx.updateTable('platform.files').set({ state: 'kept' }).where('id', 'in', wanted).execute()
  return files
}

/** Lets go of files that nothing holds any more, to be kept again by whoever has them now; swept away a day later otherwise. */
export async function releaseFiles(
  tx: Write,
  { person_id, organisation_id }: Uploader,
  ids: readonly string[],
  now: Date,
) {
  if (ids.length === 0) return
  await tx
    .updateTable('platform.files')
    .set({ state: 'arriving', uploaded_by: person_id, uploaded_at: now })
    .where('id', 'in', [...ids])
    .where('organisation_id', '=', organisation_id)
    .where('state', '=', 'kept')
    .execute()
}

/** Files by identifier, kept or not, in the order they came; those of others are left out. */
export const listFiles = (tx: Read, ids: readonly string[]): Promise<StoredFile[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('platform.files')
        .select(COLUMNS)
        .where('id', 'in', [...ids])
        .orderBy('id')
        .execute()

/** A kept file's bytes, a piece at a time, as fast as they are taken. */
export function bytesOf(db: Db, file: Pick<StoredFile, 'id' | 'organisation_id'>): ReadableStream<Uint8Array> {
  const who = { person_id: undefined, organisations: [file.organisation_id] }
  let position = 0
  return new ReadableStream(
    {
      async pull(controller) {
        const piece = await read(db, who, tx =>
          tx
            .selectFrom('platform.file_pieces')
            .select('bytes')
            .where('file_id', '=', file.id)
            .where('position', '=', position++)
            .executeTakeFirst(),
        )
        if (piece) controller.enqueue(piece.bytes)
        else controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
