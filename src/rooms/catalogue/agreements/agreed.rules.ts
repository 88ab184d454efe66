/** An organisation's agreements as the clock room knows them, from their rows. */
import type { Agreement as AgreedTerms, AgreementVersion, Calendars, Duration, PauseRule } from '#rooms/clock/index.ts'

export const ALL_METRICS = [
  ...(['acknowledge', 'first_response', 'next_response', 'keep_informed'] as const),
  ...(['own', 'restore', 'resolve', 'fulfil'] as const),
]
export type AnyMetric = (typeof ALL_METRICS)[number]
export type AgreementKind = AgreedTerms['kind']

export interface TargetRow {
  readonly metric: AnyMetric
  readonly priority: string
  readonly measure: 'working' | 'real' | 'days'
  readonly seconds: number
  readonly working_days: number | null
  readonly calendar_id: string | null
  readonly warn_percent: number
}

export interface VersionRow extends Pick<AgreementVersion, 'on_change' | 'on_reopen' | 'on_unmerge' | 'on_split'> {
  readonly id: string
  readonly number: number
  /** From when it holds; null of a draft. */
  readonly from: number | null
  /** By reason for holding; null: as what stopped its clocks before, or as usual. */
  readonly pauses: Readonly<Record<string, PauseRule>> | null
  readonly targets: readonly TargetRow[]
}

export interface AgreementRow {
  readonly id: string
  readonly kind: AgreementKind
  readonly name: string
  readonly team_id: string | null
  readonly supplier: string | null
  readonly retired_at: string | null
  readonly versions: readonly VersionRow[]
}

/** An agreement for the clock room's sums, with what names it to people. */
export interface Agreed extends AgreedTerms, Pick<AgreementRow, 'name' | 'team_id' | 'supplier' | 'retired_at'> {}

/** Everything an organisation has agreed. */
export interface AllAgreed {
  readonly agreements: readonly Agreed[]
  /** By identifier. */
  readonly calendars: Calendars
  readonly calendar_names: Readonly<Record<string, string>>
  /** Nothing but a first response and a resolution in working time, with the usual policies: its clocks are kept the short way. */
  readonly plain: boolean
}

/** Who owes under an OLA, and under a supplier's agreement. */
export const partyOfTeam = (team_id: string) => `team:${team_id}`
export const partyOfSupplier = (agreement_id: string) => `supplier:${agreement_id}`
/** Whoever works on a case that no team and no supplier has. */
export const THE_DESK = 'desk'

const USUAL: Readonly<Record<string, PauseRule>> = {
  requester: { account: 'requester' },
  supplier: { account: 'supplier' },
  development: { account: 'requester' },
  planned: { account: 'requester' },
}

/** Which reasons for holding stop clocks when a version does not say. A supplier's clock does not stand still while we wait for them. */
export function usualPauses(kind: AgreementKind): Readonly<Record<string, PauseRule>> {
  const { supplier: _, ...others } = USUAL
  return kind === 'supplier' ? others : USUAL
}

export function durationOf({ measure, seconds, working_days }: TargetRow): Duration {
  if (measure === 'days') return { working_days: working_days ?? 1 }
  return measure === 'real' ? { real_seconds: seconds } : { working_seconds: seconds }
}

/** When a clock is shown as near its end. Who is told when is said elsewhere, by rules of escalation. */
export const WARNING = 'warning'

const versionOf = (row: VersionRow): AgreementVersion => ({
  ...{ version: String(row.number), from: row.from ?? 0, on_change: row.on_change, on_reopen: row.on_reopen },
  ...{ on_unmerge: row.on_unmerge, on_split: row.on_split },
  targets: row.targets.map(target => ({
    ...{ metric: target.metric, priority: target.priority, duration: durationOf(target) },
    // Real time needs none.
    calendar: target.measure === 'real' ? '' : (target.calendar_id ?? ''),
    thresholds: [{ name: WARNING, percent: target.warn_percent }],
  })),
})

const nothing = (version: string, from: number): AgreementVersion => ({ version, from, targets: [] })

/** The agreement with its versions in the order they came into force. Before the first, and once it is retired, it promises nothing new. */
export function agreedFrom(row: AgreementRow): Agreed {
  const { id, kind, name, team_id, supplier, retired_at } = row
  const versions = row.versions.filter(({ from }) => from !== null).toSorted((a, b) => a.from! - b.from!)
  const retired = retired_at ? [nothing('retired', Date.parse(retired_at))] : []
  const said = [...versions.map(versionOf), ...retired]
  return {
    ...{ id, kind, name, team_id, supplier, retired_at, owed_to: kind === 'sla' ? 'requester' : THE_DESK },
    owed_by: kind === 'ola' ? partyOfTeam(team_id!) : kind === 'supplier' ? partyOfSupplier(id) : THE_DESK,
    versions: said[0]?.from === 0 ? said : [nothing('0', 0), ...said],
    pauses: pausesFrom(kind, versions),
  }
}

/** What stops clocks, from each version on. A version that does not say changes nothing, whenever it was published. */
function pausesFrom(kind: AgreementKind, versions: readonly VersionRow[]): Agreed['pauses'] {
  let reasons = usualPauses(kind)
  return versions.map(({ from, pauses }) => {
    reasons = pauses ?? reasons
    return { from: from!, reasons }
  })
}

const SHORT: readonly AnyMetric[] = ['first_response', 'resolve']

/** Which of the two each priority is promised: the same for all, or the clocks must be worked out the long way. */
const promisedOf = ({ targets }: VersionRow, priority: string) =>
  targets
    .filter(target => target.priority === priority)
    .map(({ metric }) => metric)
    .sort()
    .join()

function isPlainVersion(version: VersionRow): boolean {
  const { on_change, on_reopen, on_unmerge, on_split, pauses, targets } = version
  const usual = on_change === 'carry' && on_reopen === 'continue' && on_unmerge === 'exclude' && !pauses
  return (
    usual &&
    on_split === 'from_message' &&
    targets.every(({ metric, measure }) => SHORT.includes(metric) && measure === 'working')
  )
}

/** Whether an organisation's clocks can be kept the short way. */
export function isPlain(rows: readonly AgreementRow[]): boolean {
  const versions = rows.flatMap(row => row.versions.filter(({ from }) => from !== null))
  const promised = versions.flatMap(version => ['P1', 'P2', 'P3', 'P4'].map(priority => promisedOf(version, priority)))
  return rows.every(({ kind }) => kind === 'sla') && versions.every(isPlainVersion) && new Set(promised).size < 2
}
