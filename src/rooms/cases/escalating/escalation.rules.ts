/*
 * Who is told as the time of a target runs out: rules with thresholds, in working time like the target itself (clock semantics 17).
 * What an organisation has not said for itself is as usual (requirement S-39).
 */
import { addWorkingSeconds, type Priority, workingSeconds } from '#rooms/clock/index.ts'
import { type CaseClock, runsOut, whenUsed } from '../clocks/case-clock.rules.ts'

export const MARKS = ['percent', 'before', 'after'] as const
export type Mark = (typeof MARKS)[number]

/** Whom a rule tells. Nobody on call, or nobody who has the case, is made up for by those who lead its team. */
export const WHO = ['assignee', 'on_call', 'leads', 'managers', 'officers', 'person', 'hooks'] as const
export type Who = (typeof WHO)[number]

/** When: at a share of the target, or so many working minutes before its end or after. */
export interface Threshold {
  readonly mark: Mark
  readonly amount: number
}

export interface Rule extends Threshold {
  readonly id: string
  /** Whose promise: to the people served (sla), a team's (ola), a supplier's, or one agreement's by its identifier. Null is every one. */
  readonly under: string | null
  /** Null is every target. */
  readonly metric: string | null
  /** None is every priority. */
  readonly priorities: readonly Priority[]
  /** With those under it; null is every category. */
  readonly category_id: string | null
  readonly tells: readonly Who[]
  readonly person_id: string | null
  /** Does not wait for the end of anybody's quiet hours. */
  readonly wakes: boolean
  /** Told again every so many minutes until somebody says that they have it; null is once. */
  readonly repeat_minutes: number | null
  readonly repeat_most: number
  /** ISO 8601: what passed before is not told by this rule. */
  readonly since: string
}

const ALWAYS = '1970-01-01T00:00:00.000Z'
const usual = (last: number, percent: number, more: Partial<Rule> & Pick<Rule, 'tells'>): Rule => ({
  ...{
    id: `00000000-0000-7000-8000-00000000000${last}`,
    under: 'sla',
    metric: null,
    priorities: [],
    category_id: null,
  },
  ...{ mark: 'percent', amount: percent, person_id: null, wakes: false, repeat_minutes: null, repeat_most: 0 },
  ...{ since: ALWAYS, ...more },
})

/** What happens until an organisation says otherwise. */
export const USUAL_RULES: readonly Rule[] = [
  usual(1, 50, { priorities: ['P1'], tells: ['on_call'], wakes: true, repeat_minutes: 10, repeat_most: 3 }),
  usual(2, 75, { under: null, tells: ['assignee', 'hooks'] }),
  usual(3, 90, { tells: ['leads'] }),
  usual(4, 100, { tells: ['assignee', 'leads', 'managers', 'hooks'] }),
  usual(5, 100, { under: 'ola', tells: ['assignee', 'leads'] }),
  usual(6, 100, { under: 'supplier', tells: ['assignee', 'leads'] }),
]

/** Rules with the paths of their categories. */
export interface Rules {
  readonly rules: readonly Rule[]
  readonly paths: ReadonlyMap<string, string>
}

/** A clock as its rules see it. */
export interface Watched {
  readonly clock: CaseClock
  /** The category of its case, from the top: "Hardware / Laptop". */
  readonly category: string | null
  /** What passed before is not told: it came with a history. */
  readonly quiet_until: Date | null
  /** Rules whose threshold it passed already. */
  readonly passed: readonly string[]
}

function isUnder(category: string | null, id: string | null, paths: Rules['paths']): boolean {
  if (id === null) return true
  const path = paths.get(id)
  return path !== undefined && category !== null && (category === path || category.startsWith(`${path} / `))
}

/** Whether a rule is for what is owed under an agreement. */
export const isFor = ({ under }: Pick<Rule, 'under'>, of: Pick<CaseClock, 'kind' | 'agreement_id'>) =>
  under === null || under === of.kind || under === of.agreement_id

/** Whether a rule is for a clock. */
export const applies = (rule: Rule, { clock, category }: Pick<Watched, 'clock' | 'category'>, paths: Rules['paths']) =>
  isFor(rule, clock) &&
  (rule.metric === null || rule.metric === clock.metric) &&
  (rule.priorities.length === 0 || rule.priorities.includes(clock.priority)) &&
  isUnder(category, rule.category_id, paths)

// Equality is met, so the whole of a target is passed only by more than that.
const MORE_S = 0.001

/** The working seconds at which a threshold is passed; undefined when the target is too short to have it. */
export function secondsAt({ mark, amount }: Threshold, target_seconds: number): number | undefined {
  if (mark === 'before') return amount * 60 < target_seconds ? target_seconds - amount * 60 : undefined
  const seconds = mark === 'percent' ? (target_seconds * amount) / 100 : target_seconds + amount * 60
  return seconds < target_seconds ? seconds : seconds + MORE_S
}

/**
 * When a clock passes a threshold, if it goes on as it does. Of an agreed date it is so much of the working time until then, which no
 * pause moves, and past its end by the time after it (clock semantics 12 and 17).
 */
export function passedAt(clock: CaseClock, threshold: Threshold): Date | undefined {
  const { pinned_due_at, calendar, started_at, target_seconds } = clock
  const begins = started_at.getTime()
  const ends = pinned_due_at?.getTime()
  const whole = ends === undefined ? target_seconds : workingSeconds(calendar, begins, ends)
  const seconds = secondsAt(threshold, whole)
  if (seconds === undefined) return undefined
  if (ends === undefined) return whenUsed(clock, seconds) ?? undefined
  const at =
    seconds < whole
      ? addWorkingSeconds(calendar, begins, seconds)
      : addWorkingSeconds(calendar, ends + 1, seconds - MORE_S - whole)
  return at === undefined ? undefined : new Date(at)
}

/** A threshold that a clock will pass, or has passed and nobody was told. */
export interface Planned {
  readonly rule: Rule
  readonly at: Date
}

/** What a clock has yet to say, in the order of time. Nothing of one that stands still, unless it has an agreed date. */
export function planFor(watched: Watched, { rules, paths }: Rules): Planned[] {
  const { clock, passed, quiet_until } = watched
  if (!runsOut(clock)) return []
  const plan = rules.flatMap(rule => {
    if (passed.includes(rule.id) || !applies(rule, watched, paths)) return []
    const at = passedAt(clock, rule)
    const old = at && (at < new Date(rule.since) || (quiet_until && at <= quiet_until))
    return at && !old ? [{ rule, at }] : []
  })
  return plan.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Whether the target is used up at a threshold: its being missed is told, not its being near. */
export const isAtEnd = ({ mark, amount }: Threshold) => mark === 'after' || (mark === 'percent' && amount >= 100)

/** Whom to tell next when nobody says that they have it; undefined above the highest. */
export const nextLevel = (tells: readonly string[]): Who | undefined =>
  tells.includes('managers') ? undefined : tells.includes('leads') ? 'managers' : 'leads'

/** "75 % of the time", "1 hour before", "30 minutes after". */
export function sayThreshold({ mark, amount }: Threshold): string {
  if (mark === 'percent') return `${amount} % of the time`
  const hours = amount % 60 === 0 ? amount / 60 : undefined
  const length = hours
    ? `${hours} working hour${hours === 1 ? '' : 's'}`
    : `${amount} working minute${amount === 1 ? '' : 's'}`
  return `${length} ${mark === 'before' ? 'before it is due' : 'after it was due'}`
}

/** A rule in a line, for the record: "75 % of the time, P1: assignee, hooks". */
export function sayRule(rule: Rule): string {
  const of = [
    rule.under ?? 'every promise',
    rule.metric ?? 'every target',
    rule.priorities.join(' ') || 'every priority',
    rule.category_id ?? '',
  ]
  const again =
    rule.repeat_minutes === null ? '' : `, again every ${rule.repeat_minutes} min, ${rule.repeat_most} times`
  const who = [...rule.tells, rule.person_id ?? ''].filter(Boolean).join(', ')
  return `${sayThreshold(rule)} (${of.filter(Boolean).join(', ')}): ${who}${again}${rule.wakes ? ', wakes' : ''}`
}

const ORDER: Record<Mark, (amount: number) => number> = {
  percent: amount => amount,
  before: amount => 100 - amount / 100_000,
  after: amount => 100 + amount,
}

/** In the order in which they come about: shares of the time, minutes before the end, minutes after it. */
export const inOrder = (rules: readonly Rule[]): Rule[] =>
  [...rules].sort((a, b) => ORDER[a.mark](a.amount) - ORDER[b.mark](b.amount))
