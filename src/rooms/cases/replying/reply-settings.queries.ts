import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export type Quotes = 'last' | 'all' | 'none'

export interface TeamSignature {
  readonly team_id: string
  readonly team: string
  readonly body: string | null
}

/** How an organisation's replies are written. */
export interface ReplySettings {
  readonly quotes: Quotes
  readonly call_after_days: number | null
  /** Its own teams, each with how it signs. */
  readonly teams: readonly TeamSignature[]
}

export async function getReplySettings(tx: Read, organisation_id: string): Promise<ReplySettings> {
  const { rows } = await sql<ReplySettings>`select
    coalesce((select quotes from cases.reply_settings where organisation_id = ${organisation_id}), 'last') as quotes,
    (select call_after_days from cases.reply_settings where organisation_id = ${organisation_id}) as call_after_days,
    (select coalesce(json_agg(json_build_object('team_id', t.id, 'team', t.name, 'body', s.body) order by t.name), '[]')
      from people.published_teams t left join cases.team_signatures s on s.team_id = t.id
      where t.organisation_id = ${organisation_id}) as teams`.execute(tx)
  return rows[0]!
}
