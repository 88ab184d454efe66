/*
 * A backup that is restored brings back whoever was erased since it was made, and nothing in it says so. What was erased is therefore
 * listed, to be kept outside of any backup's reach: identifiers and pseudonyms alone. From that list it is erased again.
 */
import type pg from 'pg'
import { z } from 'zod'
import { writeAsOwner } from '#platform/database/as-owner.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { eraseAsked } from './erase.jobs.ts'

/** One that was erased: a person, or all that was held of an organisation that left. */
export const erasedThing = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('person'),
    erasure_id: z.uuid(),
    person_id: z.uuid(),
    organisation_id: z.uuid(),
    pseudonym: z.string().min(1).max(200),
    done_at: z.coerce.date(),
  }),
  z.object({ what: z.literal('organisation'), organisation_id: z.uuid(), done_at: z.coerce.date() }),
])
export type ErasedThing = z.infer<typeof erasedThing>
type ErasedPerson = Extract<ErasedThing, { what: 'person' }>

/** Everything that was erased here, in the order it was. */
export const listErased = (owner: pg.Pool): Promise<ErasedThing[]> =>
  writeAsOwner(owner, async tx => {
    const persons = await tx
      .selectFrom('information.erasures')
      .select(['id as erasure_id', 'person_id', 'organisation_id', 'pseudonym', 'done_at'])
      .where('state', '=', 'done')
      .execute()
    const organisations = await tx
      .selectFrom('information.leavings')
      .select(['organisation_id', 'destroyed_at as done_at'])
      .where('state', '=', 'destroyed')
      .execute()
    const all = [
      ...persons.map(one => ({ what: 'person', ...one })),
      ...organisations.map(one => ({ what: 'organisation', ...one })),
    ]
    return z
      .array(erasedThing)
      .parse(all)
      .toSorted((a, b) => a.done_at.getTime() - b.done_at.getTime())
  })

/** What became of erasing again: done now, erased here already, held here, to be destroyed by night, to be planned anew, or not here at all. */
export type Again = 'erased' | 'already' | 'held' | 'tonight' | 'to_plan' | 'not_here'

/** Erases again what a list says was erased. Done twice it changes nothing; a hold that stands here stops it. */
export async function eraseAgain(owner: pg.Pool, held: Held, thing: ErasedThing, now: Date): Promise<Again> {
  if (thing.what === 'organisation') return writeAsOwner(owner, tx => standingOf(tx, thing.organisation_id))
  const before = await writeAsOwner(owner, tx => askAgain(tx, thing, now))
  if (before !== 'asked') return before
  await eraseAsked(owner, held, { payload: { erasure_id: thing.erasure_id } }, now)
  const after = await writeAsOwner(owner, tx => stateOf(tx, thing.erasure_id))
  return after === 'done' ? 'erased' : 'held'
}

async function standingOf(tx: Write, organisation_id: string): Promise<Again> {
  const { id } =
    (await tx
      .selectFrom('people.published_organisations')
      .select('id')
      .where('id', '=', organisation_id)
      .executeTakeFirst()) ?? {}
  if (!id) return 'not_here'
  const leaving = await tx
    .selectFrom('information.leavings')
    .select('state')
    .where('organisation_id', '=', organisation_id)
    .where('state', 'in', ['left', 'destroying', 'destroyed'])
    .executeTakeFirst()
  if (!leaving) return 'to_plan'
  return leaving.state === 'destroyed' ? 'already' : 'tonight'
}

const stateOf = async (tx: Write, id: string): Promise<string | undefined> =>
  (await tx.selectFrom('information.erasures').select('state').where('id', '=', id).executeTakeFirst())?.state

/** Makes the erasure stand as confirmed, as it was; whatever else was under way for them is over with it. */
async function askAgain(tx: Write, thing: ErasedPerson, now: Date): Promise<'asked' | 'already' | 'not_here'> {
  const { erasure_id, person_id, organisation_id, pseudonym } = thing
  const person = await tx
    .selectFrom('people.published_persons')
    .select('id')
    .where('id', '=', person_id)
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  if (!person) return 'not_here'
  if ((await stateOf(tx, erasure_id)) === 'done') return 'already'
  await tx
    .updateTable('information.erasures')
    .set({ state: 'withdrawn' })
    .where('person_id', '=', person_id)
    .where('id', '<>', erasure_id)
    .where('state', 'in', ['proposed', 'confirmed'])
    .execute()
  const asked = { asked_by_name: 'Operator, at the command line', asked_at: now }
  const confirmed = { state: 'confirmed', pseudonym, confirmed_at: now }
  const because = 'Erased before, and brought back by a backup that was restored'
  await tx
    .insertInto('information.erasures')
    .values({ id: erasure_id, organisation_id, person_id, because, ...asked, ...confirmed })
    .onConflict(same => same.column('id').doUpdateSet(confirmed))
    .execute()
  return 'asked'
}
