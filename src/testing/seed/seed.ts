import type { Db } from '#platform/database/connect.ts'
import { write } from '#platform/database/transaction.ts'
import { hashPassword } from '#rooms/people/index.ts'
import { CAST } from '../cast.ts'
import { arrivalsUntil } from './arrivals.ts'
import { linksAmong } from './links.ts'
import { writeAgreed } from './live-agreements.ts'
import { liveOn } from './live-on.ts'
import { play } from './play.ts'
import { tell } from './tell.ts'
import { authorOf } from './telling.ts'
import { makeWorld, type World, type WorldOptions } from './world.ts'
import { recordEvents, type Written, writeCases } from './write-cases.ts'
import { writeContent } from './write-content.ts'
import { writeEscalations } from './write-escalations.ts'
import { writeMail } from './write-mail.ts'
import { writeMajors } from './write-major.ts'
import { writeNotices } from './write-notices.ts'
import { writeWorld } from './write-world.ts'

/** For looking round the pretend service only: anybody can read it here. */
export const DEMONSTRATION_PASSWORD = 'three-rivers-meet'

export interface SeedOptions extends WorldOptions {
  /** About how many cases in the twelve months before `now`. */
  readonly cases?: number | undefined
  readonly now: Date
}

const USUAL_CASES = 6000
const BATCH = 250

/** The pretend shared service and its year, in memory: the same for the same day and options. */
export function imagine(options: SeedOptions): {
  world: World
  cases: Written[]
  links: ReturnType<typeof linksAmong>
} {
  const world = makeWorld(options)
  const cases = arrivalsUntil(world, options.now, options.cases ?? USUAL_CASES).map(({ arrival, random }) => {
    const story = tell(world, arrival, random.under('story'))
    return { story, played: play(story, random.under('rows'), options.now) }
  })
  return { world, cases, links: linksAmong(cases, options.now) }
}

/** Who looks after the service, and writes down what is agreed. */
const farahOf = ({ colleagues }: World) =>
  authorOf(colleagues.map(({ person }) => person).find(({ name }) => name === CAST.farah.name)!)

/** Writes the pretend service in one transaction: it is all there or none of it is. Returns how many cases there are. */
export async function seed(db: Db, options: SeedOptions): Promise<{ world: World; cases: number }> {
  const { world, cases, links } = imagine(options)
  const hash = await hashPassword(DEMONSTRATION_PASSWORD)
  const organisations = world.partners.map(({ id }) => id)
  await write(db, { person_id: undefined, organisations }, async tx => {
    await writeWorld(tx, world, hash)
    const agreed = await writeAgreed(tx, world, farahOf(world), options.now)
    await writeContent(tx, world, options.now)
    await writeMail(tx, world, options.now)
    for (let at = 0; at < cases.length; at += BATCH) await writeCases(tx, cases.slice(at, at + BATCH), options.now)
    for (let at = 0; at < cases.length; at += BATCH) await recordEvents(tx, cases.slice(at, at + BATCH))
    if (links.length > 0) await tx.insertInto('cases.links').values(links).execute()
    await writeMajors(tx, world, cases, options.now)
    await liveOn(tx, { world, cases, agreed }, options.now)
    await writeEscalations(tx, world, options.now)
    await writeNotices(tx, world, options.now)
  })
  return { world, cases: cases.length }
}
