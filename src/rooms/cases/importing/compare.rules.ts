import type { Told } from './replay.rules.ts'

/** How a case imported before stands here. */
export interface ImportedBefore {
  readonly id: string
  readonly number: number
  readonly reference: string
  readonly external_reference: string
  /** How many events of its record came from the other desk, and a hash over them and over its other facts. */
  readonly events: number
  readonly history_hash: string
  readonly facts_hash: string
  /** Where its record stood when the import last touched it, and where it stands now. */
  readonly imported_position: number
  readonly position: number
  /** Only some may know of it already. */
  readonly restricted: boolean
  readonly facts: Facts
}

/** What can change over there without an event of its own. */
export interface Facts {
  readonly subject: string
  readonly location: string | null
  readonly team: string | null
  readonly category: string | null
  readonly priority: string
  readonly extra: Readonly<Record<string, unknown>>
}

export type Fate = 'created' | 'brought_up_to_date' | 'unchanged' | 'worked_on_here' | 'rewritten'

/** What is hashed of a history: what happened and when. Names of people and teams may be corrected without making it another. */
export const historyText = (told: readonly Told[]): string =>
  told.map(one => `${one.name} ${one.at.toISOString()}`).join('\n')

/**
 * What becomes of a case that the other desk tells (again). One that people have worked on here since is theirs now and left alone;
 * so is one whose past was rewritten over there, because a record is only ever added to.
 */
export function fateOf(
  before: ImportedBefore | undefined,
  now: { told: readonly Told[]; facts_hash: string },
  hash: (text: string) => string,
): Fate {
  if (!before) return 'created'
  const told = now.told.slice(0, before.events)
  const same = told.length === before.events && hash(historyText(told)) === before.history_hash
  if (same && now.told.length === before.events && now.facts_hash === before.facts_hash) return 'unchanged'
  if (before.position !== before.imported_position) return 'worked_on_here'
  return same ? 'brought_up_to_date' : 'rewritten'
}

const asText = (value: unknown): string | null =>
  value === null || typeof value === 'string' ? value : JSON.stringify(value)

// A change of these is told by an event of its own, if the other desk keeps a history at all.
const TOLD_BY: Partial<Record<keyof Facts, string>> = {
  team: 'case.assigned',
  category: 'case.classified',
  priority: 'case.prioritised',
}

/** What the other desk changed without telling when: one entry for each fact that differs and that no new event tells of. */
export function editsBetween(before: Facts, after: Facts, newlyTold: readonly Told[]) {
  const fields = ['subject', 'location', 'team', 'category', 'priority', 'extra'] as const
  return fields
    .filter(field => !newlyTold.some(one => one.name === TOLD_BY[field]))
    .map(field => ({ field, before: asText(before[field]), after: asText(after[field]) }))
    .filter(edit => edit.before !== edit.after)
}
