import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { findWords } from '#platform/search/find.queries.ts'
import type { Priority, State } from '../case.rules.ts'

/** A case in a list of found or related ones. */
export interface CaseLine {
  readonly id: string
  readonly reference: string
  readonly subject: string
  readonly state: State
  readonly priority: Priority
  readonly requester_id: string
  readonly requester: string
  readonly organisation: string
  readonly organisation_name: string
  readonly organisation_accent: string
  readonly zone: string
  readonly logged_at: Date
  readonly changed_at: Date
}

const LINE = sql`
  select c.id, c.reference, c.subject, c.state, c.priority, c.requester_id, r.name as requester, o.short_name as organisation,
    o.name as organisation_name, o.accent as organisation_accent, o.zone, c.logged_at, c.changed_at
  from cases.cases c
    join people.published_organisations o on o.id = c.organisation_id
    join people.published_persons r on r.id = c.requester_id`

export interface FoundCase extends CaseLine {
  /** Around what was looked for, which stands between U+E000 and U+E001. */
  readonly snippet: string
  /** Whether the words stand in a message rather than in what was first asked. */
  readonly in_message: boolean
  readonly happened_at: Date
}

export interface CasesFound {
  readonly cases: readonly FoundCase[]
  /** Where the next page begins; undefined on the last. */
  readonly next: Date | undefined
}

const PAGE = 20

/**
 * A page of the cases with these words, newest first: in subjects, messages and notes, and in requesters' names. For a requester,
 * of their own cases only, and without the notes.
 */
export async function findCases(tx: Read, phrase: string, before?: Date, requester_id?: string): Promise<CasesFound> {
  const whose = requester_id === undefined ? { sees_staff: true } : { sees_staff: false, only_person: requester_id }
  const found = await findWords(tx, { phrase, subject_type: 'case', ...whose, before }, PAGE + 1)
  const page = found.slice(0, PAGE)
  const lines = await linesOf(
    tx,
    page.map(one => one.subject_id),
  )
  const cases = page.flatMap(({ subject_id, snippet, part, happened_at }) => {
    const line = lines.get(subject_id)
    return line ? [{ ...line, snippet, happened_at, in_message: part !== 'case' }] : []
  })
  return { cases, next: found.length > PAGE ? page.at(-1)?.happened_at : undefined }
}

async function linesOf(tx: Read, ids: readonly string[]): Promise<ReadonlyMap<string, CaseLine>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CaseLine>`${LINE} where c.id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row]))
}

/** A case by the number another system had for it. */
export async function findByExternalReference(
  tx: Read,
  organisations: readonly string[],
  typed: string,
): Promise<CaseLine[]> {
  const { rows } = await sql<CaseLine>`${LINE}
    where c.organisation_id = any (${[...organisations]}::uuid[]) and c.external_reference = ${typed.trim()} limit 5`.execute(
    tx,
  )
  return rows
}

/** Somebody's cases: the open ones, then the latest finished, `most` in all. */
export async function listCasesOf(tx: Read, person_id: string, most = 20): Promise<CaseLine[]> {
  const { rows } = await sql<CaseLine>`${LINE}
    where c.requester_id = ${person_id} order by c.is_open desc, c.logged_at desc limit ${most}`.execute(tx)
  return rows
}
