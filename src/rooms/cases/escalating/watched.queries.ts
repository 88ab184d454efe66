import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { runsOut } from '../clocks/case-clock.rules.ts'
import { listClocksOf } from '../recomputing/running-clocks.queries.ts'
import type { Watched } from './escalation.rules.ts'

interface Row {
  id: string
  category: string | null
  quiet_until: Date | null
  passed: string[]
}

export type WatchedClock = Watched & { readonly case_id: string }

/** The clocks of these cases whose time runs out, as rules of escalation see them. */
export async function listWatched(tx: Read, case_ids: readonly string[]): Promise<WatchedClock[]> {
  const clocks = (await listClocksOf(tx, case_ids)).filter(runsOut)
  const { rows } = await sql<Row>`
    select k.id, g.path as category, k.quiet_until,
      array(select e.rule_id from cases.escalations e where e.case_clock_id = k.id) as passed
    from cases.case_clocks k join cases.cases c on c.id = k.case_id
      left join catalogue.published_categories g on g.id = c.category_id
    where k.id = any (${clocks.map(({ id }) => id)}::uuid[])`.execute(tx)
  const known = new Map(rows.map(row => [row.id, row]))
  return clocks.map(clock => {
    const { category = null, quiet_until = null, passed = [] } = known.get(clock.id) ?? {}
    return { clock, case_id: clock.case_id, category, quiet_until, passed }
  })
}
