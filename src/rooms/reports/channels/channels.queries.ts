import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface ChannelMonth {
  /** YYYY-MM. */
  readonly month: string
  readonly channel: string
  readonly cases: number
}

/** How many cases came by each channel in each month of a zone, between two instants. */
export async function countChannels(
  tx: Read,
  organisations: readonly string[],
  { from, to, zone }: { from: Date; to: Date; zone: string },
): Promise<ChannelMonth[]> {
  const { rows } = await sql<ChannelMonth>`
    select to_char(logged_at at time zone ${zone}, 'YYYY-MM') as month, channel, count(*)::int as cases
    from cases.published_cases
    where organisation_id = any (${[...organisations]}::uuid[]) and logged_at >= ${from} and logged_at < ${to}
    group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}
