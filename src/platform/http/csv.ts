import { stringify } from 'csv-stringify/sync'
import type { Context } from 'hono'
import type { Env } from './env.ts'
import { keepPace } from './pace.ts'

export type CsvCell = string | number | Date | null

/** A cell as a spreadsheet may have it: it would run these beginnings as formulas (OWASP, CSV injection). */
export const safe = (cell: CsvCell): string | number =>
  cell === null
    ? ''
    : cell instanceof Date
      ? cell.toISOString()
      : typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell)
        ? `'${cell}`
        : cell

/**
 * A table as a file for a spreadsheet: UTF-8 with its mark, since Excel guesses otherwise. Instants in UTC, ISO 8601. Raises
 * `platform.too-often`.
 */
export function csv(
  c: Context<Env>,
  name: string,
  head: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): Response {
  keepPace(c, 'export')
  const text = stringify([[...head], ...rows.map(row => row.map(safe))], { bom: true })
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.csv"`,
  })
}
