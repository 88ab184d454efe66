/* Two councils that become one, for tests; and all that is kept of organisations, to be compared. */
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { held } from '#app/holdings.ts'
import type { Db } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { resolveCase } from '#rooms/cases/index.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { listClashes } from './dry-run.queries.ts'
import { confirmPlan, planMerge, settlePlan, withdrawPlan } from './plan.actions.ts'
import { getPlan, type Settled } from './plan.queries.ts'
import { takeStep } from './succession.jobs.ts'

export interface Given {
  /** On which day; at once when not said. */
  readonly at?: Date
  /** What both have besides, before anything is planned. */
  readonly furnish?: (c: Council) => Promise<unknown>
}

/** How everything alike is settled: what can be kept beside the other is. */
export async function settledFor(p: { a: Council; both: Parameters<Council['writingAs']>[0] }, id: string) {
  const clashes = await p.a.writingAs(p.both, async tx => listClashes(tx, held, await getPlan(tx, id)))
  const pairs = clashes.map(({ table, ways }) => [table, ways.find(way => way === 'rename') ?? ways[0]!])
  // One name in `Settled` for each way that was offered.
  return Object.fromEntries(pairs) as Settled
}

/** Two councils with cases open and closed, and a confirmed plan to merge them. */
export async function planned({ at, furnish }: Given = {}) {
  const [a, b] = [await council(), await council()]
  for (const one of [a, b]) await furnish?.(one)
  const both = { person_id: undefined, organisations: [a.organisation_id, b.organisation_id] }
  const opens = [await a.givenCase(), await b.givenCase({ subject: 'Still open' })]
  const closed = await a.givenCase({ subject: 'Long closed' })
  const done = { reference: closed.reference, closure_code: 'solved', resolution: 'Done.' } as const
  await a.writing(tx => resolveCase(tx, a.asha.author, done, new Date()))
  for (const one of [a, b]) await one.work()
  const short_name = `M${newId().slice(-8)}`
  const now = new Date()
  const names = { name: `${short_name} Council`, short_name, takes_effect_at: at ?? now }
  const whose = { organisation_id: a.organisation_id, other_id: b.organisation_id }
  const id = await a.writingAs(both, tx => planMerge(tx, a.farah.author, { ...whose, ...names }, now))
  const settled = await settledFor({ a, both }, id)
  await a.writingAs(both, async tx => {
    await settlePlan(tx, a.farah.author, { id, settled }, now)
    await confirmPlan(tx, a.farah.author, { id, held }, now)
  })
  const plan = await a.writingAs(both, tx => getPlan(tx, id))
  const step = (by: Db = db) => takeStep(contextFor(by, a.organisation_id, at ?? new Date()), held, id)
  return {
    ...{ a, b, both, id, plan, step, opens, closed, short_name },
    standing: () => a.writingAs(both, tx => getPlan(tx, id)),
    withdraw: () => a.writingAs(both, tx => withdrawPlan(tx, a.farah.author, { id, held }, new Date())),
  }
}
export type Planned = Awaited<ReturnType<typeof planned>>

/** Takes steps to the end; says how many. */
export async function all(step: () => Promise<boolean>): Promise<number> {
  let steps = 1
  while (await step()) steps++
  return steps
}

/** What a merge adds to and does not put back: the record, and what is kept of the merge itself. */
const ITS_OWN = ['platform.events', 'information.succession_plans', 'information.succession_moves']
const OF_PEOPLE = ['people.sessions', 'people.api_tokens', 'people.passwords'] as const
export type Contents = Readonly<Record<string, readonly string[]>>

/** When somebody's own row was last written, and that a session gets another secret: both say that a row was touched. */
const TOUCHED = ['changed_at', 'renew']

/** Every row of every table that is these organisations' or their people's, word for word, without columns that may differ. */
export async function contentsOf(ids: readonly string[], without: readonly string[] = []): Promise<Contents> {
  const contents: Record<string, string[]> = {}
  const add = async (table: string, where: string) => {
    const { rows } = await owner.query(
      `select (to_jsonb(t) - $2::text[])::text as row from ${table} t where ${where} order by 1`,
      [ids, [...TOUCHED, ...without]],
    )
    contents[table] = rows.map(({ row }) => row)
  }
  for (const [table, { organisation }] of held)
    if (organisation && !ITS_OWN.includes(table)) await add(table, `${organisation} = any ($1)`)
  for (const table of OF_PEOPLE)
    await add(table, 'person_id in (select id from people.persons where organisation_id = any ($1))')
  return contents
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const OF_THE_RUN = [
  [/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'TIME'],
  [/\bC-\d{4,}/g, 'REFERENCE'],
  [/"number": \d{4,}/g, '"number": 0'],
  [/"message_id": "[^"]+@[^"]+"/g, '"message_id": "ADDRESS"'],
  [/"key": "(\w+):\d+"/g, '"key": "$1"'],
  [/"[\w+/=-]{40,}"|\\\\x[0-9a-f]{8,}/g, '"HASH"'],
] as const
const ROUNDS = 4

/**
 * The same without what differs from one run to another: names, times, and identifiers, each of which becomes a word made from
 * everywhere it stands. Two runs that end the same way give the same words.
 */
export function likeness(contents: Contents, names: Readonly<Record<string, string>>): Contents {
  const plain = (row: string) => {
    let text = row
    for (const [name, word] of Object.entries(names)) text = text.replaceAll(new RegExp(name, 'gi'), word)
    for (const [pattern, word] of OF_THE_RUN) text = text.replace(pattern, word)
    return text
  }
  const rows = Object.entries(contents).flatMap(([table, its]) => its.map(row => ({ table, text: plain(row) })))
  let words = new Map<string, string>()
  const reading = (text: string, about?: string) =>
    text.replace(UUID, id => (id === about ? 'THIS' : (words.get(id) ?? 'ID')))
  for (let round = 0; round < ROUNDS; round++) {
    const places = new Map<string, string[]>()
    for (const { table, text } of rows)
      for (const id of new Set(text.match(UUID)))
        places.set(id, [...(places.get(id) ?? []), `${table} ${reading(text, id)}`])
    const wordOf = (where: string[]) => createHash('sha1').update(where.sort().join('\n')).digest('hex').slice(0, 8)
    words = new Map([...places].map(([id, where]) => [id, wordOf(where)]))
  }
  const like = Object.keys(contents).map(table => {
    const its = rows.filter(row => row.table === table).map(({ text }) => reading(text))
    return [table, its.sort()] as const
  })
  return Object.fromEntries(like)
}

/** What is left when a merge is over, as `likeness` says it. */
export async function endOf(p: Planned): Promise<Contents> {
  const contents = await contentsOf([p.a.organisation_id, p.b.organisation_id, p.plan.successor_id])
  return likeness(contents, { [p.a.short]: 'FIRST', [p.b.short]: 'SECOND', [p.short_name]: 'NEW' })
}

/** A database whose connection is ended before the statement of this number, as when its server is killed; says whether it was. */
export function killedAt(statement: number): { db: Db; killed: () => boolean } {
  let [asked, killed] = [0, false]
  const pool = new Proxy(db.pool, {
    get(target, name) {
      if (name !== 'connect') return Reflect.get(target, name)
      return async () => {
        const client = await target.connect()
        // Every way of calling it that a transaction uses answers with a promise.
        const query = client.query.bind(client) as unknown as (...given: readonly unknown[]) => Promise<unknown>
        let writes = false
        const asking = async (...given: readonly unknown[]) => {
          writes ||= String(given[0]).startsWith('begin read write')
          // Nobody waits for the end of a read: whoever came next would find the connection ended.
          if (!writes || asked++ !== statement) return query(...given)
          killed = true
          await owner.query('select pg_terminate_backend($1)', [(client as unknown as { processID: number }).processID])
          await pause(20)
          return query(...given)
        }
        return new Proxy(client, {
          get(its, key) {
            if (key === 'query') return asking
            const value = Reflect.get(its, key)
            return typeof value === 'function' ? value.bind(its) : value
          },
        })
      }
    },
  })
  return { db: { pool, close: async () => {} }, killed: () => killed }
}
