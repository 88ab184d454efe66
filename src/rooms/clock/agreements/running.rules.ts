/** One clock on its way through a case's history: what is promised, how it ran so far, and how it ended each time. */
import { addWorkingSeconds, workingSeconds } from '../calendar.rules.ts'
import { type ExplainedInterval, explain } from '../explain.rules.ts'
import { knownAt, type WorkingTime } from '../opening-hours.rules.ts'
import {
  elapsed,
  type Missed,
  missed,
  pauseAt,
  type RetargetPolicy,
  retarget,
  type Stopwatch,
  whenUsed,
} from '../stopwatch.rules.ts'
import type { Pause } from '../target.rules.ts'
import {
  type AgreementVersion,
  type Metric,
  type PromisedTarget,
  secondsAllowed,
  type Threshold,
} from './agreement.rules.ts'

/** What is promised at a moment: the target of a version for a priority, and the time it is measured in. */
export interface Terms {
  readonly priority: string
  readonly version: AgreementVersion
  readonly target: PromisedTarget
  readonly time: WorkingTime
  readonly seconds: number
  /** From when working days count. */
  readonly counts_from: number
}

/** Stretches of a clock under the terms then in force; `forgotten` is what a restart left out. */
export type Told = Omit<ExplainedInterval, 'kind'> & {
  kind: ExplainedInterval['kind'] | 'forgotten'
  readonly terms: Terms
}

/** How a clock ended: stopped; or its case was merged away, or went to another party, or is promised nothing any more, or was rejected. */
export type Ending = 'stopped' | 'merged' | 'handed_on' | 'void' | 'rejected'

/** Said once, when a clock ends, and never changed; a reopened clock has another (13). */
export interface Outcome {
  readonly at: number
  readonly result: 'met' | 'missed' | 'merged' | 'handed_on' | 'void'
  readonly missed?: Missed | undefined
  readonly due?: number | undefined
  readonly business_seconds: number
  readonly actual_seconds: number
}

/** A due moment set by hand, with whether the clock was late already by then. */
export interface Pin {
  readonly due: number
  readonly because: string
  readonly at: number
  readonly by?: string | undefined
  readonly already?: Missed | undefined
}

export interface Running {
  readonly metric: Metric
  /** The first, second … clock of its kind on this case. */
  readonly turn: number
  readonly started_at: number
  /** Nothing while the case's priority has no target for this. */
  readonly terms?: Terms | undefined
  readonly watch?: Stopwatch | undefined
  /** Every time it stands still, those after it ended as well: it may go on. */
  readonly pauses: readonly Pause[]
  readonly pinned?: Pin | undefined
  readonly ended?: Ending | undefined
  /** Its terms while it ran, where it ended before a version of its calendar was made: they hold again if it goes on. */
  readonly terms_running?: Terms | undefined
  readonly outcomes: readonly Outcome[]
  readonly told: readonly Told[]
  /** When thresholds of earlier terms were reached: each is told once, whatever changes. */
  readonly passed: ReadonlyMap<string, number>
}

/** How late it is by then, if it is: by the pinned moment, or else by what is used. */
export function missedBy({ pinned, watch }: Running, at: number): Missed | undefined {
  if (!pinned) return watch && missed(watch, at)
  return pinned.already ?? (at > pinned.due ? { at: pinned.due, cause: 'elapsed' } : undefined)
}

/**
 * Without its agreed moment it goes on with what it has used. If that is more than its terms allow, dropping the moment is what made
 * it late; what was late before stays late since then: nothing takes a breach back.
 */
export function unpin(before: Running, at: number): Running {
  const { pinned, ...run } = before
  const { watch, terms } = run
  if (!pinned || !watch || !terms) return run
  const going = anew(watch, terms, 'carry', at)
  return { ...run, watch: { ...going, missed: missedBy(before, at) ?? going.missed }, told: toldBy(run, at) }
}

/** Under these terms from now on, whatever the moment at which the terms before would have been broken. */
function anew(watch: Stopwatch, { seconds, time }: Terms, policy: RetargetPolicy, at: number): Stopwatch {
  // What it has used does not depend on its target.
  const unbroken = { ...watch, target_seconds: Number.POSITIVE_INFINITY }
  return retarget(unbroken, { target_seconds: seconds, calendar: time, policy }, at)
}

/**
 * When what is promised is used up, manual moments left out. A promise that was broken before its terms changed stays where it was
 * broken, unless the new terms leave time: then they have a moment of their own, which stays too.
 */
export function dueByPolicy(watch: Stopwatch, at: number): number | undefined {
  const late = missed(watch, at)
  const broken = late && (watch.carried_seconds ?? 0) > watch.target_seconds
  return broken ? late.at : whenUsed(watch, watch.target_seconds)
}

/** Working seconds after which a threshold is reached. */
export const usedAt = (threshold: Threshold, seconds: number): number =>
  Math.max(0, 'percent' in threshold ? (seconds * threshold.percent) / 100 : seconds - threshold.seconds_before)

/** The same clock under other terms, by the policy of the agreement (11). */
export function underTerms(run: Running, terms: Terms, at: number): Running {
  const { watch, terms: before } = run
  if (!watch || !before) {
    const fresh: Stopwatch = {
      ...{ started_at: run.started_at, target_seconds: terms.seconds, calendar: terms.time, pauses: run.pauses },
    }
    // A promise that comes later than its start may be broken as it comes.
    const late = !run.pinned && at > run.started_at && elapsed(fresh, at) > terms.seconds
    return { ...run, terms, watch: late ? { ...fresh, missed: { at, cause: 'reclassified' } } : fresh }
  }
  const { on_change: policy = 'carry' } = terms.version
  if (policy === 'keep' || terms.target === before.target)
    return { ...run, terms: { ...before, priority: terms.priority } }
  // While a moment is agreed no terms make it late, and those that would have are gone when it is dropped.
  const changed = run.pinned
    ? { ...anew(watch, terms, policy, at), missed: watch.missed }
    : retarget(watch, { target_seconds: terms.seconds, calendar: terms.time, policy }, at)
  const told = policy === 'retroactive' ? [] : toldBy(run, at)
  return {
    ...run,
    ...{ terms, watch: changed, passed: passedBy(run, at) },
    told: policy === 'restart' ? told.map(one => ({ ...one, kind: 'forgotten' })) : told,
  }
}

/** Working time before a pinned moment, or its share of the working time until then; pauses do not move it (12). */
function beforePin(time: WorkingTime, started_at: number, due: number, threshold: Threshold): number | undefined {
  if ('seconds_before' in threshold) return addWorkingSeconds(time, due, -threshold.seconds_before)
  return addWorkingSeconds(time, started_at, usedAt(threshold, workingSeconds(time, started_at, due)))
}

/** When a threshold is reached under the terms there are now. */
export function reachedAt({ watch, terms, pinned, started_at }: Running, threshold: Threshold): number | undefined {
  if (!watch || !terms) return undefined
  if (pinned) return beforePin(terms.time, started_at, pinned.due, threshold)
  const used = whenUsed(watch, usedAt(threshold, watch.target_seconds))
  // Reached by a change of terms while it stands still, it is told when it goes on.
  const pause = used !== undefined && pauseAt(watch, used)
  return pause ? pause.to : used
}

/** Every threshold reached by then, with when. */
function passedBy(run: Running, at: number): ReadonlyMap<string, number> {
  const all = new Map(run.passed)
  for (const threshold of run.terms?.target.thresholds ?? []) {
    const reached = reachedAt(run, threshold)
    if (reached !== undefined && reached <= at && !all.has(threshold.name)) all.set(threshold.name, reached)
  }
  return all
}

/** Every stretch until then, under the terms each ran on. */
export function toldBy({ watch, terms, told }: Running, at: number): Told[] {
  if (!watch || !terms) return [...told]
  const since = explain(watch, at).intervals.filter(({ kind }) => kind !== 'carried')
  return [...told, ...since.map(interval => ({ ...interval, terms }))]
}

/** Pauses as they were known at an instant: an outcome must not depend on what comes after it. */
const until = (pauses: readonly Pause[], at: number): Pause[] =>
  pauses.flatMap(pause => (pause.from < at ? [{ ...pause, to: Math.min(at, pause.to ?? at) }] : []))

/** Measured by the calendar as it was known then: a calendar changed later moves nothing that has ended (16). */
function judgedAt(run: Running, at: number): Running {
  const { terms, watch } = run
  const time = terms && knownAt(terms.time, at)
  if (!watch || !terms || !time || time === terms.time) return run
  const seconds = secondsAllowed(terms.target, time, terms.counts_from)
  return {
    ...{ ...run, terms: { ...terms, time, seconds }, terms_running: terms },
    watch: { ...watch, calendar: time, target_seconds: seconds },
  }
}

/** Ends, with an outcome. What has ended does not end again. */
export function end(going: Running, ending: Ending, at: number): Running {
  if (going.ended) return going
  if (!going.watch) return { ...going, ended: ending }
  const run = judgedAt(going, at)
  if (!run.watch) return run
  const watch = { ...run.watch, pauses: until(run.pauses, at) }
  const late = missedBy(run, at)
  const judged = ending === 'stopped' ? 'met' : ending === 'rejected' ? 'void' : ending
  const outcome: Outcome = {
    ...{ at, result: late && ending !== 'rejected' ? 'missed' : judged, missed: late },
    due: run.pinned?.due ?? dueByPolicy(watch, at),
    business_seconds: elapsed(watch, at),
    actual_seconds: Math.max(0, at - run.started_at) / 1000,
  }
  return { ...run, ended: ending, watch: { ...watch, stopped_at: at }, outcomes: [...run.outcomes, outcome] }
}

/** Goes on after it ended; the time between does not count, for this reason, unless it should. */
export function goOn(run: Running, at: number, reason: string, counts = false): Running {
  const { ended: _, watch, terms_running: whole, ...rest } = run
  if (!watch) return rest
  const { stopped_at = at, ...running } = watch
  const pauses = counts ? run.pauses : [...run.pauses, { from: stopped_at, to: at, reason }]
  const under = whole && { calendar: whole.time, target_seconds: whole.seconds }
  return { ...rest, ...(whole && { terms: whole }), pauses, watch: { ...running, ...under, pauses } }
}
