import pg from 'pg'
import { log } from '#platform/log.ts'
import { CHANNEL, type Nudge } from './nudge.ts'

type Listener = (nudge: Nudge) => void

/** One LISTEN connection for the process, many listeners; it connects again by itself and then tells everybody to look. */
export interface Hub {
  listen(listener: Listener): () => void
  close(): Promise<void>
}

const RETRY_MS = 1000
const missed: Nudge = { organisation_id: '*', topics: ['*'] }

/** Anybody who may connect may notify: what is not a nudge of ours makes everybody look. */
function read(payload: string | undefined): Nudge {
  try {
    const { organisation_id, topics } = JSON.parse(payload ?? '')
    return typeof organisation_id === 'string' && Array.isArray(topics) ? { organisation_id, topics } : missed
  } catch {
    return missed
  }
}

export function openHub(url: string): Hub {
  const listeners = new Set<Listener>()
  let client: pg.Client | undefined
  let closed = false

  const tell = (nudge: Nudge) => {
    for (const listener of listeners) listener(nudge)
  }
  const connect = async (again: boolean) => {
    const mine = new pg.Client({ connectionString: url, options: '-c role=moothall_app', keepAlive: true })
    mine.on('notification', message => tell(read(message.payload)))
    mine.on('error', error => log.warn({ error: error.message }, 'the live connection failed'))
    mine.on('end', () => !closed && retry())
    try {
      await mine.connect()
      await mine.query(`listen ${CHANNEL}`)
      client = mine
      if (again) tell(missed)
    } catch {
      await mine.end().catch(() => {})
    }
  }
  let timer: NodeJS.Timeout | undefined
  const retry = () => {
    client = undefined
    clearTimeout(timer)
    timer = setTimeout(() => !closed && connect(true), RETRY_MS)
  }
  const ready = connect(false)

  return {
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await ready
      await client?.end()
    },
  }
}

/** Whether a nudge is about something a page watches, in an organisation its reader may see. */
export const concerns = (nudge: Nudge, organisations: readonly string[], topics: readonly string[]): boolean =>
  nudge.organisation_id === '*' ||
  (organisations.includes(nudge.organisation_id) && nudge.topics.some(topic => topics.includes(topic)))
