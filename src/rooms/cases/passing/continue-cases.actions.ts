/*
 * Part of an organisation becomes another, and the open cases of whoever goes continue there: the same words, story, files and
 * clocks under an identifier of their own. Here each ends as passed on. A case is never rewritten: its record says whose it was.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { resumeWhenDue } from '../clocks/resume-when-due.jobs.ts'
import { caseContinues, casePassedTo } from '../events.ts'
import { takeNumbers } from '../importing/write-imported.actions.ts'
import { referenceOf } from '../reference.rules.ts'
import { copyWhatHangs, type Ids, renamed, writeRows } from './copied-rows.ts'
import { endPassed, standingNow } from './end-passed.ts'
import { goesAlong, type PartingCases } from './parting.queries.ts'

export interface ContinueCases extends PartingCases {
  readonly plan_id: string
  /** What the one that stays is called in short, and the new one. */
  readonly from: string
  readonly to: { readonly organisation_id: string; readonly short_name: string }
  /** Of categories, calendars, agreements and teams that go: identifiers there by identifiers here. */
  readonly settings: ReadonlyMap<string, string>
  readonly most: number
}

interface Going {
  readonly id: string
  readonly reference: string
  readonly held_until: string | null
  readonly row: Readonly<Record<string, unknown>>
  /** In whose hands it is, if they stay. */
  readonly team_stays: boolean
  readonly assignee_stays: boolean
}

/** What a case that continues another does not have from it. */
const OWN = ['reference', 'is_open', 'merged_into_id', 'restricted', 'version']

async function nextCases(tx: Write, command: ContinueCases): Promise<Going[]> {
  const { organisation_id, persons, teams, most } = command
  const { rows } = await sql<Going>`
    select c.id, c.reference, c.held_until, to_jsonb(c) as row,
      coalesce(c.team_id <> all (${[...teams]}::uuid[]) and exists (select from people.published_teams t
        where t.id = c.team_id and t.organisation_id = ${organisation_id}), false) as team_stays,
      coalesce(c.assignee_id <> all (${[...persons]}::uuid[]) and exists (select from people.published_persons p
        where p.id = c.assignee_id and p.organisation_id = ${organisation_id}), false) as assignee_stays
    from cases.cases c where ${goesAlong(command)} order by c.id limit ${sql.lit(most)} for no key update of c`.execute(
    tx,
  )
  return rows
}

/** Continues a batch of open cases where their requesters went. Returns how many: none means that all have gone. */
export async function continueCases(tx: Write, author: Author, command: ContinueCases, now: Date): Promise<number> {
  const cases = await nextCases(tx, command)
  if (cases.length === 0) return 0
  const ids: Ids = new Map([...command.settings, ...cases.map(({ id }) => [id, newId()] as const)])
  const case_ids = cases.map(({ id }) => id)
  const { organisation_id } = command.to
  const numbers = await takeNumbers(tx, cases.length)
  const references = new Map<string, string>()
  const rows = cases.map(({ row, team_stays, assignee_stays, reference: was }) => {
    const number = numbers.pop()!
    references.set(was, referenceOf(number))
    const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !OWN.includes(name)))
    const { subject, location, last_message, resolution, ...rest } = kept
    const own = { organisation_id, number, logged_at: now, changed_at: now }
    const hands = { ...(team_stays && { team_id: null }), ...((team_stays || assignee_stays) && { assignee_id: null }) }
    return { ...(renamed(rest, ids) as object), subject, location, last_message, resolution, ...own, ...hands }
  })
  await writeRows(tx, 'cases.cases', rows)
  const stays = await whoStays(tx, command, case_ids)
  const keeps = (row: Readonly<Record<string, unknown>>) => !stays.has(`${row.case_id} ${row.team_id ?? row.person_id}`)
  await copyWhatHangs(tx, { ids, case_ids, organisation_id, keeps }, now)
  await freeTasks(
    tx,
    command,
    cases.map(({ id }) => ids.get(id)!),
  )
  await restrictAlike(tx, ids, case_ids)
  await indexWords(
    tx,
    cases.map(({ id }) => ids.get(id)!),
  )
  const before = await standingNow(tx, case_ids)
  const told = { author, command, cases, ids, references }
  await tellAgain(tx, told, now)
  await endPassed(tx, { organisation_id: command.organisation_id, case_ids, into: ids }, now)
  await notePassed(tx, told, before, now)
  await watchHolds(tx, told)
  return cases.length
}

interface Told {
  readonly author: Author
  readonly command: ContinueCases
  readonly cases: readonly Going[]
  readonly ids: Ids
  readonly references: ReadonlyMap<string, string>
}

/** Readers and followers who do not go along, as case and person or team. */
async function whoStays(tx: Write, { organisation_id, persons, teams }: ContinueCases, case_ids: readonly string[]) {
  const those = [...case_ids]
  const { rows } = await sql<{ one: string }>`
    select concat(n.case_id, ' ', n.id) as one from (
      select case_id, coalesce(team_id, person_id) as id from cases.case_readers where case_id = any (${those}::uuid[])
      union select case_id, person_id from cases.watchers where case_id = any (${those}::uuid[])) n
    where n.id <> all (${[...persons, ...teams]}::uuid[]) and (
      exists (select from people.published_persons p where p.id = n.id and p.organisation_id = ${organisation_id})
      or exists (select from people.published_teams t where t.id = n.id and t.organisation_id = ${organisation_id}))`.execute(
    tx,
  )
  return new Set(rows.map(({ one }) => one))
}

/** Tasks of a team or person that stays wait to be given out there. */
async function freeTasks(tx: Write, { organisation_id }: ContinueCases, case_ids: readonly string[]) {
  const those = [...case_ids]
  await sql`update cases.tasks k set team_id = null from people.published_teams t
    where k.case_id = any (${those}::uuid[]) and t.id = k.team_id and t.organisation_id = ${organisation_id}`.execute(
    tx,
  )
  await sql`update cases.tasks k set assignee_id = null from people.published_persons p
    where k.case_id = any (${those}::uuid[]) and p.id = k.assignee_id and p.organisation_id = ${organisation_id}`.execute(
    tx,
  )
}

const restrictAlike = (tx: Write, ids: Ids, case_ids: readonly string[]) =>
  sql`select cases.restrict_case(n.id, x.shown_to_requester) from cases.restricted_cases x
    join json_to_recordset(${JSON.stringify(case_ids.map(was => ({ was, id: ids.get(was) })))}::json) as n(was uuid, id uuid)
      on n.was = x.case_id`.execute(tx)

const indexWords = (tx: Write, case_ids: readonly string[]) =>
  sql`select platform.index_words(c.id, case when m.kind = 'request' then 'case' else 'message:' || m.id end, c.organisation_id, 'case',
      case when m.kind in ('note', 'forward') then 'staff' else 'everyone' end, c.requester_id,
      case when m.kind = 'request' then concat_ws(e'\\n', c.subject, r.name, m.body) else m.body end, m.sent_at)
    from cases.cases c join cases.messages m on m.case_id = c.id join people.published_persons r on r.id = c.requester_id
    where c.id = any (${[...case_ids]}::uuid[])`.execute(tx)

interface Happened {
  readonly subject_id: string
  readonly position: number
  readonly payload: unknown
}

/** The whole record of each, under the case that continues it; and then that it does. */
async function tellAgain(tx: Write, { author, command, cases, ids, references }: Told, now: Date) {
  const { organisation_id } = command.to
  const { rows } = await sql<Happened>`
    select subject_id, position, name, actor_id, actor_name, shown_to, payload, happened_at::text as happened_at
    from platform.events where subject_id = any (${cases.map(({ id }) => id)}::uuid[]) order by subject_id, position`.execute(
    tx,
  )
  const here = { organisation_id, subject_type: 'case' }
  const history = rows.map(row => ({
    ...row,
    ...here,
    ...{ subject_id: ids.get(row.subject_id), payload: renamed(row.payload, ids) },
  }))
  const last = new Map(rows.map(row => [row.subject_id, row.position]))
  const who = { actor_id: author.person_id ?? null, actor_name: author.name }
  const continued = cases.map(({ id, reference }) => ({
    ...{ ...here, ...who, subject_id: ids.get(id), position: (last.get(id) ?? 0) + 1, name: caseContinues.name },
    ...{ shown_to: caseContinues.shown_to, happened_at: now, payload: { reference, organisation: command.from } },
  }))
  await sql`select platform.record_history(${JSON.stringify([...history, ...continued])}::json)`.execute(tx)
  const noted = cases.map(({ id, reference }) => ({
    ...{ case_id: ids.get(id), organisation_id, from_case_id: id, from_reference: reference },
    ...{ plan_id: command.plan_id, continued_at: now, position: (last.get(id) ?? 0) + 1 },
    ...{ reference: references.get(reference), from_organisation: command.from },
  }))
  await writeRows(
    tx,
    'cases.continuations',
    noted.map(({ reference: _, ...row }) => row),
  )
}

/** Says of each where it goes on, and keeps how it stood. */
async function notePassed(
  tx: Write,
  { author, command, cases, ids, references }: Told,
  before: ReadonlyMap<string, unknown>,
  now: Date,
) {
  const { organisation_id, plan_id, to } = command
  const rows = cases.map(({ id, reference }) => ({
    ...{ case_id: id, organisation_id, plan_id, passed_at: now, before: before.get(id) },
    ...{ continued_as: ids.get(id), reference: references.get(reference) },
  }))
  await writeRows(tx, 'cases.passed_cases', rows)
  const told = rows.map(({ case_id, reference }) => ({
    case_id,
    payload: { reference, organisation: to.short_name },
  }))
  await sql`select platform.record_event(${organisation_id}, 'case', t.case_id, ${casePassedTo.name}, ${author.person_id ?? null},
      ${author.name}, ${casePassedTo.shown_to}, t.payload, ${now}, false)
    from json_to_recordset(${JSON.stringify(told)}::json) as t(case_id uuid, payload json)`.execute(tx)
  const those = cases.map(({ id }) => id)
  await sql`
    insert into cases.links (case_id, other_case_id, kind, organisation_id)
    select a.continued_as, b.continued_as, l.kind, ${to.organisation_id} from cases.links l
      join cases.passed_cases a on a.case_id = l.case_id and a.plan_id = ${plan_id}
      join cases.passed_cases b on b.case_id = l.other_case_id and b.plan_id = ${plan_id}
    where l.case_id = any (${those}::uuid[]) or l.other_case_id = any (${those}::uuid[]) on conflict do nothing`.execute(
    tx,
  )
}

/** What was held until a day goes on by itself there, and no longer here. */
async function watchHolds(tx: Write, { cases, ids, command }: Told) {
  for (const { id, held_until } of cases) {
    if (!held_until) continue
    const case_id = ids.get(id)!
    await unqueue(tx, `resume:${id}`)
    const at = new Date(held_until)
    await enqueue(tx, resumeWhenDue, command.to.organisation_id, { case_id }, { at, key: `resume:${case_id}` })
  }
}
