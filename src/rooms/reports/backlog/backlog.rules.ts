import { AGE_BANDS, type AgeBand } from '../age.rules.ts'
import type { BacklogCell } from './backlog.queries.ts'

export interface BacklogRow {
  readonly band: AgeBand
  readonly label: string
  readonly active: number
  /** By reason, in the order asked for. */
  readonly stopped: readonly number[]
  readonly total: number
}

const sum = (cells: readonly BacklogCell[], which: (cell: BacklogCell) => boolean) =>
  cells.reduce((total, cell) => (which(cell) ? total + cell.cases : total), 0)

/** A row for each age: those being worked on, and those stopped, by reason (requirement S-34: counted apart). */
export const backlogRows = (cells: readonly BacklogCell[], reasons: readonly string[]): BacklogRow[] =>
  AGE_BANDS.map(({ key, label }) => {
    const here = cells.filter(cell => cell.band === key)
    return {
      ...{ band: key, label, active: sum(here, cell => cell.reason === null), total: sum(here, () => true) },
      stopped: reasons.map(reason => sum(here, cell => cell.reason === reason)),
    }
  })

export const totalOf = (cells: readonly BacklogCell[]): number => sum(cells, () => true)
export const activeOf = (cells: readonly BacklogCell[]): number => sum(cells, cell => cell.reason === null)
