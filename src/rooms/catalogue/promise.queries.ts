import { sql } from 'kysely'
import { afterCommit, type Read, type Write } from '#platform/database/transaction.ts'
import type { Calendars, CalendarVersion, Level, Priority, PriorityMatrix, WorkingTime } from '#rooms/clock/index.ts'
import { defaultMatrix } from '#rooms/clock/index.ts'
import { workingTimeFrom } from '#rooms/people/index.ts'
import { type AgreementRow, type AllAgreed, agreedFrom, isPlain } from './agreements/agreed.rules.ts'

export type Metric = 'first_response' | 'resolve'

export interface Promised {
  readonly metric: Metric
  readonly priority: Priority
  readonly seconds: number
  readonly warn_percent: number
  readonly calendar_id: string
  /** With the versions it had and will have. */
  readonly calendar: WorkingTime
}

/** What an organisation has agreed: how priority follows from impact and urgency, and the targets for each priority. */
export interface Agreement {
  readonly matrix: PriorityMatrix
  /** The first response and the resolution it promises those it serves now, in working time. */
  readonly targets: readonly Promised[]
  /** The same by version, in the order they come into force. */
  readonly versions: readonly {
    readonly from: number
    readonly number: number
    readonly targets: readonly Promised[]
  }[]
  /** Every agreement, with its versions. */
  readonly agreed: AllAgreed
}

interface Row {
  matrix: { impact: Level; urgency: Level; priority: Priority }[] | null
  agreements: AgreementRow[] | null
  calendars: Record<string, { name: string; versions: readonly CalendarVersion[] | null }> | null
  now: Date
}

const AGREEMENTS = sql`
  select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'name', a.name, 'team_id', a.team_id, 'supplier', a.supplier,
    'retired_at', a.retired_at, 'versions', (
      select coalesce(json_agg(json_build_object('id', v.id, 'number', v.number, 'on_change', v.on_change, 'on_reopen', v.on_reopen,
        'from', (extract(epoch from v.effective_from) * 1000)::bigint,
        'on_unmerge', v.on_unmerge, 'on_split', v.on_split, 'pauses', v.pauses, 'targets', (
          select coalesce(json_agg(json_build_object('metric', t.metric, 'priority', t.priority, 'measure', t.measure,
            'seconds', t.seconds, 'working_days', t.working_days, 'calendar_id', t.calendar_id, 'warn_percent', t.warn_percent)
            order by t.metric, t.priority), '[]') from catalogue.targets t where t.version_id = v.id)
        ) order by v.effective_from, v.number), '[]')
      from catalogue.agreement_versions v where v.agreement_id = a.id and v.effective_from is not null)) order by a.kind desc, a.name)
  from catalogue.agreements a`

/** An organisation's agreement. One without a matrix of its own has the usual one; one without targets has no clocks. */
export async function getAgreement(tx: Read, organisation_id: string): Promise<Agreement> {
  const { rows } = await sql<Row>`select now() as now,
      (select json_agg(json_build_object('impact', impact, 'urgency', urgency, 'priority', priority))
       from catalogue.priority_matrices where organisation_id = ${organisation_id}) as matrix,
      (${AGREEMENTS} where a.organisation_id = ${organisation_id}) as agreements,
      (select json_object_agg(c.id, json_build_object('name', c.name, 'versions', people.published_working_time(c.id, '-infinity')))
       from people.published_calendars c where c.organisation_id = ${organisation_id}) as calendars`.execute(tx)
  const { matrix, agreements, calendars, now } = rows[0]!
  const times = timesFrom(calendars ?? {})
  const versions = versionsOf(agreements ?? [], times)
  return {
    ...{ matrix: matrix ? matrixFrom(matrix) : defaultMatrix, versions, targets: targetsAt({ versions }, now) },
    agreed: {
      agreements: (agreements ?? []).map(agreedFrom),
      calendars: times,
      calendar_names: Object.fromEntries(Object.entries(calendars ?? {}).map(([id, { name }]) => [id, name])),
      plain: isPlain(agreements ?? []),
    },
  }
}

const timesFrom = (calendars: NonNullable<Row['calendars']>): Calendars =>
  Object.fromEntries(
    Object.entries(calendars).flatMap(([id, { versions }]) =>
      // What is made from versions is a list of versions.
      versions ? [[id, workingTimeFrom(id, versions) as readonly CalendarVersion[]]] : [],
    ),
  )

function versionsOf(agreements: readonly AgreementRow[], calendars: Calendars): Agreement['versions'] {
  const own = agreements.find(({ kind }) => kind === 'sla')?.versions ?? []
  return own.map(({ from, number, targets }) => ({
    ...{ from: from ?? 0, number },
    targets: targets.flatMap(({ metric, measure, calendar_id, priority, seconds, warn_percent }): Promised[] => {
      const calendar = calendar_id && calendars[calendar_id]
      if (!calendar || measure !== 'working' || (metric !== 'first_response' && metric !== 'resolve')) return []
      // Priorities are checked where they are written.
      return [{ metric, priority: priority as Priority, seconds, warn_percent, calendar_id, calendar }]
    }),
  }))
}

/** What is promised to a case that begins at an instant: it keeps that (requirement S-38). */
export function targetsAt({ versions }: Pick<Agreement, 'versions'>, at: Date): readonly Promised[] {
  return versions.findLast(({ from }) => from <= at.getTime())?.targets ?? []
}

function matrixFrom(cells: NonNullable<Row['matrix']>): PriorityMatrix {
  const matrix = structuredClone(defaultMatrix) as Record<Level, Record<Level, Priority>>
  for (const { impact, urgency, priority } of cells) matrix[impact][urgency] = priority
  return matrix
}

// Every case logged needs its organisation's agreement, which changes a few times a year: remembered for a moment, by organisation.
const REMEMBER_MS = 2000
const remembered = new Map<string, { at: number; agreement: Agreement }>()

/** The agreement as it was at most two seconds ago: for logging. A change of terms asks `getAgreement` itself. */
export async function recallAgreement(tx: Read, organisation_id: string): Promise<Agreement> {
  const known = remembered.get(organisation_id)
  if (known && Date.now() - known.at < REMEMBER_MS) return known.agreement
  const agreement = await getAgreement(tx, organisation_id)
  remembered.set(organisation_id, { at: Date.now(), agreement })
  return agreement
}

/** After a change of terms this process asks again at once; others do within two seconds. */
export const forgetAgreement = (tx: Write, organisation_id: string) =>
  afterCommit(tx, () => void remembered.delete(organisation_id))

/** Every target of the organisations the asker sees, as it is promised now: for a list, which shows many organisations' cases at once. */
export async function listTargets(tx: Read) {
  const { rows } = await sql<Omit<Promised, 'calendar'> & { organisation_id: string }>`
    select t.organisation_id, t.priority, t.metric, t.seconds, t.warn_percent, t.calendar_id
    from catalogue.targets t
    where t.metric in ('first_response', 'resolve') and t.measure = 'working' and t.version_id in (
      select distinct on (v.agreement_id) v.id
      from catalogue.agreement_versions v join catalogue.agreements a on a.id = v.agreement_id
      where a.kind = 'sla' and v.effective_from <= now() order by v.agreement_id, v.effective_from desc, v.number desc)`.execute(
    tx,
  )
  return rows
}
