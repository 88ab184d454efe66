/*
 * Fetches what came to a mailbox that mail is not delivered from. Each message is stored before it is moved or marked, and none is ever
 * deleted: whatever goes wrong in between, it comes again and is known as the same. What cannot be fetched stays where it is, and the
 * mailbox's page says so.
 */
import type { ImapFlow } from 'imapflow'
import type { Db } from '#platform/database/connect.ts'
import { read, write } from '#platform/database/transaction.ts'
import { log } from '#platform/log.ts'
import { openServer } from '../mailboxes/server.ts'
import { troubleWith } from '../mailboxes/trouble.ts'
import { receive } from '../receiving/receive.ts'
import { type Due, type Fetch, findFetch } from './fetch.queries.ts'
import { openFolder, withImap } from './imap.ts'

const EVERY_MS = 60_000
const LONGEST_WAIT_MS = 3_600_000
const RUN_MS = 45_000
const DAY_MS = 86_400_000
const CHUNK_BYTES = 256 * 1024
export const HOLD_MS = 600_000

/** Looks into a mailbox once, takes what is new, and says how it went. Raises only when the database fails. */
export async function fetchMailbox(db: Db, due: Due, now: () => Date): Promise<void> {
  const who = { person_id: undefined, organisations: [due.organisation_id] }
  const fetch = await read(db, who, tx => findFetch(tx, due.mailbox_id))
  if (!fetch) return
  const note = (facts: Noted) =>
    write(db, who, tx =>
      tx.updateTable('channels.fetches').set(facts).where('mailbox_id', '=', due.mailbox_id).execute(),
    )
  try {
    const server = await openServer(fetch.mailbox.id, 'imap', fetch.imap)
    const { more, problem } = await withImap(server, client => takeNew({ db, client, fetch, note, now }))
    const next_at = new Date(now().getTime() + (more ? 0 : EVERY_MS))
    await note({ looked_at: now(), next_at, held_until: null, failures: 0, problem })
  } catch (error) {
    const problem = troubleWith(error, fetch.imap)
    log.info({ mailbox: due.mailbox_id, problem }, 'a mailbox could not be fetched')
    const wait = Math.min(EVERY_MS * 2 ** Math.min(fetch.failures, 10), LONGEST_WAIT_MS)
    const next_at = new Date(now().getTime() + wait)
    await note({ looked_at: now(), next_at, held_until: null, failures: fetch.failures + 1, problem })
  }
}

interface Noted {
  uidvalidity?: number
  last_uid?: number
  looked_at?: Date
  next_at?: Date
  held_until?: Date | null
  failures?: number
  problem?: string | null
}

interface Run {
  readonly db: Db
  readonly client: ImapFlow
  readonly fetch: Fetch
  readonly note: (facts: Noted) => Promise<unknown>
  readonly now: () => Date
}

/** Takes what came since the last look, oldest first; `more` when there was not time for all. */
async function takeNew(run: Run): Promise<{ more: boolean; problem: string | null }> {
  const { client, fetch, note, now } = run
  const { uidValidity } = await openFolder(client, fetch.imap.folder)
  const uidvalidity = Number(uidValidity)
  // Another number means that the server counts afresh: what we have is then known by what it says.
  const last = fetch.uidvalidity === uidvalidity ? fetch.last_uid : 0
  const since = fetch.since ? { since: new Date(fetch.since.getTime() - DAY_MS) } : {}
  const found = (await client.search({ uid: `${last + 1}:*`, ...since }, { uid: true })) || []
  const until = now().getTime() + RUN_MS
  let problem: string | null = null
  for (const uid of found.filter(one => one > last).sort((a, b) => a - b)) {
    if (now().getTime() > until) return { more: true, problem }
    problem = (await takeOne(run, uid)) ?? problem
    await note({ uidvalidity, last_uid: uid, held_until: new Date(now().getTime() + HOLD_MS) })
  }
  return { more: false, problem }
}

/** Stores one message, then puts it away. What is wrong with it alone is returned in words; the others go on. */
async function takeOne({ db, client, fetch, now }: Run, uid: number): Promise<string | undefined> {
  const { mailbox, address, imap, since } = fetch
  const known = await client.fetchOne(`${uid}`, { uid: true, internalDate: true }, { uid: true })
  if (!known || (since && new Date(known.internalDate ?? 0) < since)) return undefined
  const came = await client.download(`${uid}`, undefined, { uid: true, chunkSize: CHUNK_BYTES })
  if (!('content' in came) || !came.content)
    return `The server would not give message ${uid} of “${imap.folder}”. It is still there.`
  const envelope = { envelope_from: null, envelope_to: address }
  await receive(db, { mailbox, came_by: 'imap', ...envelope, bytes: came.content }, now())
  return putAway(client, uid, fetch)
}

async function putAway(client: ImapFlow, uid: number, { imap }: Fetch): Promise<string | undefined> {
  const seen = await client.messageFlagsAdd(`${uid}`, ['\\Seen'], { uid: true }).catch(() => false)
  if (imap.after === 'seen')
    return seen ? undefined : `Messages of “${imap.folder}” are filed, but the server will not mark them as read.`
  const moved = await client.messageMove(`${uid}`, imap.moved_to, { uid: true }).catch(() => false)
  return moved ? undefined : `Messages are filed, but the server will not move them to “${imap.moved_to}”.`
}
