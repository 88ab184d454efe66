import { spells, workingSeconds } from './calendar.rules.ts'
import type { Interval } from './intervals.rules.ts'
import type { Stopwatch } from './stopwatch.rules.ts'
import { elapsed } from './stopwatch.rules.ts'
import { type Pause, pausedTime } from './target.rules.ts'

/** One stretch of a clock's life. `carried` is all before the last change of target: used on the terms then in force. */
export type ExplainedInterval = Interval & {
  kind: 'running' | 'paused' | 'closed' | 'carried'
  /** Working seconds in it: used if running or carried, given back if paused, none if closed. */
  seconds: number
  /** Why it was paused, on whose account and by whom; two reasons at once are both named. */
  reason?: string
  account?: string
  by?: string
}

export type Explanation = {
  intervals: ExplainedInterval[]
  /** Working seconds that count, by which the target is judged. */
  business_seconds: number
  /** Working seconds given back since the last change of target; business and paused together are the figure without pauses. */
  paused_seconds: number
  /** Seconds on the wall from start to stop, or to now. */
  actual_seconds: number
}

/** Why a clock shows what it shows: every stretch it ran, was paused or was closed, to the second, and the two totals. */
export function explain(watch: Stopwatch, now: number): Explanation {
  const end = Math.min(now, watch.stopped_at ?? now)
  const start = watch.retargeted_at ?? watch.started_at
  const intervals: ExplainedInterval[] = []
  if (watch.retargeted_at !== undefined)
    intervals.push({ from: watch.started_at, to: start, kind: 'carried', seconds: watch.carried_seconds ?? 0 })
  let at = start
  for (const pause of pausesByReason(watch.pauses, start, end)) {
    intervals.push(...ranOrClosed(watch, at, pause.from), {
      ...pause,
      kind: 'paused',
      seconds: workingSeconds(watch.calendar, pause.from, pause.to),
    })
    at = pause.to
  }
  intervals.push(...ranOrClosed(watch, at, end))
  return {
    intervals,
    business_seconds: elapsed(watch, now),
    paused_seconds: intervals.reduce((sum, { kind, seconds }) => (kind === 'paused' ? sum + seconds : sum), 0),
    actual_seconds: Math.max(0, end - watch.started_at) / 1000,
  }
}

function ranOrClosed(watch: Stopwatch, from: number, to: number): ExplainedInterval[] {
  const found: ExplainedInterval[] = []
  let at = from
  for (const spell of spells(watch.calendar, from, to)) {
    if (spell.from > at) found.push({ from: at, to: spell.from, kind: 'closed', seconds: 0 })
    found.push({ ...spell, kind: 'running', seconds: (spell.to - spell.from) / 1000 })
    at = spell.to
  }
  if (at < to) found.push({ from: at, to, kind: 'closed', seconds: 0 })
  return found
}

type Why = Pick<ExplainedInterval, 'reason' | 'account' | 'by'>

/** Paused time cut where the reasons change, so that each reason gets its own minutes and none are counted twice. */
function pausesByReason(pauses: readonly Pause[], from: number, to: number): (Interval & Why)[] {
  const paused = pausedTime(pauses, from, to)
  const cuts = [...new Set(pauses.flatMap(pause => [pause.from, pause.to ?? to]))].sort((a, b) => a - b)
  const pieces: (Interval & Why)[] = []
  for (const whole of paused) {
    const edges = [whole.from, ...cuts.filter(cut => cut > whole.from && cut < whole.to), whole.to]
    for (let i = 0; i + 1 < edges.length; i++) {
      const piece = { from: edges[i]!, to: edges[i + 1]!, ...whyAt(pauses, edges[i]!) }
      const last = pieces.at(-1)
      if (last?.to === piece.from && WHY.every(part => last[part] === piece[part])) last.to = piece.to
      else pieces.push(piece)
    }
  }
  return pieces
}

const WHY = ['reason', 'account', 'by'] as const

function whyAt(pauses: readonly Pause[], at: number): Why {
  const inForce = pauses.filter(pause => pause.from <= at && at < (pause.to ?? Number.POSITIVE_INFINITY))
  const said = WHY.map(part => [part, [...new Set(inForce.flatMap(pause => pause[part] ?? []))].join(' and ')])
  return Object.fromEntries(said.filter(([, words]) => words !== ''))
}
