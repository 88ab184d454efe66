import { Hono } from 'hono'
import { sql } from 'kysely'
import { read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { open } from '#platform/http/may.ts'

const NOBODY = { person_id: undefined, organisations: [] }

/** For whatever watches the process: alive, and ready to serve (the database answers). Says nothing else. */
export const healthRoutes = new Hono<Env>()
  .get('/healthz', open(), c => c.text('ok'))
  .get('/readyz', open(), async c => {
    try {
      await read(c.var.db, NOBODY, tx => sql`select 1`.execute(tx))
      return c.text('ready')
    } catch {
      return c.text('not ready: the database does not answer', 503)
    }
  })
