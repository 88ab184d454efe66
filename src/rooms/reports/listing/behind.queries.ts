import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { loggedBetween } from '../age.rules.ts'
import { dateIn, endOf, startOf } from '../day.ts'
import type { Behind } from './behind.rules.ts'

export interface Listed {
  readonly reference: string
  readonly subject: string
  readonly organisation: string
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4'
  readonly state: string
  readonly team: string | null
  readonly assignee: string | null
  readonly channel: string
  readonly hold_reason: string | null
  readonly logged_at: Date
  readonly next_due_at: Date | null
  readonly resolved_at: Date | null
}

function conditions(behind: Behind, zone: string, now: Date): RawBuilder<unknown>[] {
  const { show, team, reason, band, logged, finished, channel } = behind
  const until = (from: string) => endOf(behind.until ?? from, zone)
  const all: RawBuilder<unknown>[] = []
  if (!logged && !finished) all.push(sql`c.is_open`)
  if (show === 'late') all.push(sql`c.next_due_at < ${now}`)
  if (show === 'today') all.push(sql`c.next_due_at >= ${now} and c.next_due_at < ${endOf(dateIn(zone, now), zone)}`)
  if (show === 'paused') all.push(sql`c.hold_reason is not null`)
  if (show === 'without_team' || team === 'none') all.push(sql`c.team_id is null`)
  else if (team) all.push(sql`c.team_id = ${team}`)
  if (reason) all.push(sql`c.hold_reason = ${reason}`)
  if (channel) all.push(sql`c.channel = ${channel}`)
  if (band) {
    const { after, upTo } = loggedBetween(band, now)
    all.push(sql`c.logged_at <= ${upTo}`, ...(after ? [sql`c.logged_at > ${after}`] : []))
  }
  if (logged) all.push(sql`c.logged_at >= ${startOf(logged, zone)} and c.logged_at < ${until(logged)}`)
  if (finished)
    all.push(
      sql`c.closure_code is distinct from 'passed' and c.resolved_at >= ${startOf(finished, zone)} and c.resolved_at < ${until(finished)}`,
    )
  return all
}

/** The cases behind a figure, oldest first. */
export async function listBehind(
  tx: Read,
  organisations: readonly string[],
  behind: Behind,
  how: { zone: string; now: Date; most: number; skip: number },
): Promise<Listed[]> {
  const where = sql.join(
    [sql`c.organisation_id = any (${[...organisations]}::uuid[])`, ...conditions(behind, how.zone, how.now)],
    sql` and `,
  )
  const { rows } = await sql<Listed>`
    select c.reference, c.subject, o.short_name as organisation, c.priority, c.state, t.name as team, a.name as assignee, c.channel,
      c.hold_reason, c.logged_at, c.next_due_at, c.resolved_at
    from (select * from cases.published_cases c where ${where} order by c.logged_at, c.id limit ${how.most} offset ${how.skip}) c
      join people.published_organisations o on o.id = c.organisation_id
      left join people.published_teams t on t.id = c.team_id
      left join people.published_persons a on a.id = c.assignee_id
    order by c.logged_at, c.id`.execute(tx)
  return rows
}
