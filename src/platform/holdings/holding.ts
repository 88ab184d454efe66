/*
 * What is held: each room says it once of each of its tables, beside them, in a `holdings.ts`. Export, subject access, retention and
 * erasure follow from it and from nothing else, and a test on the running system fails when a table, or a column that names a person
 * or an organisation or could hold somebody's words, is not declared.
 */
import type { DB } from '#platform/database/tables.generated.ts'

/** The kinds of record that have an information owner and a rule for how long they are kept. */
export const RECORD_KINDS = {
  case: 'Cases',
  message: 'Messages on cases',
  mail: 'E-mail as it came and went',
  file: 'Files',
  person: 'People and their details',
  signing_in: 'Sign-ins and keys',
  notice: 'Notifications',
  choice: 'What people chose and looked at',
  setting: 'Settings and agreements',
  report: 'Reports made final',
  record: 'The record of what was done',
  technical: 'Workings of the installation',
} as const
export type RecordKind = keyof typeof RECORD_KINDS

/** A person named by a column: the row is about them, in their words, or done by them as part of their work. */
export type Part = 'subject' | 'author' | 'worker'

/**
 * What erasure puts in place of somebody's own: their pseudonym, an address that leads nowhere, nothing at all, or a word saying that
 * it was removed. What is scrubbed loses their name, addresses and numbers, and keeps the rest: others' words stay theirs.
 */
export type Becomes = 'pseudonym' | 'no_address' | 'nothing' | 'removed' | 'scrubbed'

/**
 * What becomes of a table's rows when another organisation comes in the place of theirs. What figures and the record stand on stays;
 * people and what is theirs move; settings are copied, of both or of the first only, because open cases go on under the old ones.
 * What follows hangs from a row that moves, and goes with it.
 */
export interface Passing<Column extends string = string> {
  readonly how: 'moves' | 'follows' | 'copied' | 'copied_of_first' | 'stays'
  /** What is there once in an organisation: the same in two of them is a clash. */
  readonly named?: readonly Column[]
  /** The column that is called otherwise where both are kept: the named one itself, or the name at its end. */
  readonly renames?: Column
  /** What a clash is called, and how it can be settled. */
  readonly clash?: { readonly what: string; readonly ways: readonly Way[] }
  /** What the second's rows become, where there is one in an organisation. */
  readonly second_has?: Readonly<Partial<Record<Column, boolean>>>
}
/** One stays behind and ends; both are one; the second is called otherwise; both go on under one name. */
export type Way = 'first' | 'second' | 'join' | 'rename' | 'both'

export interface Holding<Column extends string = string> {
  /** In plain words, for the archive's README and the page of what is held. */
  readonly what: string
  readonly kind: RecordKind
  /** The column that says whose it is: null for what is nobody's, or whose organisation only the person says. */
  readonly organisation: Column | null
  /** Other columns that name an organisation. */
  readonly organisations?: readonly Column[]
  /** For what the application may not read: the function that gives it the rows of the organisations it acts for. */
  readonly through?: `${string}.${string}`
  /** The column that says a row is there for everybody, whoever's it is. */
  readonly seen_by_all?: Column
  /** Why it is in no export: derived from other rows, a secret, or the installation's own. */
  readonly left_out?: string
  /** Columns that name a person. */
  readonly persons?: Readonly<Partial<Record<Column, Part>>>
  /** Which of them says whose personal data the row is. */
  readonly whose?: Column
  /** The column naming the case it belongs to: it is then held about whoever asked for that case. */
  readonly within?: Column
  /** Columns with personal data or free text, and what erasure does to them. */
  readonly personal?: Readonly<Partial<Record<Column, Becomes>>>
  /** Columns of text that are nobody's: names of things, settings, states. */
  readonly plain?: readonly Column[]
  /** Never exported, never shown: hashes, sealed keys. */
  readonly secret?: readonly Column[]
  /** Erasing deletes the row instead: nothing stands on it. */
  readonly erased?: 'deleted'
  /** From when its time counts, and what happens to the row when it is over. What is `within` a case goes with it. */
  readonly kept_from?: Column
  readonly over?: 'deleted' | 'emptied'
  /** Columns by which a person is known: what stands there is looked for in others' words when they are erased. */
  readonly known_by?: readonly Column[]
  /** Columns with an address of somebody's, where the row names no person. */
  readonly by_address?: readonly Column[]
  /** What else erasing somebody sets on their own row. */
  readonly sets?: Readonly<Partial<Record<Column, boolean>>>
  /** The column naming a file that came with it. */
  readonly file?: Column
  /** A column whose SHA-256 the record has beside the row's identifier, as `message_id`. */
  readonly fingerprinted?: Column
  /** The bytes of a thing, in pieces: given as a file of its own, never as rows. The column naming the thing. */
  readonly bytes_of?: Column
  /** Where those files are, and how their names end where they have none of their own. */
  readonly folder?: 'files' | 'mail'
  /** The table with a row for each such thing, whose `within` or file says whose it is. */
  readonly described_by?: string
  readonly ending?: string
  /** Past figures stand on it, so it stays, without its words, when what an organisation that left had is destroyed. */
  readonly figures?: true
  /** What becomes of it when its organisation is followed by another; as its kind does, when not said. */
  readonly passes?: Passing<Column>
}

/** A part's tables, each with what it is. The columns are the tables' own: one renamed does not compile. */
export type Holdings<Table extends keyof DB = keyof DB> = {
  readonly [Name in Table]?: Holding<keyof DB[Name] & string>
}

/** Declares a part's holdings, of one schema: a pure value. */
export const declareHoldings = <const Part extends Holdings>(holdings: Part): Part => holdings

/** Every table that is declared, with what it is. */
export type Held = ReadonlyMap<string, Holding>

/** Joins what the parts declare. */
export function gatherHoldings(parts: readonly Holdings[]): Held {
  // A part's columns are checked where it is declared; gathered, they are read by name.
  return new Map(parts.flatMap(part => Object.entries(part) as [string, Holding][]))
}
