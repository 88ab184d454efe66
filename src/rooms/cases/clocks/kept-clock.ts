/** A clock as the clock room says it is, as the row that is kept of it; and whether a row says the same. */
import { type AllAgreed, type AnyMetric, WARNING } from '#rooms/catalogue/index.ts'
import type { Clock, Priority } from '#rooms/clock/index.ts'
import { type CaseClock, runsOut, used } from './case-clock.rules.ts'
import { timeOf } from './time-of-clock.ts'

const asDate = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(Math.round(ms)))

/** The most that a column holds: a calendar that never opens allows for ever. */
const FOR_EVER = 2_147_483_647

const stateOf = ({ state }: Clock): CaseClock['state'] =>
  state === 'running' || state === 'late' ? 'running' : state === 'paused' ? 'paused' : 'stopped'

const outcomeOf = ({ state }: Clock): CaseClock['outcome'] =>
  state === 'running' || state === 'late' || state === 'paused' ? null : state

/** Which row is kept of a clock. */
export const keyOf = ({
  kind,
  agreement_id,
  metric,
  turn,
}: Pick<CaseClock, 'kind' | 'agreement_id' | 'metric' | 'turn'>) =>
  `${kind === 'sla' ? '' : agreement_id} ${metric} ${turn}`

function missedOf(clock: Clock, state: CaseClock['state'], before: CaseClock | undefined) {
  const { breach } = clock
  // While it can become late, the timer says that it is, and stamps it then.
  const watched = runsOut({ state, pinned_due_at: asDate(clock.pinned?.due) })
  const untold = watched && breach?.cause === 'elapsed' && !before?.missed_at
  if (!breach || untold) return { missed_at: null, missed_because: null }
  const missed_because: CaseClock['missed_because'] = breach.cause === 'elapsed' ? 'time' : 'reclassified'
  return { missed_at: asDate(breach.at), missed_because }
}

/** When a clock whose time runs out next has something to say. */
function looksAt(clock: Clock, warn_at: Date | null, missed_at: Date | null): Date | null {
  const breach = missed_at ? null : asDate(clock.late_from)
  return warn_at && breach ? (warn_at < breach ? warn_at : breach) : (warn_at ?? breach)
}

const isUsedUp = ({ business_seconds, target_seconds }: Clock) => business_seconds >= target_seconds

/** The row of a clock. `before` is the row so far: what it has told already is not told again. */
export function kept(
  clock: Clock,
  all: readonly Clock[],
  known: {
    readonly agreed: AllAgreed
    readonly before: CaseClock | undefined
    readonly id: string
    readonly now: Date
  },
): CaseClock {
  const { agreed, before, id, now } = known
  const state = stateOf(clock)
  const runs = state === 'running'
  const pinned_due_at = asDate(clock.pinned?.due)
  const outs = runsOut({ state, pinned_due_at })
  const warning = clock.thresholds.find(({ name }) => name === WARNING)
  const warn_at = outs && !before?.warned_at ? asDate(warning?.at) : null
  const missed = missedOf(clock, state, before)
  const calendar_id = clock.calendar || null
  return {
    ...{ id, kind: clock.kind, agreement_id: clock.kind === 'sla' ? null : clock.agreement, turn: clock.turn },
    // Metrics and priorities are checked where agreements are written.
    ...{ metric: clock.metric as AnyMetric, priority: clock.priority as Priority },
    standing: !all.some(
      other => other.agreement === clock.agreement && other.metric === clock.metric && other.turn > clock.turn,
    ),
    target_seconds: Math.min(FOR_EVER, Math.round(clock.target_seconds)),
    ...{ warn_percent: before?.warn_percent ?? 75, calendar_id, started_at: new Date(clock.started_at) },
    calendar: timeOf(calendar_id, calendar_id ? (agreed.calendars[calendar_id] ?? null) : null),
    ...{ state, used_seconds: clock.business_seconds, counting_since: runs ? now : null },
    // Paused, it has one only if it was due already, or by agreement.
    ...{
      due_at: outs || state === 'stopped' || isUsedUp(clock) ? asDate(clock.due) : null,
      warn_at,
      warned_at: before?.warned_at ?? null,
    },
    pinned_due_at,
    look_at: outs ? looksAt(clock, warn_at, missed.missed_at) : null,
    ...missed,
    ...{ stopped_at: state === 'stopped' ? asDate(clock.outcomes.at(-1)?.at) : null, outcome: outcomeOf(clock) },
  }
}

const time = (at: Date | null | undefined) => at?.getTime() ?? 0
const CLOSE_MS = 1000

const FACTS = [
  ...(['kind', 'state', 'outcome', 'priority', 'target_seconds'] as const),
  ...(['calendar_id', 'standing', 'missed_because'] as const),
] as const
const MOMENTS = [
  ...(['started_at', 'stopped_at', 'missed_at', 'due_at'] as const),
  ...(['pinned_due_at', 'warn_at', 'look_at'] as const),
] as const

export type Difference = (typeof FACTS)[number] | (typeof MOMENTS)[number] | 'used_seconds'

/** In which of its facts a row differs from another of the same clock, to the second; nothing if it says the same. */
export function differences(a: CaseClock, b: CaseClock, now: Date): Difference[] {
  const facts = FACTS.filter(name => a[name] !== b[name])
  const moments = MOMENTS.filter(name => Math.abs(time(a[name]) - time(b[name])) >= CLOSE_MS).filter(
    // The moment of a warning that was given is told by `warned_at`.
    name => name !== 'warn_at' || !a.warned_at,
  )
  return [...facts, ...moments, ...(Math.abs(used(a, now) - used(b, now)) >= 1 ? (['used_seconds'] as const) : [])]
}
