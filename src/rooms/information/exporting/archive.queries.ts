import type { Db } from '#platform/database/connect.ts'
import { type Read, read } from '#platform/database/transaction.ts'
import { informationProblems } from '../problems.ts'

export interface ArchivePart {
  readonly size: number
  readonly sha256: string
}

const COLUMNS = [
  ...([
    'id',
    'organisation_id',
    'kind',
    'person_id',
    'asked_by',
    'asked_by_name',
    'asked_at',
    'state',
    'doing',
    'done',
  ] as const),
  ...(['total', 'records', 'redacted', 'parts', 'ready_at', 'expires_at'] as const),
] as const

const some = (tx: Read) => tx.selectFrom('information.archives').select(COLUMNS)
type Row = Awaited<ReturnType<ReturnType<typeof some>['executeTakeFirstOrThrow']>>
export type Archive = Omit<Row, 'parts'> & { readonly parts: readonly ArchivePart[] }

// Written by the job that made it, and by nothing else.
const archiveFrom = (row: Row): Archive => ({ ...row, parts: row.parts as unknown as readonly ArchivePart[] })

/** An organisation's archives, the latest first; or one person's. */
export async function listArchives(tx: Read, organisation_id: string, person_id?: string): Promise<Archive[]> {
  const rows = await some(tx)
    .where('organisation_id', '=', organisation_id)
    .where('person_id', 'is not distinct from', person_id ?? null)
    .orderBy('asked_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(archiveFrom)
}

const A_DAY_MS = 24 * 60 * 60 * 1000

/** Whether one of everything is on its way: a day later it is taken for lost. */
export async function isBeingMade(tx: Read, organisation_id: string, now: Date): Promise<boolean> {
  const already = await tx
    .selectFrom('information.archives')
    .select('id')
    .where('organisation_id', '=', organisation_id)
    .where('kind', '=', 'organisation')
    .where('state', 'in', ['waiting', 'making'])
    .where('asked_at', '>', new Date(now.getTime() - A_DAY_MS))
    .executeTakeFirst()
  return already !== undefined
}

/** Raises `information.archive-not-found`. */
export async function getArchive(tx: Read, id: string): Promise<Archive> {
  const row = await some(tx).where('id', '=', id).executeTakeFirst()
  return row ? archiveFrom(row) : informationProblems.raise('archive-not-found')
}

/** A part's bytes, a piece at a time, as fast as they are taken. */
export function bytesOfPart(db: Db, archive: Archive, part: number): ReadableStream<Uint8Array> {
  const who = { person_id: undefined, organisations: [archive.organisation_id] }
  let position = 0
  return new ReadableStream(
    {
      async pull(controller) {
        const piece = await read(db, who, tx =>
          tx
            .selectFrom('information.archive_pieces')
            .select('bytes')
            .where('archive_id', '=', archive.id)
            .where('part', '=', part)
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
