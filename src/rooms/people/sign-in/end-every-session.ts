import type pg from 'pg'

/** Ends every session there is: after a restore one may be among them that had been ended. As the owner, for every council. */
export async function endEverySession(client: pg.ClientBase, now: Date): Promise<number> {
  const { rowCount } = await client.query('update people.sessions set revoked_at = $1 where revoked_at is null', [now])
  return rowCount ?? 0
}
