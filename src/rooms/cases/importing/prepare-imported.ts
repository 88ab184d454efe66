/* What an import keeps of a case, worked out before anything is written. */
import { hash } from 'node:crypto'
import { newId } from '#platform/database/id.ts'
import type { Agreement } from '#rooms/catalogue/index.ts'
import type { Calendar } from '#rooms/clock/index.ts'
import { type CaseClock, pinned, stamped, start } from '../clocks/case-clock.rules.ts'
import { fingerprint } from '../message.ts'
import { referenceOf } from '../reference.rules.ts'
import { type Facts, type Fate, fateOf, historyText, type ImportedBefore } from './compare.rules.ts'
import type { ImportedCase, Known } from './imported-case.ts'
import { replay, type Standing } from './replay.rules.ts'

export interface OtherDesk {
  readonly organisation_id: string
  /** What that desk is called; with its own number it makes a case one of a kind. */
  readonly system: string
  readonly agreement: Agreement
  /** A calendar that is always open, on which a date is counted where nothing else is promised; undefined where no dates are. */
  readonly always: { readonly id: string; readonly calendar: Calendar } | undefined
}

/** A case made ready to be kept. */
export interface Prepared {
  readonly theCase: ImportedCase
  readonly standing: Standing
  readonly facts: Facts
  readonly facts_hash: string
  readonly history_hash: string
  readonly before: ImportedBefore | undefined
  readonly fate: Fate
  readonly id: string
  readonly number: number
  readonly message_id: string
}

const sha256 = (text: string) => hash('sha256', text)

/** Whether the organisation promises no end of such a case: then all there is to keep is the date promised over there. */
export const onlyPromisedThere = ({ agreement }: OtherDesk, { promised_at, weight }: ImportedCase): boolean =>
  promised_at !== null &&
  !agreement.targets.some(({ priority, metric }) => priority === weight.priority && metric === 'resolve')

/** The organisation's own targets for the priority it was logged with, and the date promised over there as one that is agreed. */
function clocksOf(desk: OtherDesk, theCase: ImportedCase): CaseClock[] {
  const { promised_at, started_at, logged_at, weight } = theCase
  if (!promised_at || !onlyPromisedThere(desk, theCase))
    return desk.agreement.targets
      .filter(target => target.priority === weight.priority)
      .map(target => start(newId(), target, started_at))
      .map(clock => (promised_at && clock.metric === 'resolve' ? pinned(clock, promised_at, logged_at) : clock))
  if (!desk.always) return []
  const seconds = Math.max(0, Math.round((promised_at.getTime() - started_at.getTime()) / 1000))
  const { id: calendar_id, calendar } = desk.always
  const promise = { metric: 'resolve', priority: weight.priority, seconds, warn_percent: 75 } as const
  return [start(newId(), { ...promise, calendar_id, calendar }, started_at)]
}

// A warning that is long past is not given now.
const warned = (clock: CaseClock, now: Date): CaseClock =>
  clock.warn_at && clock.warn_at <= now ? { ...clock, warned_at: clock.warn_at, warn_at: null } : clock

function standingOf(desk: OtherDesk, known: Known, theCase: ImportedCase, logged: object, now: Date): Standing {
  const targets = onlyPromisedThere(desk, theCase) ? [] : desk.agreement.targets
  const last = replay(theCase, clocksOf(desk, theCase), logged, { known, targets })
  return {
    ...last,
    clocks: last.clocks.map(clock => warned(stamped(clock, now), now)),
    resolved_at: last.resolved_at && (theCase.resolved_at ?? last.resolved_at),
    closed_at: last.closed_at && (theCase.closed_at ?? last.closed_at),
  }
}

/** Tells a case's history again and says what becomes of the case; it has no number yet unless it is here already. */
export function prepare(
  desk: OtherDesk,
  known: Known,
  theCase: ImportedCase,
  { before, now }: { before: ImportedBefore | undefined; now: Date },
): Prepared {
  const message_id = newId()
  const logged = {
    ...{ message_id, sha256: fingerprint(theCase.description), reference: before?.reference ?? '' },
    ...{ channel: theCase.channel, priority: theCase.weight.priority, team: theCase.team },
  }
  const standing = standingOf(desk, known, theCase, logged, now)
  const { subject, location, extra } = theCase
  const { team, category, weight } = standing
  const facts = { subject, location, team, category, priority: weight.priority, extra }
  const facts_hash = sha256(JSON.stringify([facts, theCase.requester, theCase.promised_at]))
  const fate = fateOf(before, { told: standing.told, facts_hash }, sha256)
  const history_hash = sha256(historyText(standing.told))
  const [id, number] = before ? [before.id, before.number] : [newId(), 0]
  return { theCase, standing, facts, facts_hash, history_hash, before, fate, message_id, id, number }
}

/** A new case with its number, which its first event tells. */
export function numbered(one: Prepared, number: number): Prepared {
  const [first, ...rest] = one.standing.told
  const logged = { ...first!, payload: { ...first!.payload, reference: referenceOf(number) } }
  return { ...one, number, standing: { ...one.standing, told: [logged, ...rest] } }
}
