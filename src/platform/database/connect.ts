import pg from 'pg'
import { log } from '#platform/log.ts'

const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184
const usualInstant: (text: string) => Date = pg.types.getTypeParser(TIMESTAMPTZ)
pg.types.setTypeParser(INT8, Number)
pg.types.setTypeParser(DATE, text => text)
pg.types.setTypeParser(TIMESTAMPTZ, instantFrom)

/**
 * An instant as PostgreSQL writes it in UTC, "2026-11-23 10:25:29.123456+00". A list of fifty cases has hundreds, and the driver's own
 * reading, which knows every style there is, was a tenth of a page's work.
 */
export function instantFrom(text: string): Date {
  const plain = text.endsWith('+00') && text[4] === '-' && text[10] === ' '
  return plain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : usualInstant(text)
}

/** A pool of connections, all of one role. Nothing outside this folder queries it: see transaction.ts. */
export interface Db {
  readonly pool: pg.Pool
  close(): Promise<void>
}

/**
 * Connects as the application: the role that owns nothing and may not bypass row-level security. `url` may be the owner's: the
 * role is then taken on at the start of each connection. Times out rather than waiting for ever.
 */
export function connect(url: string, options: { max?: number } = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    options:
      // On a disk without moving parts a walk along an index in order beats gathering and sorting: the planner is told so.
      '-c role=moothall_app -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000 -c TimeZone=UTC -c random_page_cost=1.1',
    connectionTimeoutMillis: 10_000,
    // Statements are sent without waiting for the answer to the one before: see transaction.ts.
    pipeline: true,
  })
  keepQuiet(pool)
  return { pool, close: () => pool.end() }
}

/** The owner's pool: for the queue, the outbox and the seals, which no application role may touch. */
export function connectAsOwner(url: string, max = 4): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, options: '-c TimeZone=UTC' })
  keepQuiet(pool)
  return pool
}

// A database that restarts breaks idle connections; without listeners each of them would end the process.
function keepQuiet(pool: pg.Pool) {
  pool.on('error', error => log.warn({ error: error.message }, 'an idle database connection failed'))
  pool.on('connect', client =>
    client.on('error', error => log.warn({ error: error.message }, 'a database connection failed')),
  )
}
