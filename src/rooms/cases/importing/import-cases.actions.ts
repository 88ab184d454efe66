/*
 * Cases of another desk, hundreds at a time: their rows, first messages, clocks, pauses, words for search and whole histories, in one
 * transaction and a handful of statements. Importing again adds only what is new. Nobody is told of anything: it happened long ago.
 */
import type { Read, Write } from '#platform/database/transaction.ts'
import { findLeft } from '#rooms/people/index.ts'
import { caseProblems } from '../problems.ts'
import { caseRestricted } from '../restricting/events.ts'
import type { Fate } from './compare.rules.ts'
import { findImported } from './imported.queries.ts'
import type { ImportedCase, Known } from './imported-case.ts'
import { numbered, type OtherDesk, type Prepared, prepare } from './prepare-imported.ts'
import { type ForFew, listForFew, restrictKept, willBeRestricted } from './restrict-imported.actions.ts'
import { keepImported, takeNumbers } from './write-imported.actions.ts'

export interface Settled {
  readonly reference: string
  readonly fate: Fate
  /** Names of the events recorded for it now. */
  readonly told: readonly string[]
}

interface Command {
  readonly cases: readonly ImportedCase[]
  /** Every person, team and category the cases name must be in it. */
  readonly known: Known
}

const isKept = ({ fate }: { fate: Fate }) => fate === 'created' || fate === 'brought_up_to_date'

async function prepareAll(tx: Read, desk: OtherDesk, { cases, known }: Command, now: Date): Promise<Prepared[]> {
  const references = cases.map(one => one.reference)
  const here = await findImported(tx, desk, references)
  return cases.map(one => prepare(desk, known, one, { before: here.get(one.reference), now }))
}

const settled = (one: Prepared, known: Known, few: ForFew): Settled => {
  const told = isKept(one) ? one.standing.told.slice(one.before?.events ?? 0).map(event => event.name) : []
  const restricted = isKept(one) && willBeRestricted(known, few, one) ? [caseRestricted.name] : []
  return { reference: one.theCase.reference, fate: one.fate, told: [...told, ...restricted] }
}

/** What importing these cases would do; changes nothing. */
export async function foreseeImport(tx: Read, desk: OtherDesk, command: Command, now: Date): Promise<Settled[]> {
  const few = await listForFew(tx, desk)
  return (await prepareAll(tx, desk, command, now)).map(one => settled(one, command.known, few))
}

/** Imports cases, or brings those imported before up to date, and says of each what became of it (requirement S-227). Raises `cases.organisation-left`. */
export async function importCases(tx: Write, desk: OtherDesk, command: Command, now: Date): Promise<Settled[]> {
  if (await findLeft(tx, desk.organisation_id)) caseProblems.raise('organisation-left')
  const ready = await prepareAll(tx, desk, command, now)
  const kept = ready.filter(isKept)
  const numbers = await takeNumbers(tx, kept.filter(one => !one.before).length)
  const prepared = kept.map(one => (one.before ? one : numbered(one, numbers.pop()!)))
  const { known } = command
  const few = await listForFew(tx, desk)
  if (prepared.length > 0) await keepImported(tx, { desk, known, now }, prepared)
  await restrictKept(tx, { desk, known, few }, prepared, now)
  return ready.map(one => settled(one, known, few))
}
