/*
 * When people ask for help: most on Mondays and in the morning, few at weekends, hardly anybody on a bank holiday, fewer in August
 * and at Christmas. Each date's arrivals follow from the date alone, so that a run later on the same day only adds to them.
 */
import type { Channel } from '#rooms/cases/index.ts'
import { HOLIDAYS, PLACES } from './organisations.ts'
import type { PersonRow } from './persons.ts'
import type { Random } from './random.ts'
import type { Scenario } from './scenario.ts'
import { SCENARIOS } from './scenarios/index.ts'
import type { Arrival } from './telling.ts'
import type { Partner, World } from './world.ts'

function weights(numbers: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(numbers.map((weight, index) => [index, weight]))
}

const DAY = 86_400_000
const BY_WEEKDAY = [0.04, 1.35, 1.1, 1, 0.95, 0.85, 0.06] // from Sunday
const BY_MONTH = [1.1, 1.05, 1.1, 0.95, 1, 1, 0.95, 0.8, 1.15, 1.1, 1.05, 0.85]
/** By the hour, from midnight, on a working day. */
const BY_HOUR = weights([0, 0, 0, 0, 0, 0, 1, 4, 12, 18, 16, 13, 8, 10, 13, 11, 8, 4, 2, 1, 1, 1, 0, 0])
const AT_WEEKENDS = weights([0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 5, 5, 3, 3, 3, 3, 3, 2, 3, 4, 4, 2, 1, 0])
const SHARES = weights(PLACES.map(place => place.share))

const isQuiet = (date: Date) => [0, 6].includes(date.getUTCDay()) || HOLIDAYS.includes(date.toISOString().slice(0, 10))

function busyness(date: Date): number {
  const holiday = HOLIDAYS.includes(date.toISOString().slice(0, 10))
  const christmas = date.getUTCMonth() === 11 && date.getUTCDate() > 23 ? 0.4 : 1
  return (holiday ? 0.04 : BY_WEEKDAY[date.getUTCDay()]!) * BY_MONTH[date.getUTCMonth()]! * christmas
}

/** About that many arrivals in the twelve months before an instant, oldest first. */
export function arrivalsUntil(world: World, now: Date, cases: number): { arrival: Arrival; random: Random }[] {
  const today = Math.floor(now.getTime() / DAY)
  const days = Array.from({ length: 366 }, (_, back) => new Date((today - 365 + back) * DAY))
  const all = days.reduce((sum, day) => sum + busyness(day), 0)
  return days
    .flatMap(day => {
      const random = world.random.under(day.toISOString().slice(0, 10))
      const expected = (cases * busyness(day) * (0.85 + 0.3 * random.next())) / all
      const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0)
      return Array.from({ length: count }, (_, index) => arrivalOn(world, day, random.under(String(index))))
    })
    .filter(({ arrival }) => arrival.at < now)
    .sort((a, b) => a.arrival.at.getTime() - b.arrival.at.getTime())
}

function arrivalOn(world: World, day: Date, random: Random): { arrival: Arrival; random: Random } {
  const quiet = isQuiet(day)
  const hour = Number(random.weighted(quiet ? AT_WEEKENDS : BY_HOUR))
  // Wall time in London, near enough for a story: an hour off in summer.
  const at = new Date(day.getTime() + hour * 3_600_000 + random.int(0, 3_599_000))
  const place = random.weighted(SHARES)
  const partner = world.partners[Number(place)]!
  const scenario = scenarioAt(partner, random)
  const channel = quiet || hour < 8 || hour > 17 ? random.weighted(OUT_OF_HOURS) : random.weighted(IN_HOURS)
  return { arrival: { partner, scenario, requester: requesterOf(partner, scenario, random), channel, at }, random }
}

const IN_HOURS = { portal: 48, telephone: 28, email: 19, walk_in: 5 } as const satisfies Partial<
  Record<Channel, number>
>
const OUT_OF_HOURS = { portal: 60, email: 40 } as const satisfies Partial<Record<Channel, number>>

const asks = (scenario: Scenario) => (person: PersonRow) =>
  !scenario.asked_by || scenario.asked_by.includes(person.department)

const known = new WeakMap<Partner, { scenarios: Scenario[]; weights: Readonly<Record<string, number>> }>()

function scenarioAt(partner: Partner, random: Random): Scenario {
  const before = known.get(partner)
  if (before) return before.scenarios[Number(random.weighted(before.weights))]!
  const scenarios = SCENARIOS.filter(
    one => (!one.only_at || one.only_at.includes(partner.place.key)) && partner.persons.some(asks(one)),
  )
  known.set(partner, { scenarios, weights: weights(scenarios.map(one => one.weight ?? 1)) })
  return scenarioAt(partner, random)
}

function requesterOf(partner: Partner, scenario: Scenario, random: Random): PersonRow {
  const those = partner.persons.filter(asks(scenario))
  // The cast are first among their council's people, and ask a little more than others, so that their pages show something.
  const cast = partner.place.kind === 'partner' && those[0] === partner.persons[0]
  return cast && random.chance(0.02) ? those[0]! : random.pick(those)
}
