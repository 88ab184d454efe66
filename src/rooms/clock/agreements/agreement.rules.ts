/** What is agreed: who owes whom what, by when, and what happens to a clock when a case changes (clock semantics 2, 4, 8, 9, 11). */
import { endOfWorkingDay, workingSeconds } from '../calendar.rules.ts'
import type { Calendar, CalendarVersion, WorkingTime } from '../opening-hours.rules.ts'
import type { RetargetPolicy } from '../stopwatch.rules.ts'
import type { Party } from './history.rules.ts'

export const METRICS = [
  ...(['acknowledge', 'first_response', 'next_response', 'keep_informed'] as const),
  ...(['own', 'restore', 'resolve', 'fulfil'] as const),
]
/** One of these, or a name of one's own that `marked` events start and stop. */
export type Metric = (typeof METRICS)[number] | (string & {})

/** Days are never so many hours: the end of the nth working day is its own kind of promise. */
export type Duration =
  | { readonly working_seconds: number }
  | { readonly real_seconds: number }
  | { readonly working_days: number }

/** When somebody is told: at a share of the time allowed, or so much working time before it is used up. */
export type Threshold =
  | { readonly name: string; readonly percent: number }
  | { readonly name: string; readonly seconds_before: number }

export interface PromisedTarget {
  readonly metric: Metric
  /** Left out, it holds for every priority that has no target of its own. */
  readonly priority?: string | undefined
  readonly duration: Duration
  /** The name of a calendar. Real time needs none. */
  readonly calendar: string
  readonly thresholds?: readonly Threshold[] | undefined
  /** For a metric of one's own: the marks that start and stop it. Without a first it starts with the case. */
  readonly starts_at_mark?: string | undefined
  readonly stops_at_mark?: string | undefined
}

/** What a reason for stopping does. */
export interface PauseRule {
  /** The metrics it stops; by default all but those that are owed whatever anybody waits for: acknowledge, first_response, own. */
  readonly metrics?: readonly Metric[] | undefined
  /** Whose time it is: the requester's, a supplier's, a partner's. */
  readonly account: string
  /** The requester's next message ends it. */
  readonly ends_when_answered?: boolean | undefined
  /** 'none': when it is over, the time counts after all (as Zammad and RT have it). */
  readonly refund?: 'none' | undefined
}

/** Which reasons stop clocks, from a moment on; with `recompute` also for all the time before (worked case S44). */
export interface PauseRules {
  readonly from: number
  readonly reasons: Readonly<Record<string, PauseRule>>
  readonly recompute?: boolean | undefined
}

export interface AgreementVersion {
  readonly version: string
  /** Cases that begin from then on have it (requirement S-38); earlier ones keep theirs until an `agreed` event. */
  readonly from: number
  readonly targets: readonly PromisedTarget[]
  /** What becomes of time used when priority or version changes; by default it is carried over. */
  readonly on_change?: RetargetPolicy | 'keep' | undefined
  readonly on_reopen?: 'continue' | 'restart' | undefined
  /** Whether the time until a merge was undone counts. */
  readonly on_unmerge?: 'exclude' | 'include' | undefined
  readonly on_split?: 'from_message' | 'inherit' | undefined
}

export interface Agreement {
  readonly id: string
  /** With the people served; between teams of one's own; with a supplier. */
  readonly kind: 'sla' | 'ola' | 'supplier'
  readonly owed_to: Party
  readonly owed_by: Party
  readonly versions: readonly AgreementVersion[]
  readonly pauses: readonly PauseRules[]
}

/** Calendars by name, each with its versions in the order they came into force. */
export type Calendars = Readonly<Record<string, readonly CalendarVersion[]>>

/** The version for a case, or a tenure, that begins at an instant. */
export const versionFrom = ({ versions }: Agreement, instant: number): AgreementVersion =>
  versions.findLast(({ from }) => from <= instant) ?? versions[0]!

/** What is promised for a metric at a priority; nothing may be. */
export function targetOf({ targets }: AgreementVersion, metric: Metric, priority: string): PromisedTarget | undefined {
  const some = targets.filter(target => target.metric === metric)
  return some.find(target => target.priority === priority) ?? some.find(target => target.priority === undefined)
}

const allDay = [['00:00', '24:00']] as const
const ALWAYS: Calendar = {
  ...{ zone: 'UTC', holidays: [] },
  hours: { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay },
}

/** The time in which a target is measured. */
export const timeOf = ({ duration, calendar }: PromisedTarget, calendars: Calendars): WorkingTime =>
  'real_seconds' in duration ? ALWAYS : calendars[calendar]!

/**
 * Seconds allowed to a clock that starts at an instant. Working days are the working time until the end of the last of them, so that
 * pauses and changes are measured alike; without one, more than there is.
 */
export function secondsAllowed(target: PromisedTarget, time: WorkingTime, start: number): number {
  const { duration } = target
  if ('working_seconds' in duration) return duration.working_seconds
  if ('real_seconds' in duration) return duration.real_seconds
  const end = endOfWorkingDay(time, start, duration.working_days)
  return end === undefined ? Number.POSITIVE_INFINITY : workingSeconds(time, start, end)
}

/** Why an agreement cannot be used, in a sentence; null if it can. */
export function agreementProblem({ versions }: Agreement, calendars: Calendars): string | null {
  if (versions.length === 0) return 'This agreement says nothing: it has no version'
  for (const { version, targets } of versions) {
    if (targets.length === 0) return `Version ${version} has no target: say at least by when cases are resolved`
    for (const { metric, duration, calendar } of targets) {
      const [amount] = Object.values(duration)
      if (!(amount !== undefined && amount > 0)) return `Version ${version} allows no time for ${metric}`
      if (!('real_seconds' in duration) && !calendars[calendar]?.length)
        return `Version ${version} measures ${metric} by “${calendar}”, which is no calendar`
    }
  }
  return null
}
