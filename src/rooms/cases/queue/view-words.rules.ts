import { CHANNEL_NAMES, HOLD_REASONS, STATE_NAMES } from '../case.rules.ts'
import { KIND_NAMES, NO_FILTERS, type View, viewHref } from './view.rules.ts'

/** Names for what an address holds as identifiers. */
export interface Names {
  organisation(id: string): string | undefined
  person(id: string): string | undefined
  category(id: string): string | undefined
}

const or = (words: readonly string[]) =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? '')

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const assigned = (assignee: string, names: Names) => {
  if (assignee === 'none') return 'unassigned'
  return assignee === 'me' ? 'assigned to me' : `assigned to ${names.person(assignee) ?? 'somebody else'}`
}

/** The filters in force as parts of a sentence, each with the view without it. */
export function filterWords(view: View, names: Names): { text: string; without: View }[] {
  const { organisation, category, assignee, channel, kind, reason, restricted, since } = view
  const words: [string | undefined, Partial<View>][] = [
    [organisation && (names.organisation(organisation) ?? 'another organisation'), { organisation: undefined }],
    [category && (names.category(category) ?? 'another category'), { category: undefined }],
    [assignee && assigned(assignee, names), { assignee: undefined }],
    [or(view.priorities), { priorities: [] }],
    [or(view.states.map(state => lower(STATE_NAMES[state]))), { states: [] }],
    [kind && `${lower(KIND_NAMES[kind])}s`, { kind: undefined }],
    [channel && `by ${lower(CHANNEL_NAMES[channel])}`, { channel: undefined }],
    [reason && HOLD_REASONS[reason], { reason: undefined }],
    [restricted && 'restricted', { restricted: undefined }],
    [since && `logged since ${since}`, { since: undefined }],
  ]
  return words.flatMap(([text, less]) => (text ? [{ text, without: { ...view, ...less } }] : []))
}

/** The same, as chips. */
export const chipsOf = (view: View, names: Names) =>
  filterWords(view, names).map(({ text, without }) => ({ text, removeHref: viewHref(without) }))

export const clearedHref = (view: View): string => viewHref({ ...view, ...NO_FILTERS, saved: undefined })

/** What a place is called. */
export const placeName = (place: string, team: string | undefined): string =>
  team ?? { mine: 'My work', unassigned: 'Unassigned' }[place] ?? 'All cases'
