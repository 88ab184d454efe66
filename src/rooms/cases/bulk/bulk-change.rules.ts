import type { Level } from '#rooms/clock/index.ts'
import { CLOSURE_CODES, type ClosureCode, type HoldReason, type State } from '../case.rules.ts'

/** What can be done to many cases at once. */
export const WHATS = ['take', 'assign', 'classify', 'prioritise', 'close'] as const
export type What = (typeof WHATS)[number]

/** More than a page of cases is no longer a decision about each. */
export const MOST = 200

export type Change =
  | { readonly what: 'take' }
  | { readonly what: 'assign'; readonly team_id: string; readonly assignee_id: string | null; readonly to: string }
  /** A category of its own for each organisation: none is shared. */
  | { readonly what: 'classify'; readonly categories: ReadonlyMap<string, string> }
  | { readonly what: 'prioritise'; readonly impact: Level; readonly urgency: Level }
  | { readonly what: 'close'; readonly closure_code: ClosureCode; readonly because: string | undefined }

/** How a case stood before, and the version it had after: one that differs was changed since, and is left alone by undoing. */
export interface Before {
  readonly reference: string
  readonly version: number
  readonly state: State
  readonly team_id: string | null
  readonly assignee_id: string | null
  readonly category_id: string | null
  readonly impact: Level
  readonly urgency: Level
  readonly hold_reason: HoldReason | null
  readonly held_until: string | null
  readonly closure_code: ClosureCode | null
  readonly resolution: string | null
}

export interface Refused {
  readonly reference: string
  readonly why: string
}

/** A bulk change as it is kept. */
export interface Kept {
  readonly done: readonly Before[]
  readonly refused: readonly Refused[]
  readonly undone?: { readonly refused: readonly Refused[] } | undefined
}

export const cases = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`

/** What was done, after "12 cases". */
export function saidOf(change: Change): string {
  if (change.what === 'take') return 'taken'
  if (change.what === 'assign') return `assigned to ${change.to}`
  if (change.what === 'classify') return 'put under another category'
  if (change.what === 'prioritise') return 'given another priority'
  return `closed (${CLOSURE_CODES[change.closure_code].toLowerCase()})`
}

const listed = (refused: readonly Refused[]) => refused.map(({ reference, why }) => `${reference}: ${why}`).join(' ')

/** "12 cases closed. 2 could not be: C-1: This case is already closed." */
export function sayChange(said: string, { done, refused, undone }: Kept): string {
  if (undone) {
    const restored = done.length - undone.refused.length
    const not = undone.refused.length > 0 ? ` ${undone.refused.length} could not be: ${listed(undone.refused)}` : ''
    return `Undone: ${cases(restored)} put back.${not}`
  }
  const not = refused.length > 0 ? ` ${refused.length} could not be: ${listed(refused)}` : ''
  return `${cases(done.length)} ${said}.${not}`
}
