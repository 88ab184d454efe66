import type pg from 'pg'
import { type Write, write } from './transaction.ts'

/**
 * One transaction of the owner's, for every organisation at once: for the few chores that change what the application itself has no
 * right to. Never on behalf of a request.
 */
export async function writeAsOwner<T>(owner: pg.Pool, work: (tx: Write) => Promise<T>): Promise<T> {
  const { rows } = await owner.query<{ id: string }>('select id from people.organisations')
  const everyone = { person_id: undefined, organisations: rows.map(({ id }) => id) }
  return write({ pool: owner, close: async () => {} }, everyone, work)
}
