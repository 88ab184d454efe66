/*
 * What happens seldom, and yet has a page of its own: done by the product's own acts to a few of the cases that were told, after all that
 * was told of them. A service too small to have such a case does without.
 */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { addWorkingSeconds } from '#rooms/clock/index.ts'
import { CAST, type CastName } from '../cast.ts'
import { type Suppliers, startTeamClocks } from './live-agreements.ts'
import { arguePauses } from './live-disputes.ts'
import { livedStories, tellOldest } from './live-stories.ts'
import { liveSuppliers } from './live-suppliers.ts'
import type { World } from './world.ts'
import type { Written } from './write-cases.ts'

const HOUR = 3600

/** A case that something more is done to. */
export interface Lived {
  readonly id: string
  readonly reference: string
  readonly one: Written
}

/** Who does it, when, and to which case. */
export interface Scene {
  readonly world: World
  readonly now: Date
  author(name: CastName): Author & { person_id: string }
  /** So many of the desk's working hours ago. */
  ago(hours: number): Date
  /** Cases of which this is true, oldest first, to which nothing has been done for so many working hours. */
  free(quiet: number, which: (one: Written) => boolean): readonly Written[]
  /** Some of them, fewer where there are not so many; each is taken once. */
  take(count: number, quiet: number, which: (one: Written) => boolean): Lived[]
}

async function referencesIn(tx: Write, world: World): Promise<{ references: Map<string, string>; major: Set<string> }> {
  const { rows } = await sql<{ id: string; reference: string; major: boolean }>`
    select c.id, c.reference, exists (select from cases.major_incident_cases m where m.case_id = c.id) as major
    from cases.cases c where c.organisation_id = any (${world.partners.map(({ id }) => id)}::uuid[])`.execute(tx)
  const major = new Set(rows.filter(row => row.major).map(({ id }) => id))
  return { references: new Map(rows.map(({ id, reference }) => [id, reference])), major }
}

/** Does it. All of it is a few dozen acts. */
export async function liveOn(
  tx: Write,
  { world, cases, agreed }: { world: World; cases: readonly Written[]; agreed: Suppliers },
  now: Date,
): Promise<void> {
  const { references, major } = await referencesIn(tx, world)
  const taken = new Set(major)
  const { calendar } = world.partners[0]!
  const ago = (hours: number) => new Date(addWorkingSeconds(calendar, now.getTime(), -hours * HOUR)!)
  const free: Scene['free'] = (quiet, which) => {
    const before = ago(quiet)
    const isFree = ({ row, events }: Written['played']) => !taken.has(row.id) && events.at(-1)!.happened_at < before
    return cases.filter(one => isFree(one.played) && which(one))
  }
  const people = world.partners.flatMap(({ persons }) => persons)
  const scene: Scene = {
    ...{ world, now, ago },
    author: name => {
      const found = people.find(person => person.name === CAST[name].name)!
      return { person_id: found.id, name: found.name }
    },
    free,
    take(count, quiet, which) {
      const found = free(quiet, which).slice(0, count)
      for (const { played } of found) taken.add(played.row.id)
      return found.map(one => ({ one, id: one.played.row.id, reference: references.get(one.played.row.id)! }))
    },
  }
  await startTeamClocks(tx, { ...agreed, cases }, now)
  await tellOldest(tx, scene)
  await liveSuppliers(tx, scene, agreed)
  await arguePauses(tx, scene)
  await livedStories(tx, scene)
}
