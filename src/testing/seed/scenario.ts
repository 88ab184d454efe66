import type { ClosureCode, HoldReason } from '#rooms/cases/index.ts'
import type { Level } from '#rooms/clock/index.ts'
import { FIRST_NAMES, SURNAMES } from './names.ts'
import type { PlaceKey, TeamName } from './organisations.ts'
import type { PersonRow } from './persons.ts'
import type { Random } from './random.ts'
import type { Partner } from './world.ts'

/** A thing that goes wrong or is wanted, again and again, with gaps such as {room} that each case fills in its own way. */
export interface Scenario {
  /** The category's path. */
  readonly category: string
  readonly subject: string
  /** Other ways in which people head it. */
  readonly also?: readonly string[]
  /** What the person says, in one of several ways. */
  readonly says: readonly string[]
  /** What we may ask, and what they then answer. */
  readonly asks?: readonly (readonly [question: string, answer: string])[]
  /** What we write for each other. */
  readonly notes?: readonly string[]
  /** What we tell them on the way. */
  readonly news?: readonly string[]
  /** What was done in the end, in one of several ways. */
  readonly done: readonly string[]
  /** Another team that has to do it in the end. */
  readonly moves?: TeamName
  readonly waits?: {
    readonly for: HoldReason
    readonly note: string
    readonly days: readonly [from: number, to: number]
  }
  readonly tasks?: readonly string[]
  readonly code?: ClosureCode
  /** Departments whose people ask it; anyone's when left out. */
  readonly asked_by?: readonly string[]
  readonly only_at?: readonly PlaceKey[]
  readonly level?: readonly [impact: Level, urgency: Level]
  /** How often, beside 1 for most. */
  readonly weight?: number
}

export type Details = Readonly<Record<string, string>>

const FLOORS = ['ground floor', 'first floor', 'second floor', 'third floor']
const SUPPLIERS = [
  'Brackenfield Systems',
  'Oakmarch Telecom',
  'Lindale Print Services',
  'Tarnside Software',
  'Hollin Bank IT',
]
// Intl's own names cost as much as all the rest of a story.
const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const number = (random: Random, digits: number) => String(random.int(10 ** (digits - 1), 10 ** digits - 1))

/** What one case's gaps are filled with: the same room and the same laptop from the first message to the last. */
export function detailsFor(random: Random, partner: Partner, requester: PersonRow, at: Date): Details {
  const floor = random.int(0, 3)
  const colleague = random.pick(partner.persons.filter(({ id }) => id !== requester.id))
  const day = (days: number) => {
    const date = new Date(at.getTime() + days * 86_400_000)
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
  }
  return {
    ...{ first: requester.name.split(' ')[0]!, name: requester.name, department: requester.department },
    ...{ site: requester.location, council: partner.place.short_name, floor: FLOORS[floor]! },
    room: `room ${floor}.${String(random.int(1, 28)).padStart(2, '0')}`,
    ...{ asset: `LT-${number(random, 5)}`, monitor: `MN-${number(random, 5)}`, mobile: `MB-${number(random, 4)}` },
    printer: `${partner.place.short_name.slice(0, 3).toUpperCase()}-MFD-${String(random.int(1, 40)).padStart(2, '0')}`,
    ...{ colleague: colleague.name, colleague_first: colleague.name.split(' ')[0]!, extension: number(random, 4) },
    ...{ supplier: random.pick(SUPPLIERS), supplier_ref: `${random.pick(['SR', 'INC', 'CAS'])}${number(random, 6)}` },
    starter: `${random.pick(FIRST_NAMES)} ${random.pick(SURNAMES)}`,
    ...{ account: number(random, 8), error: `0x8${number(random, 7)}`, few: String(random.int(2, 6)) },
    ...{
      many: String(random.int(8, 60)),
      port: `${random.pick(['A', 'B', 'C', 'D'])}${random.int(1, 4)}-${number(random, 3)}`,
    },
    ...{
      soon: day(random.int(3, 9)),
      later: day(random.int(12, 30)),
      version: `${random.int(4, 12)}.${random.int(0, 9)}`,
    },
  }
}

export const fill = (text: string, details: Details): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => details[name] ?? gap)
