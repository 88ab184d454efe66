import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Held, Holding, RecordKind } from '#platform/holdings/holding.ts'
import { listHolders } from '#rooms/people/index.ts'
import { REMOVED } from '../erasing/words.rules.ts'
import { type Rule, USUAL } from './rules.rules.ts'

/** What an organisation said of how long it keeps things. */
export async function listRules(tx: Read, organisation_id: string): Promise<Rule[]> {
  const rows = await tx
    .selectFrom('information.retention_rules as r')
    .leftJoin('people.published_persons as p', 'p.id', 'r.owner_id')
    .select(['r.kind', 'r.days', 'r.owner_id', 'p.name as owner'])
    .where('r.organisation_id', '=', organisation_id)
    .execute()
  // Written by this room's own act, which knows the kinds.
  return rows as Rule[]
}

/** Whose time does not run: persons and cases that are held. */
export interface Stopped {
  readonly everything: boolean
  readonly persons: readonly string[]
  readonly cases: readonly string[]
}

export async function listStopped(tx: Read, organisation_id: string): Promise<Stopped> {
  const rows = await tx
    .selectFrom('information.legal_holds')
    .select(['kind', 'subject_id'])
    .where('organisation_id', '=', organisation_id)
    .where('lifted_at', 'is', null)
    .execute()
  const of = (kind: string) => rows.filter(row => row.kind === kind).map(row => row.subject_id)
  return { everything: of('organisation').length > 0, persons: of('person'), cases: of('case') }
}

/** One table whose time runs out by itself. */
export interface Running {
  readonly table: string
  readonly holding: Holding
  readonly where: RawBuilder<unknown>
}

interface When {
  readonly organisation_id: string
  readonly kind: RecordKind
  readonly before: Date
  readonly stopped: Stopped
}

const column = (name: string) => sql.ref(`t.${name}`)
const among = (name: string, ids: readonly string[]) => sql`${column(name)} = any (${[...ids]}::uuid[])`

/** What of a kind is over, in each of its tables. Nothing while the whole organisation is held. */
export function overOf(held: Held, { organisation_id, kind, before, stopped }: When): Running[] {
  if (stopped.everything) return []
  return [...held].flatMap(([table, holding]) => {
    if (holding.kind !== kind || !holding.over) return []
    const described = holding.described_by ? held.get(holding.described_by) : undefined
    const from = (described ?? holding).kept_from
    if (!from) return []
    const free = freeOf(described ?? holding, stopped)
    const where =
      described && holding.bytes_of
        ? sql`${column(holding.bytes_of)} in (select d.id from (select t.* from ${sql.table(holding.described_by!)} t
            where ${column(from)} < ${before} and ${free}) d) and ${belongs(holding, organisation_id)}`
        : sql`${column(from)} < ${before} and ${free} and ${belongs(holding, organisation_id)} and ${notYet(holding)}`
    return [{ table, holding, where }]
  })
}

const belongs = ({ organisation, whose }: Holding, organisation_id: string) =>
  organisation
    ? sql`${column(organisation)} = ${organisation_id}`
    : sql`${column(whose!)} in (select p.id from people.published_persons p where p.organisation_id = ${organisation_id})`

/** Not of somebody or a case that is held. */
function freeOf({ whose, within }: Holding, { persons, cases }: Stopped) {
  const held = [
    ...(whose && persons.length > 0 ? [among(whose, persons)] : []),
    ...(within && cases.length > 0 ? [among(within, cases)] : []),
  ]
  return held.length === 0 ? sql`true` : sql`not coalesce(${sql.join(held, sql` or `)}, false)`
}

/** What was emptied before is not over again. */
function notYet({ over, within, personal = {} }: Holding) {
  if (over !== 'emptied') return sql`true`
  if (within === 'id') return sql`not exists (select from information.expired_cases x where x.case_id = t.id)`
  const words = Object.entries(personal).filter(([, becomes]) => becomes === 'removed')
  return words.length === 0
    ? sql`true`
    : sql`(${sql.join(
        words.map(([name]) => sql`${column(name)} <> ${REMOVED}`),
        sql` or `,
      )})`
}

export interface Due {
  readonly kind: RecordKind
  readonly rows: number
  readonly oldest: Date | null
}

/** How much is over now, and from when the oldest is: what the next run would take. */
export async function foreseeDue(
  tx: Read,
  held: Held,
  { organisation_id, rules, now }: { organisation_id: string; rules: readonly Rule[]; now: Date },
): Promise<Due[]> {
  const stopped = await listStopped(tx, organisation_id)
  const found: Due[] = []
  for (const { kind, days } of rules) {
    if (days === null || USUAL[kind] === undefined) continue
    const before = cutoff(days, now)
    let [rows, oldest]: [number, Date | null] = [0, null]
    for (const { table, holding, where } of overOf(held, { organisation_id, kind, before, stopped })) {
      // What the application may not read is looked at by the job alone.
      const from = holding.through ? sql`${sql.raw(holding.through)}() t` : sql`${sql.table(table)} t`
      const of = holding.kept_from ? column(holding.kept_from) : sql`null::timestamptz`
      const one = await sql<{ n: number; oldest: Date | null }>`
        select count(${holding.bytes_of ? sql`distinct ${column(holding.bytes_of)}` : sql`*`})::int as n, min(${of}) as oldest
        from ${from} where ${where}`.execute(tx)
      rows += one.rows[0]?.n ?? 0
      const first = one.rows[0]?.oldest ?? null
      if (first && (oldest === null || first < oldest)) oldest = first
    }
    found.push({ kind, rows, oldest })
  }
  return found
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Before when something is over that is kept so many days. */
export const cutoff = (days: number, now: Date): Date => new Date(now.getTime() - days * DAY_MS)

/** Who may answer for a kind of record: whoever reads reports or answers for information here. */
export async function listOwners(tx: Read, organisation_id: string): Promise<{ id: string; name: string }[]> {
  const staff = new Map<string, string>()
  for (const permission of ['information.manage', 'reports.read'] as const)
    for (const { id, name } of await listHolders(tx, organisation_id, permission)) staff.set(id, name)
  return [...staff].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name))
}
