/** Histories and agreements said briefly, for the worked cases. Times are London's. */
import type { Calendar, CalendarVersion } from '../opening-hours.rules.ts'
import { always, at, HOUR, L, L8, LU, never, S, shown, week } from '../test-calendars.ts'
import type { Agreement, AgreementVersion, Calendars, PauseRules, PromisedTarget } from './agreement.rules.ts'
import { type Clock, clocksOf } from './clocks.rules.ts'
import type { CaseEvent, EventName, EventOf } from './history.rules.ts'

const versions = (name: string, calendar: Calendar): readonly CalendarVersion[] => [
  { from: 0, calendar, name: `${name} 1` },
]

const long: Calendar = { ...L, hours: week([['08:00', '17:00']]), holidays: [] }
const sundays: Calendar = { ...never, hours: { ...never.hours, sun: [['00:30', '03:30']] } }

export const calendars: Calendars = Object.fromEntries(
  Object.entries({ L, L8, S, LU, '24': always, never, long, sundays }).map(([name, one]) => [
    name,
    versions(name, one),
  ]),
)

/** A target in working hours, by the calendar of that name. */
export const within = (hours: number, calendar = 'L', more: Partial<PromisedTarget> = {}): PromisedTarget => ({
  ...{ metric: 'resolve', duration: { working_seconds: hours * HOUR }, calendar },
  ...more,
})

export const REASONS: PauseRules = {
  from: 0,
  reasons: {
    user: { account: 'requester', ends_when_answered: true },
    contractor: { account: 'supplier' },
    planned: { account: 'requester' },
  },
}

/** What the desk owes its council. */
export const sla = (targets: readonly PromisedTarget[], more: Partial<AgreementVersion> = {}): Agreement => ({
  ...{ id: 'sla', kind: 'sla', owed_to: 'council', owed_by: 'desk', pauses: [REASONS] },
  versions: [{ version: '1', from: 0, targets, ...more }],
})

/** What a supplier owes the desk, each time it is handed a case. */
export const contract = (targets: readonly PromisedTarget[]): Agreement => ({
  ...sla(targets),
  ...{ id: 'contract', kind: 'supplier', owed_to: 'desk', owed_by: 'supplier' },
})

type Rest<Name extends EventName> = Omit<EventOf<Name>, 'seq' | 'at' | 'what'>
export type Saying = {
  readonly [Name in EventName]: readonly [time: string, what: Name, rest?: Partial<Rest<Name>>]
}[EventName]

/** Events in the order they are written; 'opened' is for the desk, at P3, unless it says otherwise. */
export const history = (...said: readonly Saying[]): CaseEvent[] =>
  said.map(([time, what, rest], i) => {
    const usual = what === 'opened' ? { priority: 'P3', party: 'desk' } : {}
    return { seq: i + 1, at: at(time), by: 'Asha', what, ...usual, ...rest } as CaseEvent // as the types of Saying made sure
  })

export interface Asked {
  readonly now?: string
  readonly calendars?: Calendars
}

/** The clocks by a moment, or long after everything. */
export const clocks = (events: readonly CaseEvent[], agreements: readonly Agreement[], asked: Asked = {}): Clock[] =>
  clocksOf(events, agreements, { ...calendars, ...asked.calendars }, at(asked.now ?? '2028-06-01 12:00'))

/** The last clock of one agreement for a metric. */
export function clock(
  events: readonly CaseEvent[],
  agreement: Agreement,
  asked: Asked & { metric?: string } = {},
): Clock {
  const found = clocks(events, [agreement], asked).findLast(({ metric }) => metric === (asked.metric ?? 'resolve'))
  return found! // asked for by name
}

export const when = shown

/** A pause from one moment to another. */
export const pause = (reason: string, from: string, to: string): readonly [Saying, Saying] => [
  [from, 'paused', { reason, hold: `${reason} ${from}` }],
  [to, 'resumed', { hold: `${reason} ${from}` }],
]
