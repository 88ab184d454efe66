/** Text from a row. */
export type FillIn = (row: readonly string[]) => string

export interface Template {
  readonly columns: readonly string[]
  /** How to fill it in, once it is known where each column stands. */
  readonly at: (positionOf: (column: string) => number) => FillIn
}

// What stands between two columns, and not before the first that is there.
const JOINT = /^[\s,;:/·–—-]+/

/**
 * "{category}, {place}" as a template. An empty column takes the words before it away with it ("Opened by {opened_by}" of nobody is
 * empty), so that nothing reads "Category: " and then stops.
 */
export function compileTemplate(text: string): Template {
  const pieces = [...text.matchAll(/([^{]*)\{([^{}]+)\}/g)].map(([, before, column]) => ({
    before: before!,
    column: column!,
  }))
  const end = text.slice(pieces.reduce((length, piece) => length + piece.before.length + piece.column.length + 2, 0))
  return {
    columns: pieces.map(piece => piece.column),
    at: positionOf => {
      const parts = pieces.map(({ before, column }) => ({ before, position: positionOf(column) }))
      return row => {
        if (parts.length === 0) return text
        let filled = ''
        for (const [index, { before, position }] of parts.entries()) {
          const value = row[position]!
          if (value === '') continue
          filled += (filled === '' && index > 0 ? before.replace(JOINT, '') : before) + value
        }
        return filled === '' ? '' : (filled + end).replace(/ +/g, ' ').trim()
      }
    },
  }
}
