/** One clock on its way through a case's history: what is promised, how it ran so far, and how it ended each time. */
import { type ExplainedInterval, explain } from '../explain.rules.ts'
import type { WorkingTime } from '../opening-hours.rules.ts'
import { elapsed, type Missed, missed, retarget, type Stopwatch, whenUsed } from '../stopwatch.rules.ts'
import type { Pause } from '../target.rules.ts'
import type { AgreementVersion, Metric, PromisedTarget, Threshold } from './agreement.rules.ts'

/** What is promised at a moment: the target of a version for a priority, and the time it is measured in. */
export interface Terms {
  readonly priority: string
  readonly version: AgreementVersion
  readonly target: PromisedTarget
  readonly time: WorkingTime
  readonly seconds: number
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

/** When what is promised is used up, manual moments left out; where a promise was broken it stays, however the clock goes on. */
export function dueByPolicy(watch: Stopwatch, at: number): number | undefined {
  const late = missed(watch, at)
  const broken = late?.cause === 'elapsed' && elapsed(watch, at) > watch.target_seconds
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
    const late = at > run.started_at && elapsed(fresh, at) > terms.seconds
    return { ...run, terms, watch: late ? { ...fresh, missed: { at, cause: 'reclassified' } } : fresh }
  }
  const { on_change: policy = 'carry' } = terms.version
  if (policy === 'keep' || terms.target === before.target)
    return { ...run, terms: { ...before, priority: terms.priority } }
  const changed = retarget(watch, { target_seconds: terms.seconds, calendar: terms.time, policy }, at)
  const told = policy === 'retroactive' ? [] : toldBy(run, at)
  return {
    ...run,
    ...{ terms, watch: changed, passed: passedBy(run, at) },
    told: policy === 'restart' ? told.map(one => ({ ...one, kind: 'forgotten' })) : told,
  }
}

/** Every threshold reached by then, with when. */
function passedBy({ watch, terms, passed }: Running, at: number): ReadonlyMap<string, number> {
  const all = new Map(passed)
  for (const threshold of terms?.target.thresholds ?? []) {
    const reached = watch && whenUsed(watch, usedAt(threshold, watch.target_seconds))
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

/** Ends, with an outcome. What has ended does not end again. */
export function end(run: Running, ending: Ending, at: number): Running {
  if (run.ended) return run
  if (!run.watch) return { ...run, ended: ending }
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
  const { ended: _, watch, ...rest } = run
  if (!watch) return rest
  const { stopped_at = at, ...running } = watch
  const pauses = counts ? run.pauses : [...run.pauses, { from: stopped_at, to: at, reason }]
  return { ...rest, pauses, watch: { ...running, pauses } }
}
