import type pg from 'pg'

export const HELD = 'Held: the database was restored from a backup, and this message may have gone before.'

/** Holds every message on its way: after a restore nobody knows which of them have gone. As the owner, for every council. */
export async function holdMessages(client: pg.ClientBase): Promise<number> {
  const { rowCount } = await client.query(
    `update channels.sent_messages set state = 'held', trouble = $1, taken_by = null, lease_until = null
     where state in ('waiting', 'sending')`,
    [HELD],
  )
  return rowCount ?? 0
}
