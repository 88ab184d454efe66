/* What an import says: on the screen, and in a file with every error in it. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import type { Fault } from './batches.ts'
import { balances, sums, type Tally } from './tally.rules.ts'

export interface ReportFile {
  add(fault: Fault): void
  close(tally: Tally, dry: boolean): void
}

const COLUMNS = ['row', 'number', 'column', 'value', 'says', 'outcome'] as const
const fields = (fault: Fault) => Object.fromEntries(COLUMNS.map(column => [column, fault[column]]))

// A spreadsheet would run a value that begins like a formula.
const harmless = (value: unknown) => (typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value)

const csvLine = (values: readonly unknown[]) => stringify([values.map(harmless)])

/**
 * A report that is written as the import goes, so that a long list of errors needs no memory. A name ending in .csv gets the errors
 * alone; any other gets JSON, with the tally and its sums.
 */
export function openReport(name: string): ReportFile {
  const file = openSync(name, 'w')
  const asCsv = name.toLowerCase().endsWith('.csv')
  let count = 0
  writeSync(file, asCsv ? csvLine(COLUMNS) : '{"errors": [')
  return {
    add(fault) {
      if (asCsv) writeSync(file, csvLine(COLUMNS.map(column => fault[column])))
      else writeSync(file, `${count++ > 0 ? ',' : ''}\n  ${JSON.stringify(fields(fault))}`)
    },
    close(tally, dry) {
      const rest = { dry_run: dry, balances: balances(tally, dry), sums: sums(tally, dry), ...tally }
      if (!asCsv) writeSync(file, `\n],\n${JSON.stringify(rest, null, 2).slice(2)}\n`)
      closeSync(file)
    },
  }
}

const number = (value: number) => value.toLocaleString('en-GB')
const counted = (counts: Record<string, number>) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, value]) => `  ${number(value).padStart(9)}  ${name}`)

const MOST_SENTENCES = 20

/** The screen's account of it: what was made, what happened, what was wrong, and the sums. */
export function summaryOf(tally: Tally, dry: boolean): string[] {
  const { made, faults } = tally
  const states = Object.entries(tally.states_there).map(
    ([there, { becomes, cases }]) => `  ${number(cases).padStart(9)}  ${there || '(not stated)'} → ${becomes}`,
  )
  const wrong = counted(faults.by_sentence)
  return [
    `${dry ? 'To make' : 'Made'}: ${number(made.people)} people, ${number(made.teams)} teams, ${number(made.categories)} categories.`,
    `${dry ? 'Events to record' : 'Events recorded'}:`,
    ...counted(tally.events),
    ...(states.length > 0 ? ['States of the cases:', ...states] : []),
    wrong.length === 0 ? 'No errors.' : `${number(faults.mistakes)} errors, ${number(faults.notes)} noted and kept:`,
    ...wrong.slice(0, MOST_SENTENCES),
    'Reconciliation:',
    ...sums(tally, dry).map(sum => `  ${sum.balances ? 'balances ' : 'DOES NOT '} ${sum.says}`),
  ]
}

/** One error as a line. */
export const lineOf = ({ row, number: of, column, value, says, outcome }: Fault): string =>
  [`  row ${row}`, of, column && `column ${column}${value ? ` "${value}"` : ''}`].filter(Boolean).join(', ') +
  `: ${says} (${outcome})`
