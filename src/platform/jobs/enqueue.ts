import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { JobKind } from './define.ts'

/**
 * Puts a job in the queue, in the transaction: rolled back, it was never there. With a `key` there is one such job at most: asking
 * again replaces it, which is how a deadline moves. `at` is the earliest UTC instant to run.
 */
export async function enqueue<Payload>(
  tx: Write,
  job: Pick<JobKind<Payload>, 'name' | 'payload'>,
  organisation_id: string,
  payload: Payload,
  options: { at?: Date; key?: string } = {},
): Promise<void> {
  const body = JSON.stringify({ organisation_id, payload })
  await sql`select jobs.enqueue(${job.name}, ${body}::json, ${options.at ?? null}, ${options.key ?? null})`.execute(tx)
}

/** Takes a keyed job out of the queue, if it is still there. */
export async function unqueue(tx: Write, key: string): Promise<void> {
  await sql`select jobs.remove(${key})`.execute(tx)
}
