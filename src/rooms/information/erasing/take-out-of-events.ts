/* Takes somebody out of the record, whose chain still fits: the database keeps a digest of what was there and vouches for what is (decision 31). */
import { type RawBuilder, sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { Held } from '#platform/holdings/holding.ts'
import type { Taking } from './take-out-of-rows.ts'
import { patternOf, withoutThem, wordsIn } from './words.rules.ts'

interface Event {
  readonly id: number
  readonly subject_id: string
  readonly position: number
  readonly name: string
  readonly actor_id: string | null
  readonly actor_name: string
  readonly payload: unknown
}

const PAGE = 500

/** Returns how many events changed. */
export async function takeOutOfEvents(
  tx: Write,
  author: Author,
  { erasure_id, ...taking }: Taking & { erasure_id: string },
  now: Date,
): Promise<number> {
  let replaced = 0
  for await (const events of eventsAbout(tx, taking)) {
    const prints = await fingerprintsOf(tx, taking.held, events)
    const changes = events.flatMap(event => changeOf(event, taking, prints))
    if (changes.length === 0) continue
    const { rows } = await sql<{
      n: string
    }>`select platform.replace_in_events(${JSON.stringify(changes)}::json, ${erasure_id},
      ${author.person_id ?? null}, ${author.name}, ${now}) as n`.execute(tx)
    replaced += Number(rows[0]?.n ?? 0)
  }
  return replaced
}

/** Their own events, those on them and on their cases, and those that name them. */
async function* eventsAbout(tx: Write, { somebody }: Taking): AsyncGenerator<Event[]> {
  const pattern = patternOf(somebody, { parts: false })
  const named = pattern === undefined ? sql`false` : sql`e.payload::text ~* ${pattern}`
  const subjects = [somebody.id, ...somebody.cases]
  const where = sql`(e.actor_id = ${somebody.id} or e.subject_id = any (${subjects}::uuid[]) or ${named})`
  let after: RawBuilder<unknown> = sql`true`
  for (;;) {
    const { rows } = await sql<Event>`select e.id, e.subject_id, e.position, e.name, e.actor_id, e.actor_name, e.payload
      from platform.events e where ${where} and ${after} order by e.subject_id, e.position limit ${sql.lit(PAGE)}`.execute(
      tx,
    )
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
    const last = rows.at(-1)!
    after = sql`(e.subject_id, e.position) > (${last.subject_id}, ${last.position})`
  }
}

function changeOf(event: Event, { somebody, pseudonym }: Taking, prints: ReadonlyMap<string, string>) {
  const ours = event.subject_id === somebody.id || somebody.cases.includes(event.subject_id)
  const pattern = patternOf(somebody, { parts: ours })
  const by = event.actor_id === somebody.id
  // An edit holds what stood there before: on their own case, their own words.
  const words = somebody.cases.includes(event.subject_id) && (by || event.name.endsWith('.edited'))
  const theirs = event.subject_id === somebody.id ? 'details' : words ? wordsIn(event.name) : 'no'
  const sha256 = prints.get(messageOf(event))
  const payload = JSON.stringify(withoutThem(event.payload, { pattern, pseudonym, theirs, sha256 }))
  if (!by && payload === JSON.stringify(event.payload)) return []
  return [{ id: event.id, actor_name: by ? pseudonym : event.actor_name, payload: JSON.parse(payload) }]
}

/** The message an event is about, or nothing. */
export const messageOf = ({ payload }: Pick<Event, 'payload'>): string =>
  typeof payload === 'object' && payload !== null && 'message_id' in payload ? String(payload.message_id) : ''

/** What the messages of these events say now, by their SHA-256: the record is checked against it. */
export async function fingerprintsOf(tx: Write, held: Held, events: readonly Pick<Event, 'payload'>[]) {
  const ids = events.map(messageOf).filter(id => id !== '')
  const prints = new Map<string, string>()
  for (const [table, { fingerprinted }] of held) {
    if (!fingerprinted || ids.length === 0) continue
    const { rows } = await sql<{ id: string; sha256: string }>`
      select t.id, encode(sha256(convert_to(${sql.ref(`t.${fingerprinted}`)}, 'UTF8')), 'hex') as sha256
      from ${sql.table(table)} t where t.id = any (${ids}::uuid[])`.execute(tx)
    for (const { id, sha256 } of rows) prints.set(id, sha256)
  }
  return prints
}
