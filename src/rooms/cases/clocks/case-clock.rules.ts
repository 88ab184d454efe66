/*
 * A case's clock as its row. What it has used is kept up to `counting_since`, and it runs from there; paused or stopped, it keeps
 * only what it has used. So a pause gives back working time by construction, and the due time is one sum in the calendar.
 */

import type { AgreementKind, AnyMetric, Promised } from '#rooms/catalogue/index.ts'
import {
  addWorkingSeconds,
  type Priority,
  type Stopwatch,
  stopwatch,
  type WorkingTime,
  workingSeconds,
} from '#rooms/clock/index.ts'

export interface CaseClock {
  readonly id: string
  readonly kind: AgreementKind
  /** Null under the organisation's own agreement with those it serves, of which there is one. */
  readonly agreement_id: string | null
  readonly metric: AnyMetric
  /** The first, second … of its metric under its agreement; the last is `standing`. */
  readonly turn: number
  readonly standing: boolean
  readonly priority: Priority
  readonly target_seconds: number
  readonly warn_percent: number
  /** Null in real time. */
  readonly calendar_id: string | null
  readonly calendar: WorkingTime
  readonly started_at: Date
  readonly state: 'running' | 'paused' | 'stopped'
  readonly used_seconds: number
  readonly counting_since: Date | null
  readonly due_at: Date | null
  /** Agreed by hand: then that is when it is due, whatever the terms become (clock semantics 12). */
  readonly pinned_due_at?: Date | null | undefined
  readonly warn_at: Date | null
  readonly warned_at: Date | null
  /** When it next has something to say: its warning, then its breach. Null when it has nothing more to say. */
  readonly look_at: Date | null
  readonly missed_at: Date | null
  readonly missed_because: 'time' | 'reclassified' | null
  readonly stopped_at: Date | null
  /** Neither met nor missed: 'merged' with time left, 'handed_on' to another party, 'passed' on with its case, or 'void'. */
  readonly outcome: 'met' | 'missed' | 'merged' | 'handed_on' | 'passed' | 'void' | null
}

const asDate = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms))

/** The running part of a clock, for the clock room's sums. */
function watchOf(clock: CaseClock, since: Date): Stopwatch {
  return {
    started_at: since.getTime(),
    retargeted_at: since.getTime(),
    carried_seconds: clock.used_seconds,
    target_seconds: clock.target_seconds,
    calendar: clock.calendar,
    pauses: [],
  }
}

/** Working seconds used by then, pauses left out. */
export const used = (clock: CaseClock, now: Date): number =>
  clock.counting_since ? stopwatch.elapsed(watchOf(clock, clock.counting_since), now.getTime()) : clock.used_seconds

export const left = (clock: CaseClock, now: Date): number => clock.target_seconds - used(clock, now)

/** A breach is only when more than the target is used: equality is met (clock semantics 17). */
export const isLate = (clock: CaseClock, now: Date): boolean => clock.missed_at !== null || isOver(clock, now)

/** Past the agreed date; without one, more than the target is used. */
const isOver = (clock: CaseClock, now: Date) => (clock.pinned_due_at ? now > clock.pinned_due_at : left(clock, now) < 0)

/** Whether its time runs out: it runs, or a date is agreed, which no pause moves (clock semantics 12). */
export const runsOut = ({ state, pinned_due_at }: Pick<CaseClock, 'state' | 'pinned_due_at'>): boolean =>
  state === 'running' || (state === 'paused' && Boolean(pinned_due_at))

/** The first instant at which a clock is late; null when it is not running, unless a date was agreed. */
export function lateFrom(clock: CaseClock): Date | null {
  if (clock.pinned_due_at && clock.state !== 'stopped') return new Date(clock.pinned_due_at.getTime() + 1)
  if (!clock.counting_since) return null
  return asDate(stopwatch.lateFrom(watchOf(clock, clock.counting_since)))
}

/** When that many working seconds will have been used, or were since it last began to run; null when it is not running. */
export const whenUsed = (clock: CaseClock, seconds: number): Date | null =>
  clock.counting_since ? asDate(stopwatch.whenUsed(watchOf(clock, clock.counting_since), seconds)) : null

/** When it is due if it runs on. What is used up already stays due when it was, however often the clock stops and goes on. */
function dueOf(clock: CaseClock, watch: Stopwatch): Date | null {
  const { pinned_due_at, due_at, missed_at, used_seconds, target_seconds } = clock
  const passed = (used_seconds >= target_seconds && due_at) || (used_seconds > target_seconds && missed_at)
  return pinned_due_at ?? (passed || asDate(stopwatch.due(watch)))
}

/** The same clock standing still. Nobody knows when it will be due, unless it was already, or a date is agreed: a pause moves none. */
function paused(clock: CaseClock, now: Date): CaseClock {
  const { used_seconds, target_seconds, pinned_due_at } = clock
  const [watch, known] = [watchOf(clock, now), pinned_due_at || used_seconds >= target_seconds]
  const due_at = known ? dueOf(clock, watch) : null
  const warn_at = pinned_due_at && !clock.warned_at ? warnsAt(clock, watch) : null
  return watched({ ...clock, state: 'paused', counting_since: null, due_at, warn_at })
}

/** At a share of the target used; of an agreed date, at that share of the working time until then. */
function warnsAt({ calendar, started_at, pinned_due_at, warn_percent }: CaseClock, watch: Stopwatch): Date | null {
  if (!pinned_due_at) return asDate(stopwatch.warning(watch, warn_percent))
  const whole = workingSeconds(calendar, started_at.getTime(), pinned_due_at.getTime())
  return asDate(addWorkingSeconds(calendar, started_at.getTime(), (whole * warn_percent) / 100))
}

/** The same clock with an agreed date, or without it again: then what it has used already may be more than is allowed. */
export function pinned(clock: CaseClock, due: Date | null, now: Date): CaseClock {
  const before = stamped(clock, now)
  const changed = judged({ ...before, used_seconds: used(clock, now), pinned_due_at: due, due_at: null }, now)
  return changed.state === 'running' ? running(changed, now) : paused(changed, now)
}

/** After a change: if it made the clock late, it is late from now, with that as its cause. */
function judged(changed: CaseClock, now: Date): CaseClock {
  // An agreed date stays: no change of terms makes it late.
  const late = !changed.pinned_due_at && changed.missed_at === null && changed.used_seconds > changed.target_seconds
  return late ? { ...changed, missed_at: now, missed_because: 'reclassified' } : changed
}

/** The same clock running from an instant, with its due and warning times worked out. */
function running(clock: CaseClock, since: Date): CaseClock {
  const watch = watchOf(clock, since)
  return watched({
    ...clock,
    state: 'running',
    counting_since: since,
    due_at: dueOf(clock, watch),
    warn_at: clock.warned_at ? null : warnsAt(clock, watch),
  })
}

/** The same clock with the moment at which it next has something to say. */
export function watched(clock: CaseClock): CaseClock {
  const breach = clock.missed_at ? null : lateFrom(clock)
  const warning = clock.warned_at ? null : clock.warn_at
  return { ...clock, look_at: warning && breach ? (warning < breach ? warning : breach) : (warning ?? breach) }
}

/** A clock that comes with a history: what it should have said by now counts as said; what is still to come will be. */
export function quietUntil(clock: CaseClock, now: Date): CaseClock {
  if (!runsOut(clock)) return clock
  const warned_at = clock.warned_at ?? (clock.warn_at && clock.warn_at <= now ? clock.warn_at : null)
  return watched({ ...stamped(clock, now), warned_at })
}

/** A new clock for a promise, running from when the case started. */
export function start(id: string, promised: Promised, startedAt: Date): CaseClock {
  const { metric, priority, seconds, warn_percent, calendar_id, calendar } = promised
  return running(
    {
      ...{ id, kind: 'sla', agreement_id: null, metric, turn: 1, standing: true, priority, target_seconds: seconds },
      ...{ warn_percent, calendar_id, calendar, started_at: startedAt },
      ...{ state: 'running', used_seconds: 0, counting_since: null, due_at: null },
      ...{ warn_at: null, warned_at: null, look_at: null },
      ...{ missed_at: null, missed_because: null, stopped_at: null, outcome: null },
    },
    startedAt,
  )
}

export function pause(clock: CaseClock, now: Date): CaseClock {
  if (clock.state !== 'running') return clock
  return paused({ ...stamped(clock, now), used_seconds: used(clock, now) }, now)
}

export const resume = (clock: CaseClock, now: Date): CaseClock =>
  clock.state === 'paused' ? running(clock, now) : clock

/** Stops for good, with its outcome. Stopping a stopped clock changes nothing. */
export function stop(clock: CaseClock, now: Date): CaseClock {
  if (clock.state === 'stopped') return clock
  // One that stood still ends as if it went on now.
  const last = clock.state === 'paused' ? running(stamped(clock, now), now) : stamped(clock, now)
  return {
    ...last,
    state: 'stopped',
    used_seconds: used(clock, now),
    counting_since: null,
    stopped_at: now,
    outcome: last.missed_at ? 'missed' : 'met',
    warn_at: null,
    look_at: null,
  }
}

/** Ends because its case was merged away: neither met nor missed, unless it is late already (clock semantics 15). */
export function mergeAway(clock: CaseClock, now: Date): CaseClock {
  if (clock.state === 'stopped') return clock
  const ended = stop(clock, now)
  return { ...ended, outcome: ended.missed_at ? 'missed' : 'merged' }
}

/** As it stood before its case was merged away, with the same time used: the time in between does not count (worked case S49). */
export function takeBack(clock: CaseClock, before: CaseClock['state'], now: Date): CaseClock {
  if (clock.state !== 'stopped' || before === 'stopped') return clock
  const anew = { ...clock, stopped_at: null, outcome: null }
  return before === 'running' ? running(anew, now) : paused(anew, now)
}

/** Goes on after a reopening; the time since it stopped does not count (clock semantics 13). The first outcome is in the events. */
export const goOn = (clock: CaseClock, now: Date): CaseClock =>
  clock.state === 'stopped' ? running({ ...clock, stopped_at: null, outcome: null }, now) : clock

/** Other terms from now on; what was used is carried over. A change that makes the case late is stamped now, as its cause. */
export function retarget(clock: CaseClock, promised: Promised, now: Date): CaseClock {
  if (clock.state === 'stopped') return clock
  const changed: CaseClock = {
    ...stamped(clock, now),
    priority: promised.priority,
    target_seconds: promised.seconds,
    warn_percent: promised.warn_percent,
    calendar_id: promised.calendar_id,
    calendar: promised.calendar,
    used_seconds: used(clock, now),
    due_at: null,
  }
  const after = judged(changed, now)
  if (after.state === 'paused') return paused(after, now)
  const going = running(after, now)
  // A warning that nobody was told of yet is of the terms it came under.
  const untold = clock.warned_at === null && clock.warn_at !== null && clock.warn_at <= now
  return watched(untold ? { ...going, warn_at: clock.warn_at } : going)
}

/** The same clock after its calendar has other versions: what was used before them stays as it was measured (clock semantics 16). */
export function underVersions(clock: CaseClock, calendar: WorkingTime): CaseClock {
  if (clock.counting_since) return running({ ...clock, calendar }, clock.counting_since)
  return runsOut(clock) ? paused({ ...clock, calendar }, clock.pinned_due_at!) : { ...clock, calendar }
}

/** Stamps a breach that has happened: at the promised moment, once; nothing takes it back. */
export function stamped(clock: CaseClock, now: Date): CaseClock {
  if (clock.missed_at || clock.state === 'stopped' || !isOver(clock, now)) return clock
  return { ...clock, missed_at: clock.pinned_due_at ?? clock.due_at ?? now, missed_because: 'time' }
}

/** The clock that is due soonest of those whose time runs out, of what those served are promised: what a queue is sorted by. */
export function nextDue(clocks: readonly CaseClock[]): { next_due_at: Date | null; next_metric: AnyMetric | null } {
  const due = clocks
    .filter(clock => clock.kind === 'sla' && runsOut(clock) && clock.due_at)
    .sort((a, b) => a.due_at!.getTime() - b.due_at!.getTime())[0]
  return { next_due_at: due?.due_at ?? null, next_metric: due?.metric ?? null }
}
