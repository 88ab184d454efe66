/*
 * A nudge says "this changed" to every web process. Sent after the commit and gathered for a few milliseconds: PostgreSQL lets
 * only one transaction with a NOTIFY commit at a time, which inside the transaction would put every write in one line. A nudge may
 * be lost with the process; a page that reconnects asks again, and the worker also looks for itself.
 */
import type pg from 'pg'
import { log } from '#platform/log.ts'

export interface Nudge {
  readonly organisation_id: string
  readonly topics: readonly string[]
}

export const CHANNEL = 'moothall_nudges'
const GATHER_MS = 15
const MOST_BYTES = 7000

let pool: pg.Pool | undefined
let waiting: Nudge[] = []
let timer: NodeJS.Timeout | undefined

/** Where nudges go from now on; undefined stops them (while shutting down). */
export function sendNudgesThrough(target: pg.Pool | undefined): void {
  pool = target
}

export function nudge(one: Nudge): void {
  if (!pool) return
  waiting.push(one)
  if (!timer) timer = setTimeout(send, GATHER_MS)
}

function send() {
  timer = undefined
  const all = waiting
  waiting = []
  for (const text of packed(all))
    pool
      ?.query('select pg_notify($1, $2)', [CHANNEL, text])
      .catch(error => log.warn({ error: error.message }, 'a nudge was lost'))
}

/** Packs nudges into messages below NOTIFY's limit of 8,000 bytes, each organisation's topics together. */
function packed(nudges: readonly Nudge[]): string[] {
  const topics = new Map<string, Set<string>>()
  for (const { organisation_id, topics: more } of nudges) {
    const known = topics.get(organisation_id) ?? new Set()
    for (const topic of more) known.add(topic)
    topics.set(organisation_id, known)
  }
  const messages: string[] = []
  for (const [organisation_id, names] of topics) {
    let batch: string[] = []
    for (const name of names) {
      if (JSON.stringify({ organisation_id, topics: [...batch, name] }).length > MOST_BYTES) {
        messages.push(JSON.stringify({ organisation_id, topics: batch }))
        batch = []
      }
      batch.push(name)
    }
    messages.push(JSON.stringify({ organisation_id, topics: batch }))
  }
  return messages
}
