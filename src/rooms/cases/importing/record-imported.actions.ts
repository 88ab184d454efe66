import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import * as events from '../events.ts'
import { editsBetween } from './compare.rules.ts'
import type { OtherDesk, Prepared } from './prepare-imported.ts'
import type { Told } from './replay.rules.ts'

const SHOWN_TO = new Map(Object.values(events).map(kind => [kind.name, kind.shown_to]))

const eventRow = (desk: OtherDesk, case_id: string, told: Told, position: number) => ({
  ...{ organisation_id: desk.organisation_id, subject_type: 'case', subject_id: case_id, position, name: told.name },
  ...{ actor_name: told.by, shown_to: SHOWN_TO.get(told.name), payload: told.payload, happened_at: told.at },
})

/** The whole history of cases that are new here. */
export async function recordHistories(tx: Write, desk: OtherDesk, created: readonly Prepared[], now: Date) {
  const rows = created.flatMap(({ id, standing }) =>
    standing.told.map((told, index) => eventRow(desk, id, told, index + 1)),
  )
  if (rows.length === 0) return
  await sql`select platform.record_history(${JSON.stringify(rows)}::json)`.execute(tx)
  await remember(
    tx,
    desk,
    created.map(one => ({ one, position: one.standing.told.length })),
    now,
  )
}

/** What has been added over there since the last import, at the end of each record; and what changed without saying when. */
export async function recordGrowth(tx: Write, desk: OtherDesk, grown: readonly Prepared[], now: Date) {
  const added = grown.map(one => {
    const newlyTold = one.standing.told.slice(one.before!.events)
    const edits = editsBetween(one.before!.facts, one.facts, newlyTold)
    const edited = edits.map(edit => ({ name: 'case.edited', at: now, by: desk.system, payload: edit }))
    return { one, told: [...newlyTold, ...edited] }
  })
  const rows = added.flatMap(({ one, told }) =>
    told.map((each, index) => eventRow(desk, one.id, each, one.before!.position + index + 1)),
  )
  await sql`
    select platform.record_event(h.organisation_id, h.subject_type, h.subject_id, h.name, null, h.actor_name, h.shown_to, h.payload,
      h.happened_at, false)
    from (select * from json_to_recordset(${JSON.stringify(rows)}::json) as h(organisation_id uuid, subject_type text, subject_id uuid,
      "position" integer, name text, actor_name text, shown_to text, payload json, happened_at timestamptz)
      order by subject_id, "position") h`.execute(tx)
  await remember(
    tx,
    desk,
    added.map(({ one, told }) => ({ one, position: one.before!.position + told.length })),
    now,
  )
}

async function remember(tx: Write, desk: OtherDesk, all: readonly { one: Prepared; position: number }[], now: Date) {
  const rows = all.map(({ one, position }) => ({
    ...{ case_id: one.id, organisation_id: desk.organisation_id, events: one.standing.told.length, position },
    ...{ history_hash: one.history_hash, facts_hash: one.facts_hash, imported_at: now },
    promised_at: one.theCase.promised_at,
  }))
  await sql`
    insert into cases.imported_histories (case_id, organisation_id, events, history_hash, facts_hash, position, imported_at, promised_at)
    select case_id, organisation_id, events, history_hash, facts_hash, position, imported_at, promised_at
    from json_populate_recordset(null::cases.imported_histories, ${JSON.stringify(rows)}::json)
    on conflict (case_id) do update set events = excluded.events, history_hash = excluded.history_hash,
      facts_hash = excluded.facts_hash, position = excluded.position, imported_at = excluded.imported_at,
      promised_at = excluded.promised_at`.execute(tx)
}
