import { createHash } from 'node:crypto'
import { announce, record } from '#platform/events/record.ts'
import { PIECE_BYTES } from '#platform/files/store.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { personEntries } from '../about/person-archive.ts'
import { archiveMade } from '../events.ts'
import { type Archive, type ArchivePart, getArchive } from './archive.queries.ts'
import { ARCHIVE_JOB } from './archive-job.ts'
import { organisationEntries, type Progress } from './organisation-archive.ts'
import { type Chunk, type Listed, zipped } from './zip.ts'

const KEPT_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

/** A job that makes an archive. Tried again, it begins again. */
export const makeArchive = (held: Held) =>
  defineJob(ARCHIVE_JOB.name as 'information.makeArchive', ARCHIVE_JOB.payload, async (context, { archive_id }) => {
    const archive = await context.read(tx => getArchive(tx, archive_id))
    if (archive.state === 'ready') return
    try {
      await make(context, held, archive)
    } catch (error) {
      await say(context, archive, { state: 'failed', doing: null })
      throw error
    }
  })

type Said = Partial<{ state: string; doing: string | null; done: number; total: number }>

/** Says how far it is, to whoever has the page open. */
const say = (context: JobContext, { id, organisation_id }: Archive, said: Said) =>
  context.write(async tx => {
    await tx.updateTable('information.archives').set(said).where('id', '=', id).execute()
    announce(tx, { id, organisation_id })
  })

async function make(context: JobContext, held: Held, archive: Archive) {
  await context.write(tx => tx.deleteFrom('information.archive_pieces').where('archive_id', '=', archive.id).execute())
  await say(context, archive, { state: 'making', done: 0 })
  const { organisation_id } = archive
  const progress: Progress = (doing, done, total) => say(context, archive, { doing, done, total })
  const kept = keeper(context, archive)
  const person = archive.person_id ? { person_id: archive.person_id, redacts: archive.redacted } : undefined
  const wanted = { organisation_id, person, for: archive.asked_by, at: context.now, progress, keep: kept.keep }
  const records = await archiveOf(context, held, wanted)
  const parts = await kept.end()
  await context.write(async tx => {
    const made = { state: 'ready', doing: null, records, parts: JSON.stringify(parts) }
    const expires_at = new Date(context.now.getTime() + KEPT_DAYS * DAY_MS)
    const whole = { ...made, ready_at: context.now, expires_at }
    await tx.updateTable('information.archives').set(whole).where('id', '=', archive.id).execute()
    const subject = { id: organisation_id, organisation_id }
    await record(tx, context.service, archiveMade, subject, { archive_id: archive.id, records }, context.now)
    announce(tx, { id: archive.id, organisation_id })
  })
}

interface Wanted {
  readonly organisation_id: string
  /** Who takes it: restricted cases they may not read are left out. Nobody in particular gets everything. */
  readonly for?: string | null | undefined
  /** Only what is held about this person. */
  readonly person?: { readonly person_id: string; readonly redacts: boolean } | undefined
  readonly at: Date
  readonly progress: Progress
  readonly keep: (chunk: Chunk) => Promise<void>
}

/** Writes an organisation's archive, or a person's, through `keep`, a piece at a time. Returns how many records are in it. */
export const archiveOf = (
  context: Pick<JobContext, 'readMoment'>,
  held: Held,
  { organisation_id, person, at, progress, keep, ...wanted }: Wanted,
): Promise<number> =>
  context.readMoment(wanted.for ?? undefined, async tx => {
    const listed: Listed[] = []
    const telling = { listed, progress }
    const entries = person
      ? personEntries(tx, held, { ...person, at }, telling)
      : organisationEntries(tx, held, { organisation_id, at }, telling)
    for await (const chunk of zipped(entries, one => listed.push(one))) await keep(chunk)
    return listed.reduce((sum, { path, records = 0 }) => sum + (path.endsWith('.jsonl') ? records : 0), 0)
  })

/** Keeps what comes in pieces of one size, each part's for itself. */
function keeper(context: JobContext, { id: archive_id, organisation_id }: Archive) {
  const parts: ArchivePart[] = []
  let waiting: Uint8Array[] = []
  let now = { part: 1, position: 0, length: 0, size: 0, hash: createHash('sha256') }
  const flush = async () => {
    const bytes = Buffer.concat(waiting)
    waiting = []
    now.length = 0
    if (bytes.length === 0) return
    const piece = { archive_id, organisation_id, part: now.part, position: now.position++, bytes }
    await context.write(tx => tx.insertInto('information.archive_pieces').values(piece).execute())
  }
  const end = async () => {
    await flush()
    parts.push({ size: now.size, sha256: now.hash.digest('hex') })
    return parts
  }
  const keep = async ({ part, bytes }: Chunk) => {
    if (part !== now.part) {
      await end()
      now = { part, position: 0, length: 0, size: 0, hash: createHash('sha256') }
    }
    now.hash.update(bytes)
    now.size += bytes.length
    now.length += bytes.length
    waiting.push(bytes)
    if (now.length >= PIECE_BYTES) await flush()
  }
  return { keep, end }
}
