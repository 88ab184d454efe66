/** A clock in words and as a face, for pages. Pure; times are said in the zone of the case's organisation. */
import { sayMoment, sayTimeLeft, sayWhen, sayWorking } from '#platform/time/say.ts'
import type { ClockFaceProps } from '#platform/ui/pieces/clock-face.tsx'
import type { AnyMetric } from '#rooms/catalogue/index.ts'
import { type CaseClock, isLate, left } from './case-clock.rules.ts'
import { givenBack, type Standstill } from './explain-clock.rules.ts'

export const METRIC_NAMES: Record<AnyMetric, string> = {
  ...{
    acknowledge: 'Acknowledgement',
    first_response: 'Answer',
    next_response: 'Next answer',
    keep_informed: 'Update',
  },
  ...{ own: 'Owner', restore: 'Working again', resolve: 'Fix', fulfil: 'Fulfilment' },
}

export interface Seen {
  readonly zone: string
  readonly now: Date
  /** Why the case is on hold, in words; a paused clock says it. */
  readonly reason?: string | undefined
}

function stateOf(clock: CaseClock, now: Date) {
  if (clock.state === 'stopped') return clock.outcome === 'missed' ? 'missed' : 'met'
  if (clock.state === 'paused') return 'paused'
  return isLate(clock, now) ? 'late' : 'running'
}

function lookOf(clock: CaseClock, now: Date): ClockFaceProps['state'] {
  if (clock.state !== 'running') return clock.state
  if (isLate(clock, now)) return 'late'
  return (clock.warned_at ?? clock.warn_at ?? now) < now || clock.warned_at ? 'soon' : 'running'
}

const ENDED: Partial<Record<NonNullable<CaseClock['outcome']>, string>> = {
  merged: 'ended: merged',
  handed_on: 'ended: handed on',
  void: 'ended: not owed',
}

/** The clock's face: "2 h 10 left" over a bar. */
export function faceOf(clock: CaseClock, { zone, now, reason }: Seen): ClockFaceProps {
  const seconds = left(clock, now)
  return {
    state: lookOf(clock, now),
    text: ENDED[clock.outcome ?? 'met'] ?? sayTimeLeft({ state: stateOf(clock, now), seconds, reason }),
    used: (100 * (clock.target_seconds - seconds)) / clock.target_seconds,
    ...(clock.due_at && { due: sayMoment(clock.due_at, zone, now) }),
  }
}

const and = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** "Fix due Thu 14:30: 8 working hours from Wed 10:00, less 45 working minutes waiting for requester." */
export function explainInWords(clock: CaseClock, still: readonly Standstill[], { zone, now, reason }: Seen): string {
  const name = METRIC_NAMES[clock.metric]
  const away = givenBack(clock, still, now).map(({ reason, seconds }) => `${sayWorking(seconds)} ${reason}`)
  const terms = `${sayWorking(clock.target_seconds)} from ${sayWhen(clock.started_at, zone, now)}${away.length > 0 ? `, less ${and(away)}` : ''}`
  const used = sayWorking(clock.target_seconds - left(clock, now))
  if (clock.outcome === 'merged')
    return `${name} is owed on the case this was merged into; here ${used} were used of ${terms}.`
  if (clock.outcome === 'passed') return `${name} is owed where this case goes on; here ${used} were used of ${terms}.`
  if (clock.outcome === 'handed_on' || clock.outcome === 'void')
    return `${name} is not owed here any more: ${used} were used of ${terms}.`
  if (clock.state === 'stopped')
    return `${name} ${clock.outcome === 'met' ? 'within' : 'later than'} its target: ${used} used of ${terms}.`
  const agreed = clock.pinned_due_at
    ? `, and due ${sayWhen(clock.pinned_due_at, zone, now)} all the same, as agreed`
    : ''
  if (clock.state === 'paused')
    return `${name} clock stopped${reason ? `, ${reason}` : ''}${agreed}: ${used} used of ${terms}.`
  if (!clock.due_at) return `${name} has no due time: its calendar has no working hours to come.`
  const due = sayWhen(clock.due_at, zone, now)
  return `${name} ${clock.due_at < now ? 'was due' : 'due'} ${due}: ${terms}.`
}
