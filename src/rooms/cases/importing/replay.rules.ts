/*
 * The history of another desk, told again in this one's words: each change moves the case, its clocks and its pauses as the act of
 * the same name would have, and leaves the same event. What was told there in the wrong order keeps its own times in the events;
 * clocks never run backwards.
 */
import type { Promised } from '#rooms/catalogue/index.ts'
import { type ClosureCode, type HoldReason, STATE_NAMES, type State } from '../case.rules.ts'
import { type CaseClock, goOn, pause, resume, retarget, stop } from '../clocks/case-clock.rules.ts'
import type { Change, ImportedCase, Known, PersonThere, Weight } from './imported-case.ts'

/** One event to record, by the name it has in events.ts. */
export interface Told {
  readonly name: string
  readonly at: Date
  readonly by: string
  readonly payload: object
}

export interface ReplayedPause {
  readonly reason: HoldReason
  readonly from_time: Date
  readonly until_time: Date | null
}

/** How a case stands after some of its history. */
export interface Standing {
  readonly state: State
  readonly team: string | null
  readonly assignee: PersonThere | null
  readonly category: string | null
  readonly weight: Weight
  readonly hold_reason: HoldReason | null
  readonly closure_code: ClosureCode | null
  readonly resolution: string | null
  readonly first_responded_at: Date | null
  readonly resolved_at: Date | null
  readonly closed_at: Date | null
  readonly reassignments: number
  readonly reopenings: number
  /** The latest time so far: what clocks and pauses go by. */
  readonly reached: Date
  readonly clocks: readonly CaseClock[]
  readonly pauses: readonly ReplayedPause[]
  readonly told: readonly Told[]
}

/** What a change does: how the case then stands, and what is told of it, if anything. */
type Effect = readonly [Partial<Standing>, (readonly [name: string, payload: object])?]
type Rules = { [W in Change['what']]: (now: Standing, change: Extract<Change, { what: W }>, terms: Terms) => Effect }

export interface Terms {
  readonly known: Known
  /** The organisation's targets; empty when the clock is a promise made elsewhere. */
  readonly targets: readonly Promised[]
}

const idOf = (ids: ReadonlyMap<string, string>, name: string | undefined | null) =>
  name === undefined || name === null ? null : (ids.get(name) ?? null)

const endPause = (now: Standing): readonly ReplayedPause[] =>
  now.pauses.map(one => (one.until_time ? one : { ...one, until_time: now.reached }))

const stopAll = (now: Standing) => now.clocks.map(clock => stop(clock, now.reached))

const outcomes = (clocks: readonly CaseClock[]) =>
  Object.fromEntries(clocks.map(clock => [clock.metric, clock.outcome ?? 'met']))

const RULES: Rules = {
  assigned: (now, { team, assignee }, { known }) => {
    const payload = {
      ...{ team_id: idOf(known.teams, team), team },
      ...{ assignee_id: idOf(known.persons, assignee?.reference), assignee: assignee?.name ?? null },
      before: { team: now.team, assignee: now.assignee?.name ?? null },
    }
    const moved = now.team !== null && now.team !== team ? 1 : 0
    return [{ team, assignee, reassignments: now.reassignments + moved }, ['case.assigned', payload]]
  },
  classified: (now, { category }, { known }) => [
    { category },
    ['case.classified', { category_id: idOf(known.categories, category), category, before: now.category }],
  ],
  prioritised: (now, { priority, impact, urgency }, { targets }) => {
    const clocks = now.clocks.map(clock => {
      const target = targets.find(one => one.priority === priority && one.metric === clock.metric)
      return target && priority !== now.weight.priority ? retarget(clock, target, now.reached) : clock
    })
    const payload = { priority, impact, urgency, before: now.weight.priority, because: null }
    return [{ weight: { priority, impact, urgency }, clocks }, ['case.prioritised', payload]]
  },
  responded: (now, { at }) => [
    {
      first_responded_at: now.first_responded_at ?? at,
      clocks: now.clocks.map(clock => (clock.metric === 'first_response' ? stop(clock, now.reached) : clock)),
    },
  ],
  moved: (now, { to }) => [
    { state: to },
    ['case.edited', { field: 'state', before: STATE_NAMES[now.state], after: STATE_NAMES[to] }],
  ],
  held: (now, { reason, note }) => [
    {
      ...{ state: 'on_hold', hold_reason: reason },
      pauses: [...now.pauses, { reason, from_time: now.reached, until_time: null }],
      clocks: now.clocks.map(clock => (clock.metric === 'resolve' ? pause(clock, now.reached) : clock)),
    },
    ['case.held', { reason, until: null, note }],
  ],
  resumed: (now, { because }) => [
    {
      ...{ state: 'in_progress', hold_reason: null, pauses: endPause(now) },
      clocks: now.clocks.map(clock => resume(clock, now.reached)),
    },
    ['case.resumed', { reason: now.hold_reason ?? '', because }],
  ],
  resolved: (now, { at, closure_code, resolution }) => {
    const clocks = stopAll(now)
    return [
      {
        ...{ state: 'resolved', hold_reason: null, pauses: endPause(now), clocks },
        ...{ closure_code, resolution, resolved_at: at },
      },
      ['case.resolved', { closure_code, resolution, outcomes: outcomes(clocks) }],
    ]
  },
  closed: (now, { at, closure_code, because }) => [
    {
      ...{ state: 'closed', hold_reason: null, pauses: endPause(now), clocks: stopAll(now) },
      ...{ closure_code, resolution: now.resolution ?? because, resolved_at: now.resolved_at ?? at, closed_at: at },
    },
    ['case.closed', { closure_code, because }],
  ],
  reopened: (now, { because }) => [
    {
      ...{ state: 'in_progress', closure_code: null, resolved_at: null, closed_at: null },
      reopenings: now.reopenings + 1,
      clocks: now.clocks.map(clock => (clock.metric === 'resolve' ? goOn(clock, now.reached) : clock)),
    },
    ['case.reopened', { because }],
  ],
}

const later = (a: Date, b: Date) => (a > b ? a : b)

function step(before: Standing, change: Change, terms: Terms): Standing {
  const now = { ...before, reached: later(before.reached, change.at) }
  // The rule under a change's own name takes that change; the compiler cannot follow a union through a lookup.
  const rule = RULES[change.what] as (now: Standing, change: Change, terms: Terms) => Effect
  const [changed, event] = rule(now, change, terms)
  const told = event ? [...now.told, { name: event[0], at: change.at, by: change.by, payload: event[1] }] : now.told
  return { ...now, ...changed, told }
}

/** How a case stands when everything that happened to it there has happened. `logged` is the payload of its first event. */
export function replay(theCase: ImportedCase, clocks: readonly CaseClock[], logged: object, terms: Terms): Standing {
  const { category, team, weight, logged_at, logged_by } = theCase
  const first: Standing = {
    ...{
      state: 'new',
      team,
      assignee: null,
      category,
      weight,
      hold_reason: null,
      closure_code: null,
      resolution: null,
    },
    ...{ first_responded_at: null, resolved_at: null, closed_at: null, reassignments: 0, reopenings: 0 },
    ...{ reached: later(logged_at, theCase.started_at), clocks, pauses: [] },
    told: [{ name: 'case.logged', at: logged_at, by: logged_by, payload: logged }],
  }
  return theCase.changes.reduce((now, change) => step(now, change, terms), first)
}
