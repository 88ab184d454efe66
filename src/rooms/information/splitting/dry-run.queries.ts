import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Held, RECORD_KINDS, type RecordKind } from '#platform/holdings/holding.ts'
import { type CasesParting, countPartingCases } from '#rooms/cases/index.ts'
import { listMailboxesOf, type MailboxThere } from '#rooms/channels/index.ts'
import { findTies, type Ties } from '#rooms/people/index.ts'
import type { Counted } from '../succeeding/dry-run.queries.ts'
import type { Plan } from '../succeeding/plan.queries.ts'
import { partedTables } from './parting.sql.ts'
import { partsOf, type Split } from './split.queries.ts'
import { type Conflict, type ConflictKind, caseWays, open, type Parts, type Ways } from './split.rules.ts'

export interface Foreseen {
  readonly parts: Parts
  readonly cases: CasesParting
  readonly conflicts: readonly Conflict[]
  readonly unsettled: readonly Conflict[]
}

/** What a split would do to cases, and what stands between: as things are now. */
export async function foresee(tx: Read, plan: Plan, split: Split): Promise<Foreseen> {
  const parts = await partsOf(tx, plan, split)
  const parting = { organisation_id: plan.organisation_id, persons: parts.persons, teams: parts.teams }
  const cases = await countPartingCases(tx, { ...parting, ...caseWays(split.ways) })
  const mailboxes = await listMailboxesOf(tx, plan.organisation_id)
  const facts = {
    ...{ parts, cases, ties: await findTies(tx, parting), chosen: split.chosen.mailboxes, mailboxes },
    ...{ stay: await countStaying(tx, plan, parts), held: await isHeld(tx, plan.organisation_id) },
  }
  const conflicts = conflictsOf(facts)
  return { parts, cases, conflicts, unsettled: open(conflicts, split.ways) }
}

interface Facts {
  readonly parts: Parts
  readonly cases: CasesParting
  readonly ties: Ties
  readonly mailboxes: readonly MailboxThere[]
  /** Those that were chosen, whatever was settled of them. */
  readonly chosen: readonly string[]
  /** How many people would stay. */
  readonly stay: number
  readonly held: boolean
}

function conflictsOf({ parts, cases, ties, mailboxes, chosen, stay, held }: Facts): Conflict[] {
  if (parts.persons.length === 0) return [{ kind: 'nobody', many: 0, names: [] }]
  const found: Conflict[] = []
  const named = (kind: ConflictKind, names: readonly string[]) => {
    if (names.length > 0) found.push({ kind, many: names.length, names: names.slice(0, 10) })
  }
  const counted = (kind: ConflictKind, { many, references }: { many: number; references: readonly string[] }) => {
    if (many > 0) found.push({ kind, many, names: references })
  }
  if (stay === 0) found.push({ kind: 'everybody', many: parts.persons.length, names: [] })
  counted('staying_team', cases.with_staying_team)
  counted('losing_team', cases.loses_its_team)
  counted('major', cases.of_major)
  // Asked whether there are any or not: the answer would tell who may not know.
  found.push({ kind: 'restricted', many: null, names: [] })
  counted('replies', cases.waiting_replies)
  named('memberships', ties.memberships)
  named('rotas', ties.rotas)
  const shared = mailboxes.filter(one => chosen.includes(one.id) && one.serves_others.length > 0)
  named(
    'shared_mailbox',
    shared.map(({ address }) => address),
  )
  named('sign_in', ties.providers)
  if (ties.directories > 0) found.push({ kind: 'directory', many: ties.directories, names: [] })
  named('others', ties.others)
  if (ties.administrators === 0) found.push({ kind: 'administrator', many: null, names: [] })
  if (held) found.push({ kind: 'legal_hold', many: 1, names: [] })
  return found
}

async function countStaying(tx: Read, { organisation_id }: Plan, { persons }: Parts): Promise<number> {
  const { rows } = await sql<{ many: number }>`select count(*) as many from people.published_persons
    where organisation_id = ${organisation_id} and active and id <> all (${[...persons]}::uuid[])`.execute(tx)
  return rows[0]!.many
}

async function isHeld(tx: Read, organisation_id: string): Promise<boolean> {
  const hold = tx.selectFrom('information.legal_holds').select('id').where('subject_id', '=', organisation_id)
  return (await hold.where('lifted_at', 'is', null).executeTakeFirst()) !== undefined
}

/** How many records of each kind would move, be copied and stay. */
export async function countParting(
  tx: Read,
  held: Held,
  { plan, parts, ways }: { plan: Plan; parts: Parts; ways: Ways },
): Promise<Counted[]> {
  // What nobody may read, such as what search looks through, is made from the rest.
  const tables = partedTables(held, { parts, ways }).filter(
    ({ holding, does }) => !holding.left_out || does === 'moves',
  )
  const counts = tables.map(
    ({ table, which }) => sql`select ${table}::text as name, count(*) as rows, count(*) filter (where ${which}) as those
      from ${sql.table(table)} t where t.organisation_id = ${plan.organisation_id}`,
  )
  const { rows } = await sql<{
    name: string
    rows: number
    those: number
  }>`${sql.join(counts, sql` union all `)}`.execute(tx)
  const of = new Map(rows.map(row => [row.name, row]))
  return (Object.keys(RECORD_KINDS) as RecordKind[]).flatMap(kind => {
    const counted = { kind, moves: 0, copied: 0, stays: 0 }
    for (const { table, does, holding } of tables.filter(one => one.holding.kind === kind)) {
      const { rows: every, those } = of.get(table) ?? { rows: 0, those: 0 }
      counted[does] += does === 'stays' ? every : those
      // What is copied is there twice: nothing of it is missing where it was.
      if (does === 'moves' && !holding.left_out) counted.stays += every - those
    }
    return counted.moves + counted.copied + counted.stays === 0 ? [] : [counted]
  })
}
