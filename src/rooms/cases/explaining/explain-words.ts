/** A clock, its stretches and its figures in words that somebody outside the desk can follow. */
import { sayDuration, sayFull, sayWorking } from '#platform/time/say.ts'
import type { Clock, ClockInterval } from '#rooms/clock/index.ts'
import { HOLD_REASONS, type HoldReason } from '../case.rules.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'

const METRICS: Readonly<Record<string, string>> = METRIC_NAMES

/** "Fix", "Next answer, the 2nd": a promise by its name. */
export const promiseName = ({ metric, turn }: Pick<Clock, 'metric' | 'turn'>): string =>
  `${METRICS[metric] ?? metric}${turn > 1 ? ` ${turn}` : ''}`

export const KIND_NAMES: Record<Clock['kind'], string> = {
  sla: 'Promise to the people served',
  ola: 'Between our own teams',
  supplier: 'Supplier’s contract',
}

const STATES: Record<Clock['state'], string> = {
  ...{ running: 'Running', paused: 'Stopped for now', late: 'Late', met: 'Kept', missed: 'Missed' },
  ...{
    merged: 'Ended: merged into another case',
    handed_on: 'Ended: handed on',
    void: 'Ended: nothing promised any more',
  },
}
export const sayState = ({ state, breach }: Clock): string =>
  state === 'paused' && breach ? 'Late, and stopped for now' : STATES[state]

export const INTERVAL_KINDS: Record<ClockInterval['kind'], string> = {
  running: 'Ran',
  paused: 'Stood still',
  outside_hours: 'Outside hours',
  not_owed: 'Not owed',
  forgotten: 'Left out',
}

const WHOSE: Readonly<Record<string, string>> = { requester: 'the requester’s', supplier: 'the supplier’s' }

export const sayReason = (reason: string): string => HOLD_REASONS[reason as HoldReason] ?? reason

/** What made a stretch what it is, with names where the clock has identifiers. */
export function sayRule(interval: ClockInterval, names: Readonly<Record<string, string>>): string {
  const { kind, reason, account, calendar, rule } = interval
  const hours = names[calendar] ?? 'the calendar'
  if (kind === 'running') return calendar ? `Within the hours of ${hours}` : 'Counted in real time'
  if (kind === 'outside_hours') return `Outside the hours of ${hours}`
  if (kind !== 'paused' || !reason) return rule
  return `“${sayReason(reason)}” stops this clock; the time is ${WHOSE[account ?? ''] ?? 'not the desk’s'}`
}

/** "Working hours, version 2": the calendar that decided. */
export const sayCalendar = ({ calendar, calendar_version }: ClockInterval, names: Readonly<Record<string, string>>) =>
  calendar ? [names[calendar] ?? 'a calendar', calendar_version].filter(Boolean).join(', ') : 'Real time'

/** "Yes", "No", "Not known yet": whether a promise was kept. */
export function sayKept({ kept, state }: Pick<Clock, 'kept' | 'state'>): string {
  if (kept !== undefined) return kept ? 'Yes' : 'No'
  return ['merged', 'handed_on', 'void'].includes(state) ? 'Neither' : 'Not known yet'
}

/** "Monday 12 January 2026 at 12:30 GMT", or why there is no such moment. Whole, as it is printed and argued about another day. */
export function sayDue(clock: Clock, zone: string): string {
  const { due, state, problem, pinned } = clock
  if (problem) return problem
  if (due === undefined) return state === 'paused' ? 'Not while the clock stands still' : 'No longer'
  return `${sayFull(new Date(due), zone)}${pinned ? ', as agreed by hand' : ''}`
}

/** "Late from Monday 12 January 2026 at 14:00 GMT", with what made it so. */
export function sayBreach({ breach }: Clock, zone: string): string | null {
  if (!breach) return null
  const when = sayFull(new Date(breach.at), zone)
  return breach.cause === 'reclassified'
    ? `Late from ${when}, since a change of priority, terms or agreed date at that moment made it late`
    : `Late from ${when}, when the time promised was used up`
}

/** "3 working hours of 8 working hours used; 5 h 20 on the wall." */
export const sayBoth = ({ business_seconds, target_seconds, actual_seconds }: Clock): string =>
  `${sayWorking(business_seconds)} of ${sayWorking(target_seconds)} used; ${sayDuration(actual_seconds)} on the wall`
