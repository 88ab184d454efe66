/*
 * A message comes, by whatever door. Its bytes go to the database as they come, so a large one holds no memory and a slow one no
 * connection. It is received once its row is there, in one transaction with the event that says so: only then is the sender told.
 * What breaks off before leaves nothing that looks received, and the sender tries again.
 */
import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { type Write, write } from '#platform/database/transaction.ts'
import { record } from '#platform/events/record.ts'
import { inPieces } from '#platform/files/store.ts'
import { log } from '#platform/log.ts'
import { messageReceived } from '../events.ts'
import { channelProblems } from '../problems.ts'
import { fingerprinter } from './fingerprint.ts'
import { settleReceived } from './settle.actions.ts'
import { summaryOf } from './summary.ts'

export type CameBy = 'lmtp' | 'smtp' | 'imap' | 'pipe' | 'file'

export interface Receive {
  readonly mailbox: { readonly id: string; readonly organisation_id: string; readonly most_bytes: number }
  readonly came_by: CameBy
  /** As the mail servers agreed: empty is the null path, from which bounces come; null when nobody said. */
  readonly envelope_from: string | null
  readonly envelope_to: string | null
  readonly bytes: AsyncIterable<Uint8Array>
}

export interface Kept {
  readonly id: string
  readonly organisation_id: string
  readonly size: number
  /** The same message was there already: it was counted, and `id` is the one that is kept. */
  readonly duplicate: boolean
}

/** However large a mailbox takes them, of one that cannot be refused any more no more than this is kept. */
export const MOST_KEPT_BYTES = 256 * 1024 * 1024

const SERVICE = { person_id: undefined, name: 'Moothall' }

/** Who is still there to be told that a message is too large. Behind the other doors somebody has answered for it already. */
const refuses = (came_by: CameBy) => came_by === 'lmtp' || came_by === 'smtp'

/**
 * Stores a message whole, once. Raises `channels.message-too-large` where its sender is still there to hear it; otherwise a message
 * over the mailbox's limit is kept and put to one side. Whatever else it raises, nothing was received.
 */
export async function receive(db: Db, command: Receive, now: Date): Promise<Kept> {
  const { mailbox, bytes } = command
  const id = newId()
  const arriving = arrive(db, { id, organisation_id: mailbox.organisation_id })
  const print = fingerprinter()
  const most = refuses(command.came_by) ? mailbox.most_bytes : MOST_KEPT_BYTES
  let came = 0
  try {
    for await (const piece of inPieces(bytes)) {
      came += piece.length
      // Read to its end all the same: a mail server hears an answer only after its last line.
      if (came > most) continue
      print.add(piece)
      await arriving.keep(piece)
    }
    if (came > most && refuses(command.came_by)) return channelProblems.raise('message-too-large')
    return await arriving.finish(tx => addReceived(tx, command, { id, came, ...print.end() }, now))
  } catch (error) {
    await arriving.forget()
    throw error
  }
}

interface Whole extends ReturnType<ReturnType<typeof fingerprinter>['end']> {
  readonly id: string
  readonly came: number
}

async function addReceived(tx: Write, command: Receive, whole: Whole, now: Date): Promise<Kept> {
  const { mailbox, came_by, envelope_from, envelope_to } = command
  const { id, headers, came, size, sha256, fingerprint } = whole
  const { organisation_id } = mailbox
  const row = { id, organisation_id, mailbox_id: mailbox.id, came_by, received_at: now, size, sha256, fingerprint }
  const envelope = { envelope_from: cut(envelope_from), envelope_to: cut(envelope_to) }
  const kept = await tx
    .insertInto('channels.received_messages')
    .values({ ...row, ...envelope, ...summaryOf(headers) })
    .onConflict(same =>
      same
        .columns(['organisation_id', 'fingerprint'])
        .doUpdateSet({ copies: sql`channels.received_messages.copies + 1` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  if (kept.id !== id) return { id: kept.id, organisation_id, size, duplicate: true }
  await record(tx, SERVICE, messageReceived, { id, organisation_id }, { mailbox_id: mailbox.id, size }, now, {
    topics: ['mail'],
  })
  const reason = tooLarge(came, size, mailbox.most_bytes)
  if (reason) await settleReceived(tx, SERVICE, { id, organisation_id, outcome: 'quarantined', reason }, now)
  return { id, organisation_id, size, duplicate: false }
}

const MOST_ADDRESS = 320
const cut = (address: string | null) => address?.replaceAll('\0', '').slice(0, MOST_ADDRESS) ?? null

const inMB = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024 / 1024))} MB`

function tooLarge(came: number, kept: number, most: number): string | undefined {
  if (came <= most) return undefined
  const said = `It is larger than the ${inMB(most)} this mailbox takes`
  return came > kept ? `${said}: only its first ${inMB(kept)} were kept.` : `${said}. All of it was kept.`
}

/** Where a message's bytes go while it comes. The first piece waits: most messages are no longer, and go in one transaction. */
function arrive(db: Db, raw: { id: string; organisation_id: string }) {
  const who = { person_id: undefined, organisations: [raw.organisation_id] }
  let waiting: Buffer | undefined
  let position = 0
  const begin = (tx: Write) => tx.insertInto('channels.raw_messages').values(raw).execute()
  const add = async (tx: Write, bytes: Buffer | undefined) => {
    if (bytes === undefined) return
    const piece = { received_id: raw.id, organisation_id: raw.organisation_id, position, bytes }
    await tx.insertInto('channels.raw_pieces').values(piece).execute()
  }
  return {
    async keep(piece: Buffer) {
      const before = waiting
      waiting = piece
      if (before === undefined) return
      await write(db, who, async tx => {
        if (position === 0) await begin(tx)
        await add(tx, before)
      })
      position++
    },
    finish: (finished: (tx: Write) => Promise<Kept>) =>
      write(db, who, async tx => {
        if (position === 0) await begin(tx)
        const kept = await finished(tx)
        if (kept.duplicate) await tx.deleteFrom('channels.raw_messages').where('id', '=', raw.id).execute()
        else await add(tx, waiting)
        return kept
      }),
    /** What was stored of a message that did not come whole. Should this fail as well, it goes at night. */
    async forget() {
      if (position === 0) return
      await write(db, who, tx => tx.deleteFrom('channels.raw_messages').where('id', '=', raw.id).execute()).catch(
        error => log.warn({ error: error.message }, 'a broken-off message is left for the night'),
      )
    },
  }
}
