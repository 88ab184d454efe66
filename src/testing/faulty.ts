import type pg from 'pg'
import type { Db } from '#platform/database/connect.ts'

/** How a statement can go wrong: it takes too long, its connection is gone, it cannot be had at all, or what it calls is not there. */
export const FAULTS = ['timeout', 'dropped', 'deadlock', 'missing'] as const
export type Fault = (typeof FAULTS)[number]

/** What the next asking meets: the statement that fails, counted from 0, and how. */
export interface Plan {
  at: number
  fault: Fault
  /** Statements asked since the plan was made. */
  asked: number
  /** What they were. */
  readonly texts: string[]
}

type Query = (...given: readonly unknown[]) => Promise<unknown>

/** What PostgreSQL is made to run in its place, so that the error is its own and leaves the transaction as it would. */
const INSTEAD: Record<Exclude<Fault, 'dropped'>, string> = {
  timeout: `do $$ begin raise exception 'canceling statement due to statement timeout' using errcode = '57014'; end $$`,
  deadlock: `do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`,
  missing: 'select people.there_is_no_such_function()',
}

/**
 * A database of which one statement in each request fails, as the plan says: the beginning of a transaction, which says who is asking,
 * counts as one of them.
 */
export function faulty(db: Db, plan: () => Plan | undefined): Db {
  const pool = new Proxy(db.pool, {
    get(target, name) {
      if (name !== 'connect') return Reflect.get(target, name)
      return async () => breaking(await target.connect(), plan)
    },
  })
  return { pool, close: () => db.close() }
}

function breaking(client: pg.PoolClient, plan: () => Plan | undefined): pg.PoolClient {
  // Every way of calling it that transaction.ts uses answers with a promise.
  const query = client.query.bind(client) as unknown as Query
  const asked: Query = (...given) => {
    const now = plan()
    const [statement] = given
    // An end that fails has still ended: it is never what a guard asks.
    if (!now || statement === 'rollback' || statement === 'commit') return query(...given)
    now.texts.push(typeof statement === 'string' ? statement : (statement as pg.QueryConfig).text)
    if (now.asked++ !== now.at) return query(...given)
    if (now.fault !== 'dropped')
      return query(INSTEAD[now.fault])
      // Not in the types, but what pg itself writes to.
    ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
    return query(...given)
  }
  return new Proxy(client, {
    get(target, name) {
      if (name === 'query') return asked
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
