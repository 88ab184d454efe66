/* What becomes of what was held of an organisation that left, once the time it was to be kept is over: as the rooms declare it. */
import type { Held, Holding } from '#platform/holdings/holding.ts'

/** Gone; there without words, names and secrets; as it was; or none of theirs. */
export type Fate = 'deleted' | 'emptied' | 'stays' | 'not_theirs'

const GOES: readonly string[] = ['signing_in', 'choice', 'notice', 'mail', 'setting', 'technical']

/** What is to become of a table's rows. What figures stand on stays, and so does the record; words, people and secrets do not. */
export function fateOf(holding: Holding): Fate {
  if (holding.organisation === null && !holding.whose) return 'not_theirs'
  const goes = holding.bytes_of || holding.left_out || holding.erased === 'deleted' || GOES.includes(holding.kind)
  if (goes && !holding.figures) return 'deleted'
  return emptiedOrNot(holding)
}

/** A row that is to stay has something to lose, or not. Of a setting, all it says; of what figures stand on, what is personal. */
function emptiedOrNot({ personal = {}, secret = [], plain = [], kind, figures }: Holding): Fate {
  const said = kind === 'setting' && !figures ? plain : []
  return Object.keys(personal).length + secret.length + said.length > 0 ? 'emptied' : 'stays'
}

/** What was agreed, and the statement of what was destroyed. */
const STATEMENT = 'information.leavings'

/** A table, and one whose rows name its own. */
export interface Reference {
  readonly table: string
  readonly named_by: string
}

/** What becomes of every table: what something that stays still names cannot go, and is emptied instead. */
export function fatesOf(held: Held, references: readonly Reference[]): ReadonlyMap<string, Fate> {
  const fates = new Map([...held].map(([table, holding]) => [table, fateOf(holding)]))
  fates.set(STATEMENT, 'stays')
  for (let changed = true; changed; ) {
    changed = false
    for (const { table, named_by } of references)
      if (fates.get(table) === 'deleted' && table !== named_by && (fates.get(named_by) ?? 'stays') !== 'deleted') {
        fates.set(table, emptiedOrNot(held.get(table)!))
        changed = true
      }
  }
  return fates
}

/** The tables that go, each before those it names. */
export function inOrder(fates: ReadonlyMap<string, Fate>, references: readonly Reference[]): string[] {
  const left = new Set([...fates].flatMap(([table, fate]) => (fate === 'deleted' ? [table] : [])))
  const order: string[] = []
  while (left.size > 0) {
    const free = [...left].filter(
      table => !references.some(one => one.table === table && one.named_by !== table && left.has(one.named_by)),
    )
    // Tables that name each other in a ring go in any order.
    for (const table of free.length > 0 ? free : [...left]) {
      order.push(table)
      left.delete(table)
    }
  }
  return order
}

const PEOPLE = 'people.persons'
const EVENTS = 'platform.events'

/** Every step of the destruction, in order: the record after the messages whose fingerprints it has, and people last of all, since the record is searched for their names. */
export function destroyingSteps(fates: ReadonlyMap<string, Fate>, references: readonly Reference[]): string[] {
  const emptied = [...fates].flatMap(([table, fate]) =>
    fate === 'emptied' && table !== PEOPLE && table !== EVENTS ? [`empty ${table}`] : [],
  )
  const deleted = inOrder(fates, references).map(table => `delete ${table}`)
  return [...emptied, 'events', ...deleted, `empty ${PEOPLE}`]
}
