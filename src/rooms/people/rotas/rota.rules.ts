/* Who is on call when. Turns change hands at a time on the wall, so a week in which clocks change is an hour longer or shorter. */
import { type Calendar, instantOf, spells } from '#rooms/clock/index.ts'

const DAY = 86_400_000

export interface Turns {
  readonly zone: string
  /** ISO: the first person's first turn begins on this date, at `handover`. */
  readonly starts_on: string
  /** 'HH:MM'. */
  readonly handover: string
  readonly turn_days: number
  /** In turn. */
  readonly persons: readonly string[]
  /** When somebody is on call at all. */
  readonly hours: Calendar['hours']
}

/** Somebody instead of whose turn it is; nobody when the time is known to have no one. */
export interface Override {
  readonly id: string
  readonly person_id: string | null
  readonly from_time: Date
  readonly until_time: Date
}

/** A time on call, half-open, in epoch milliseconds. Nobody is a gap. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly person_id: string | null
  readonly override_id?: string | undefined
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** When the nth turn begins; the first is 0. */
export const turnBegins = ({ zone, starts_on, handover, turn_days }: Turns, n: number): number =>
  instantOf(zone, Date.parse(starts_on) + n * turn_days * DAY + minutesOf(handover) * 60_000)

/** Which turn it is at an instant; negative before the first. */
export function turnAt(turns: Turns, at: number): number {
  let n = Math.floor((at - turnBegins(turns, 0)) / (turns.turn_days * DAY))
  while (turnBegins(turns, n) > at) n--
  while (turnBegins(turns, n + 1) <= at) n++
  return n
}

/** Who is on call between two instants, in order: turns within the hours, and whoever stands in. The last override given counts. */
export function onCallBetween(turns: Turns, overrides: readonly Override[], from: number, to: number): Stretch[] {
  const base: Stretch[] = []
  for (const spell of spells({ zone: turns.zone, hours: turns.hours, holidays: [] }, from, to)) {
    let at = spell.from
    for (let n = turnAt(turns, at); at < spell.to; n++) {
      const end = Math.min(spell.to, turnBegins(turns, n + 1))
      const person_id = turns.persons[n % Math.max(1, turns.persons.length)] ?? null
      if (n >= 0) base.push({ from: at, to: end, person_id })
      at = end
    }
  }
  return joined(overrides.reduce((stretches, override) => overridden(stretches, override, from, to), base))
}

/** A stand-in may come at other times than the rota's own; a gap only takes away. */
function overridden(stretches: readonly Stretch[], override: Override, from: number, to: number): Stretch[] {
  const begins = Math.max(from, override.from_time.getTime())
  const ends = Math.min(to, override.until_time.getTime())
  if (begins >= ends) return [...stretches]
  const { person_id, id: override_id } = override
  const outside = stretches.flatMap(stretch => [
    { ...stretch, to: Math.min(stretch.to, begins) },
    { ...stretch, from: Math.max(stretch.from, ends) },
  ])
  const inside = stretches.map(stretch => ({
    ...{ person_id, override_id, from: Math.max(stretch.from, begins), to: Math.min(stretch.to, ends) },
  }))
  const instead = person_id === null ? inside : [{ from: begins, to: ends, person_id, override_id }]
  return [...outside, ...instead].filter(stretch => stretch.from < stretch.to).sort((a, b) => a.from - b.from)
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = []
  for (const stretch of stretches) {
    const last = all.at(-1)
    const same = last?.to === stretch.from && last.person_id === stretch.person_id
    if (last && same && last.override_id === stretch.override_id) all[all.length - 1] = { ...last, to: stretch.to }
    else all.push(stretch)
  }
  return all
}
