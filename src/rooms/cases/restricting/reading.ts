import { sql } from 'kysely'
import { afterRead, identityOf, type Read, type Write } from '#platform/database/transaction.ts'
import type { Way } from './reading.rules.ts'

interface Restrictable {
  readonly id: string
  readonly organisation_id: string
  readonly restricted: boolean
}

/**
 * Keeps who looked at a restricted case, and when: before they get the answer, or they do not get it. Once for each person and case
 * in a quarter of an hour. Jobs are nobody, and look for nobody.
 */
export function noteReading(tx: Read, cases: readonly Restrictable[], way?: Way): void {
  const restricted = cases.filter(one => one.restricted)
  const who = identityOf(tx)
  if (restricted.length === 0 || !who?.person_id) return
  const person_id = who.viewer_id ?? who.person_id
  const usual = who.program ? 'api' : who.asks ? 'portal' : 'page'
  afterRead(tx, write => keep(write, person_id, restricted, way ?? usual))
}

async function keep(tx: Write, person_id: string, cases: readonly Restrictable[], way: Way): Promise<void> {
  const ids = cases.map(({ id }) => id)
  const organisations = cases.map(({ organisation_id }) => organisation_id)
  await sql`insert into cases.restricted_readings (case_id, organisation_id, person_id, quarter, way, read_at)
    select c.id, c.organisation_id, ${person_id}, date_bin('15 minutes', now(), 'epoch'), ${way}, now()
    from unnest(${ids}::uuid[], ${organisations}::uuid[]) as c(id, organisation_id)
    on conflict do nothing`.execute(tx)
}
