import { CsvError, parse } from 'csv-parse/sync'
import { type Columns, columnsOf } from './columns.rules.ts'
import { type Row, readRow, type Wrong } from './row.rules.ts'

export const MOST_ROWS = 10_000
export const MOST_BYTES = 5 * 1024 * 1024

export interface PeopleFile {
  readonly rows: readonly Row[]
  readonly wrong: readonly Wrong[]
  /** Headings that mean nothing to us. */
  readonly passed_over: readonly string[]
}

/** British spreadsheets write commas, others semicolons or tabs: whichever the first line has most of. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  return [',', ';', '\t'].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best))
}

function cellsOf(text: string): string[][] | string {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      to: MOST_ROWS + 2,
    })
  } catch (error) {
    return error instanceof CsvError
      ? `The file is not a table of text that can be read, near row ${(error.lines as number | undefined) ?? 1}`
      : 'The file cannot be read'
  }
}

function lacks({ at, twice }: Columns): string | undefined {
  if (!at.has('name') && !(at.has('first_name') || at.has('last_name')))
    return 'No column is called “Name”, or “First name” and “Last name”'
  if (!at.has('email') && !at.has('employee_number'))
    return 'No column is called “E-mail” or “Employee number”: one of them says who is who'
  return twice.length > 0 ? `Two columns would be the same: “${twice.join('”, “').slice(0, 200)}”` : undefined
}

/** Reads a file of people by its headings. A sentence when it is not one. */
export function readPeopleFile(text: string, today: string): PeopleFile | { problem: string } {
  if (text.includes('\uFFFD')) return { problem: 'Some letters cannot be read: save the file as “CSV UTF-8”' }
  const table = cellsOf(text)
  if (typeof table === 'string') return { problem: table }
  const [headings, ...rest] = table
  if (!headings || rest.length === 0) return { problem: 'The file has no rows beneath its headings' }
  if (rest.length > MOST_ROWS)
    return { problem: `The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows: send it in parts` }
  const columns = columnsOf(headings)
  const problem = lacks(columns)
  if (problem) return { problem }
  const read = rest
    .map((cells, index) => ({ cells, line: index + 2 }))
    .filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
    .map(({ cells, line }) => readRow(cells, line, columns, today))
  return { rows: read.map(({ row }) => row), wrong: read.flatMap(({ wrong }) => wrong), passed_over: columns.unknown }
}
