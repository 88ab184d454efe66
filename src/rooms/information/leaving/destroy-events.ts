/* Words and names go out of the record, whose chain still fits (decision 31): some events at a time, in the order they were written. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { fingerprintsOf, messageOf } from '../erasing/take-out-of-events.ts'
import { patternOf, REMOVED } from '../erasing/words.rules.ts'
import { theirs } from './foresee.queries.ts'
import { withoutWords } from './without-words.rules.ts'

const AT_ONCE = 300
/** Who did it where nobody in particular did. */
const NOBODY = ['Moothall', 'Operator, at the command line']

interface Event {
  readonly id: number
  readonly name: string
  readonly actor_name: string
  readonly payload: unknown
  /** Whose person did it: another organisation's keep their name, since they are held there. */
  readonly of: string | null
}

/** How far it is: after which event, and the last there was when it began. What vouches for the rest is written after that. */
export interface Reached {
  readonly after: number
  readonly until: number
}

/** Where the record of an organisation begins and ends. */
export async function spanOf(tx: Write, organisation_id: string): Promise<Reached> {
  const { rows } = await sql<{ until: number | null }>`
    select max(id) as until from platform.events where organisation_id = ${organisation_id}`.execute(tx)
  return { after: 0, until: rows[0]?.until ?? 0 }
}

/** Empties some events. Returns how many changed, and how far it is when there are more. */
export async function emptyEvents(
  tx: Write,
  held: Held,
  { organisation_id, reached, leaving_id }: { organisation_id: string; reached: Reached; leaving_id: string },
  now: Date,
): Promise<{ rows: number; reached?: Reached }> {
  const { rows } = await sql<Event>`
    select e.id, e.name, e.actor_name, e.payload, p.organisation_id as of from platform.events e
      left join people.published_persons p on p.id = e.actor_id
    where e.organisation_id = ${organisation_id} and e.id > ${reached.after} and e.id <= ${reached.until}
    order by e.id limit ${sql.lit(AT_ONCE)}`.execute(tx)
  const events = rows.filter(({ name }) => !name.endsWith('.detailsErased'))
  const prints = await fingerprintsOf(tx, held, events)
  const pattern = await namedIn(tx, held, organisation_id, JSON.stringify(events.map(({ payload }) => payload)))
  const changes = events.flatMap(event => {
    const { id, payload, of } = event
    const stays = (of !== null && of !== organisation_id) || NOBODY.includes(event.actor_name)
    const actor_name = stays ? event.actor_name : REMOVED
    const without = withoutWords(event, { pattern, sha256: prints.get(messageOf({ payload })) })
    const same = actor_name === event.actor_name && JSON.stringify(without) === JSON.stringify(payload)
    return same ? [] : [{ id, actor_name, payload: without }]
  })
  if (changes.length > 0)
    await sql`select platform.replace_in_events(${JSON.stringify(changes)}::json, ${leaving_id}, null, 'Moothall', ${now})`.execute(
      tx,
    )
  const last = rows.at(-1)?.id
  const more = last !== undefined && rows.length === AT_ONCE
  return { rows: changes.length, ...(more && { reached: { ...reached, after: last } }) }
}

/** A pattern for everybody of theirs who stands in these words. */
async function namedIn(tx: Write, held: Held, organisation_id: string, words: string): Promise<string | undefined> {
  const known = new Set<string>()
  for (const [table, holding] of held) {
    if (!holding.known_by) continue
    const columns = sql.join(holding.known_by.map(name => sql`${sql.ref(`t.${name}`)}::text`))
    const { rows } = await sql<{ known: string }>`
      select distinct k.known from ${sql.table(table)} t, unnest(array[${columns}]) k(known)
      where ${theirs(holding, organisation_id)} and length(k.known) > 2 and strpos(lower(${words}), lower(k.known)) > 0`.execute(
      tx,
    )
    for (const row of rows) known.add(row.known)
  }
  const all = [...known]
  const addresses = all.filter(one => one.includes('@'))
  return patternOf({ names: all.filter(one => !one.includes('@')), addresses, numbers: [] }, { parts: false })
}
