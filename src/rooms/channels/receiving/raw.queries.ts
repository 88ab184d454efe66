import type { Read } from '#platform/database/transaction.ts'

/** Runs one read transaction: a job's `context.read`, or a request's `c.var.read`. */
export type Reader = <T>(work: (tx: Read) => Promise<T>) => Promise<T>

/** A received message's bytes as they came: a piece at a time, as fast as they are taken, each in a transaction of its own. */
export async function* rawOf(read: Reader, received_id: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const piece = await read(tx =>
      tx
        .selectFrom('channels.raw_pieces')
        .select('bytes')
        .where('received_id', '=', received_id)
        .where('position', '=', position)
        .executeTakeFirst(),
    )
    if (!piece) return
    yield piece.bytes
  }
}
