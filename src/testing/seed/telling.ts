import type { Author } from '#platform/events/record.ts'
import type { Channel } from '#rooms/cases/index.ts'
import { addWorkingSeconds } from '#rooms/clock/index.ts'
import { CAST } from '../cast.ts'
import type { PersonRow } from './persons.ts'
import type { Random } from './random.ts'
import type { Details, Scenario } from './scenario.ts'
import type { Act, Step, Task } from './story.ts'
import type { Category, Partner, Team, World } from './world.ts'

export interface Arrival {
  readonly partner: Partner
  readonly scenario: Scenario
  readonly requester: PersonRow
  readonly channel: Channel
  readonly at: Date
}

/** What is known while a story is being told; `at` is where it has got to. */
export interface Telling {
  readonly world: World
  readonly arrival: Arrival
  readonly random: Random
  readonly details: Details
  readonly category: Category
  readonly steps: Step[]
  readonly tasks: Task[]
  at: Date
  team: Team
  assignee: PersonRow
  /** Working seconds from the start until somebody answers, and until it is resolved. */
  readonly response: number
  readonly work: number
}

export const authorOf = (person: Pick<PersonRow, 'id' | 'name'>): Author => ({
  person_id: person.id,
  name: person.name,
})

/** Moves on by working seconds of the council's calendar. */
export function pass(it: Telling, seconds: number): void {
  it.at = new Date(addWorkingSeconds(it.arrival.partner.calendar, it.at.getTime(), Math.max(60, Math.round(seconds)))!)
}

/** What happens at the moment the story has reached, by whoever has the case; never in the same second as what came before. */
export function andThen(it: Telling, act: Act, by: Author = authorOf(it.assignee)): void {
  const last = it.steps.at(-1)?.at.getTime() ?? 0
  it.at = new Date(Math.max(it.at.getTime(), last + 20_000))
  it.steps.push({ ...act, at: it.at, by })
}

/** Somebody of a team. At the service desk Asha takes what comes a little more often, so that her day can be shown. */
export const memberOf = (team: Team, random: Random): PersonRow =>
  team.name === 'Service desk' && random.chance(0.22)
    ? team.members.find(({ name }) => name === CAST.asha.name)!
    : random.pick(team.members)
