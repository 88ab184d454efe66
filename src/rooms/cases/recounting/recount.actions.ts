import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Calendar } from '#rooms/clock/index.ts'
import { calendarFrom } from '#rooms/people/index.ts'
import type { CaseClock } from '../clocks/case-clock.rules.ts'
import { standstillsOf, usedUnder } from '../clocks/explain-clock.rules.ts'
import { outcomesRecounted } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { among, type Recount } from './recount.queries.ts'

export interface AskRecount {
  readonly calendar_id: string
  readonly version: number
  readonly from_time: Date
  readonly until_time: Date
  readonly because: string
}

async function versionOf(tx: Write, calendar_id: string, number: number) {
  const { rows } = await sql<Calendar & { organisation_id: string }>`
    select organisation_id, zone, hours, holidays, openings, closures from people.published_calendar_versions
    where calendar_id = ${calendar_id} and number = ${number}`.execute(tx)
  return rows[0] ?? caseProblems.raise('recount-not-found')
}

/** Asks for past outcomes to be counted again under one version of their calendar. They stay as they are: it is a second figure. */
export async function askRecount(tx: Write, author: Author, command: AskRecount, now: Date): Promise<Recount> {
  const { organisation_id } = await versionOf(tx, command.calendar_id, command.version)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.case_clocks k where ${among(command)}`.execute(tx)
  const asked = {
    ...command,
    id: newId(),
    organisation_id,
    total: rows[0]!.count,
    asked_at: now,
    asked_by_name: author.name,
  }
  await tx
    .insertInto('cases.recounts')
    .values({ ...asked, asked_by: author.person_id ?? null })
    .execute()
  const times = { from: command.from_time.toISOString(), until: command.until_time.toISOString() }
  const payload = {
    recount_id: asked.id,
    calendar_id: command.calendar_id,
    version: command.version,
    because: command.because,
  }
  await record(tx, author, outcomesRecounted, { id: organisation_id, organisation_id }, { ...payload, ...times }, now)
  return { ...asked, looked_at: 0, cursor: null, finished_at: null }
}

type Stopped = Omit<CaseClock, 'calendar'> & {
  readonly stopped_at: Date
  readonly pauses: { reason: string; from_time: string; until_time: string | null }[] | null
  readonly ended: { name: string; happened_at: string }[] | null
}

const BATCH = 200

/** Counts the next few again, and keeps how far it is, in one transaction. Returns false when there are no more. */
export async function recountSome(tx: Write, _: Author, recount: Recount, now: Date): Promise<boolean> {
  const row = await versionOf(tx, recount.calendar_id, recount.version)
  const { organisation_id, ...content } = row
  const calendar = calendarFrom(`${recount.calendar_id} ${recount.version}`, content)
  const { rows } = await sql<Stopped>`
    select k.id, k.metric, k.priority, k.target_seconds, k.started_at, k.state, k.used_seconds, k.stopped_at,
      (select json_agg(json_build_object('reason', s.reason, 'from_time', s.from_time, 'until_time', s.until_time) order by s.from_time)
       from cases.pauses s where s.case_id = k.case_id) as pauses,
      (select json_agg(json_build_object('name', e.name, 'happened_at', e.happened_at) order by e.position) from platform.events e
       where e.subject_id = k.case_id and e.name in ('case.resolved', 'case.closed', 'case.reopened', 'case.merged', 'case.unmerged')) as ended
    from cases.case_clocks k join cases.recounts r on r.id = ${recount.id}
    where ${among(recount)} and (r.cursor is null or k.id > r.cursor) order by k.id limit ${BATCH}`.execute(tx)
  const outcomes = rows.map(clock => {
    const pauses = (clock.pauses ?? []).map(({ reason, from_time, until_time }) => ({
      ...{ reason, from_time: new Date(from_time), until_time: until_time ? new Date(until_time) : null },
    }))
    const ended = (clock.ended ?? []).map(({ name, happened_at }) => ({ name, happened_at: new Date(happened_at) }))
    const used_seconds = usedUnder({ ...clock, calendar } as CaseClock, standstillsOf(pauses, ended))
    const outcome = used_seconds > clock.target_seconds ? 'missed' : 'met'
    return { recount_id: recount.id, clock_id: clock.id, organisation_id, used_seconds, outcome }
  })
  if (outcomes.length > 0) await tx.insertInto('cases.recounted_outcomes').values(outcomes).execute()
  const more = rows.length === BATCH
  await sql`
    update cases.recounts set cursor = coalesce(${rows.at(-1)?.id ?? null}, cursor), looked_at = looked_at + ${rows.length},
      finished_at = ${more ? null : now} where id = ${recount.id}`.execute(tx)
  return more
}
