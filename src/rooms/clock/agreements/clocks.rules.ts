/**
 * Every clock of a case, from what happened, what is agreed and when people work (clock semantics 1 to 20). Nothing else is needed, and
 * nothing else decides: what is stored of a clock is only what this says.
 */
import { elapsed, lateFrom, type Missed, pauseAt, type Stopwatch } from '../stopwatch.rules.ts'
import type { Agreement, Calendars, Metric, Threshold } from './agreement.rules.ts'
import { type ClockInterval, type GivenBack, givenBack, intervalsOf } from './explained.rules.ts'
import { follow } from './follow.rules.ts'
import { type CaseEvent, happenedBy, type Party } from './history.rules.ts'
import { dueByPolicy, missedBy, type Outcome, type Pin, type Running, reachedAt, type Terms } from './running.rules.ts'
import type { Story } from './story.rules.ts'

/** `at` is missing while nobody can tell: the clock stands still, or its calendar never opens. */
export interface Reached {
  readonly name: string
  readonly at?: number | undefined
  readonly passed: boolean
}

export interface Clock {
  /** 'resident-sla/resolve/1': the same however often it is worked out. */
  readonly id: string
  readonly agreement: string
  readonly kind: Agreement['kind']
  readonly owed_to: Party
  readonly owed_by: Party
  readonly metric: Metric
  readonly turn: number
  readonly priority: string
  readonly version: string
  readonly calendar: string
  readonly started_at: number
  readonly target_seconds: number
  readonly state: 'running' | 'paused' | 'late' | Outcome['result']
  readonly due?: number | undefined
  /** The first instant at which it is late: equality is met (17). */
  readonly late_from?: number | undefined
  readonly pinned?: Pin | undefined
  /** What the policy would say of a clock whose due moment is pinned (12). */
  readonly due_by_policy?: number | undefined
  /** 'reclassified': a change made it late at once, at that moment (11). */
  readonly breach?: Missed | undefined
  readonly thresholds: readonly Reached[]
  readonly business_seconds: number
  readonly actual_seconds: number
  /** As many as times it ended; the last is the one that counts now. */
  readonly outcomes: readonly Outcome[]
  /** Whether the promise was kept; undefined while nobody can tell, and for what is neither kept nor broken. */
  readonly kept?: boolean | undefined
  /** The same if no pause had given anything back (20). */
  readonly kept_without_pauses?: boolean | undefined
  /** Staff asked their own team: not counted unless a report says so (6). */
  readonly self_raised: boolean
  readonly intervals: readonly ClockInterval[]
  readonly given_back: readonly GivenBack[]
  /** Why there is no due moment although it runs, in a sentence (S39). */
  readonly problem?: string | undefined
}

/** The clocks of a case at a moment, of every agreement, in the order they began. */
export function clocksOf(
  events: readonly CaseEvent[],
  agreements: readonly Agreement[],
  calendars: Calendars,
  now: number,
): Clock[] {
  const happened = happenedBy(events, now)
  return agreements.flatMap(agreement => {
    const story = follow(happened, agreement, calendars, now)
    const unpaused = follow(happened, { ...agreement, pauses: [] }, calendars, now)
    return story.runs.flatMap((run, i) => {
      const { watch, terms } = run
      return watch && terms ? [clockOf(story, { ...run, watch, terms }, unpaused.runs[i]!)] : []
    })
  })
}

type Promised = Running & { readonly watch: Stopwatch; readonly terms: Terms }

function clockOf(story: Story, run: Promised, unpaused: Running): Clock {
  const { agreement, now } = story
  const { metric, turn, terms, watch, pinned, outcomes, started_at } = run
  const until = Math.min(now, watch.stopped_at ?? now)
  const breach = missedBy(run, until)
  const state = run.ended ? outcomes.at(-1)!.result : pauseAt(watch, now) ? 'paused' : breach ? 'late' : 'running'
  const policy = dueByPolicy(watch, until)
  const due = pinned?.due ?? policy
  return {
    ...{ id: `${agreement.id}/${metric}/${turn}`, agreement: agreement.id, kind: agreement.kind },
    ...{ owed_to: agreement.owed_to, owed_by: agreement.owed_by, metric, turn, priority: terms.priority },
    ...{ version: terms.version.version, calendar: terms.target.calendar, started_at, target_seconds: terms.seconds },
    ...{ state, due, late_from: pinned ? pinned.due + 1 : lateFrom(watch), pinned, breach, outcomes },
    due_by_policy: pinned && policy,
    thresholds: (terms.target.thresholds ?? []).map(threshold => reached(run, threshold, now)),
    business_seconds: elapsed(watch, until),
    actual_seconds: Math.max(0, until - started_at) / 1000,
    ...{ kept: keptBy(run, now), kept_without_pauses: keptBy(unpaused, now), self_raised: story.self_raised },
    ...{ intervals: intervalsOf(run, until), given_back: givenBack(run, until) },
    ...(state === 'running' &&
      due === undefined && { problem: 'The calendar has no open time, so nothing is ever due' }),
  }
}

/** Broken as soon as it is late; kept only once it has ended in time. */
function keptBy(run: Running, now: number): boolean | undefined {
  const ended = run.outcomes.at(-1)
  if (!run.ended) return missedBy(run, now) ? false : undefined
  return ended?.result === 'met' ? true : ended?.result === 'missed' ? false : undefined
}

function reached(run: Promised, threshold: Threshold, now: number): Reached {
  const { name } = threshold
  const at = run.passed.get(name) ?? reachedAt(run, threshold)
  const { stopped_at } = run.watch
  // Nothing is said of a clock that has stopped, not even at the same moment.
  return { name, at, passed: at !== undefined && at <= now && (stopped_at === undefined || at < stopped_at) }
}
