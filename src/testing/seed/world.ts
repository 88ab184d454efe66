/*
 * Who and what there is before the first case: everything with its identifiers, in memory, so that a story can be told without
 * asking the database.
 */
import type { Promised } from '#rooms/catalogue/index.ts'
import { type Calendar, defaultMatrix, type Level, type Priority, type PriorityMatrix } from '#rooms/clock/index.ts'
import { CATEGORIES, type CategoryPlan } from './categories.ts'
import { holidaysOf, PLACES, type Place, TEAMS, type TeamName } from './organisations.ts'
import { type Colleague, deskOf, type PersonRow, peopleOf } from './persons.ts'
import { type Random, randomFrom } from './random.ts'

export interface Team {
  readonly id: string
  readonly name: TeamName
  readonly slug: string
  readonly members: readonly PersonRow[]
  /** The names of those who lead it. */
  readonly leads: readonly string[]
}

export interface Category extends CategoryPlan {
  readonly id: string
  readonly parent_id: string | null
}

export interface Partner {
  readonly place: Place
  readonly id: string
  readonly name: string
  readonly short_name: string
  readonly calendar_id: string
  readonly calendar: Calendar
  readonly matrix: PriorityMatrix
  readonly targets: readonly Promised[]
  readonly categories: ReadonlyMap<string, Category>
  readonly persons: readonly PersonRow[]
}

export interface World {
  readonly suffix: string
  readonly random: Random
  /** The shared service first. */
  readonly partners: readonly Partner[]
  readonly colleagues: readonly Colleague[]
  readonly teams: ReadonlyMap<TeamName, Team>
}

export interface WorldOptions {
  /** Added to short names and addresses, so that several can be in one database. */
  readonly suffix?: string | undefined
  /** The councils' people together, instead of the usual number. */
  readonly persons?: number | undefined
}

/** When the service took its councils on: identifiers of what is older than the cases begin here. */
const FOUNDED = Date.UTC(2024, 3, 1)

export function makeWorld(options: WorldOptions = {}): World {
  const suffix = options.suffix ?? ''
  const random = randomFrom(`three rivers${suffix}`)
  const offices = PLACES.map(place => ({ place, id: random.id(FOUNDED), suffix }))
  const colleagues = deskOf(random.under('desk'), offices[0]!)
  const usual = PLACES.reduce((sum, place) => sum + place.persons, 0)
  const partners = offices.map((office): Partner => {
    const { place, id } = office
    const own = random.under(place.key)
    const count = Math.max(3, Math.round((place.persons * (options.persons ?? usual)) / usual))
    const persons =
      place.kind === 'partner' ? peopleOf(own.under('people'), office, count) : colleagues.map(({ person }) => person)
    const name = suffix ? `${place.name} ${suffix}` : place.name
    return {
      ...{ place, id, name, short_name: place.short_name + suffix, persons },
      ...agreementOf(own.under('agreement'), place),
      categories: categoriesOf(own.under('categories')),
    }
  })
  return { suffix, random, partners, colleagues, teams: teamsOf(random.under('teams'), colleagues, suffix) }
}

function teamsOf(random: Random, colleagues: readonly Colleague[], suffix: string): Map<TeamName, Team> {
  return new Map(
    TEAMS.map(({ name, slug }) => {
      const own = colleagues.filter(({ team }) => team === name)
      const members = own.map(({ person }) => person)
      const leads = own.filter(one => one.leads).map(({ person }) => person.name)
      return [name, { id: random.id(FOUNDED), name, slug: slug + suffix.toLowerCase(), members, leads: leads.sort() }]
    }),
  )
}

function agreementOf(random: Random, place: Place) {
  const calendar_id = random.id(FOUNDED)
  const calendar: Calendar = {
    zone: 'Europe/London',
    hours: place.hours,
    holidays: holidaysOf(place),
    openings: place.openings,
  }
  const matrix: Record<Level, Record<Level, Priority>> = structuredClone(defaultMatrix)
  for (const [impact, urgency, priority] of place.matrix) matrix[impact][urgency] = priority
  const targets = place.targets.flatMap(([priority, response, resolve]): Promised[] => {
    const rest = { priority, warn_percent: 75, calendar_id, calendar }
    return [
      { ...rest, metric: 'first_response', seconds: response * 60 },
      { ...rest, metric: 'resolve', seconds: resolve * 60 },
    ]
  })
  return { calendar_id, calendar, matrix, targets }
}

function categoriesOf(random: Random): Map<string, Category> {
  const categories = new Map<string, Category>()
  for (const plan of CATEGORIES) {
    const above = plan.path.split(' / ').slice(0, -1).join(' / ')
    categories.set(plan.path, { ...plan, id: random.id(FOUNDED), parent_id: categories.get(above)?.id ?? null })
  }
  return categories
}
