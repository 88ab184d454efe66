/*
 * A queue as its address says it: where, which cases, in what order, showing what. Everything about a view is in its URL, so that it
 * can be sent, kept and named.
 */
import {
  CHANNEL_NAMES,
  type Channel,
  HOLD_REASONS,
  type HoldReason,
  type Kind,
  PRIORITIES,
  type Priority,
  STATES,
  type State,
} from '../case.rules.ts'

export const KIND_NAMES: Record<Kind, string> = { incident: 'Incident', service_request: 'Service request' }

/** What a queue can be sorted by. `due` is what needs doing next: late first, paused last. */
export const SORTS = ['due', 'logged', 'changed', 'priority', 'requester'] as const
export type Sort = (typeof SORTS)[number]

/** What a row can show besides the time left, the reference and the subject, which are always there. */
export const COLUMN_NAMES = {
  requester: 'Requester',
  priority: 'Priority',
  assignee: 'Assignee',
  state: 'State',
  team: 'Team',
  category: 'Category',
  channel: 'Channel',
  logged: 'Logged',
  changed: 'Changed',
} as const
export type ColumnName = keyof typeof COLUMN_NAMES
export const COLUMNS = Object.keys(COLUMN_NAMES) as ColumnName[] // the keys of the record above

export type Density = 'compact' | 'comfortable'

export interface View {
  /** A team's slug, or `mine`, `unassigned`, `all`. */
  readonly place: string
  readonly states: readonly State[]
  readonly priorities: readonly Priority[]
  readonly organisation?: string | undefined
  readonly category?: string | undefined
  /** `me`, `none`, or a person. */
  readonly assignee?: string | undefined
  readonly channel?: Channel | undefined
  readonly kind?: Kind | undefined
  readonly reason?: HoldReason | undefined
  /** Only those that not everybody may know of. */
  readonly restricted?: 'yes' | undefined
  /** A day, as it was typed: YYYY-MM-DD in the reader's zone. */
  readonly since?: string | undefined
  readonly sort: Sort
  readonly descending: boolean
  readonly columns: readonly ColumnName[]
  /** How close the rows stand: the reader's own choice, no part of what a view shows. */
  readonly rows: Density
  /** The saved view this began as. */
  readonly saved?: string | undefined
}

type Fields = Readonly<Record<string, readonly string[]>>

const knownOf = <Value extends string>(known: readonly Value[], given: readonly string[] = []): Value[] =>
  known.filter(value => given.includes(value))

const oneOf = <Value extends string>(known: Record<Value, string>, given: string | undefined): Value | undefined =>
  given !== undefined && Object.hasOwn(known, given) ? (given as Value) : undefined // hasOwn has just shown it

const ID = /^[0-9a-f-]{36}$/
const idOf = (given: string | undefined) => (given !== undefined && ID.test(given) ? given : undefined)

/** Where everybody's cases are mixed, whose each is matters; on one's own list it goes without saying. */
export const usualColumns = (place: string): ColumnName[] =>
  place === 'mine'
    ? ['requester', 'priority', 'state', 'team']
    : place === 'all'
      ? ['requester', 'priority', 'assignee', 'state', 'team']
      : ['requester', 'priority', 'assignee', 'state']

const isClosedState = (state: State) => state === 'resolved' || state === 'closed'

/** Whether only open cases are meant: nothing finished was asked for. */
export const isOpenOnly = (view: View): boolean => !view.states.some(isClosedState)

/** Reads a view from an address. What it does not know it leaves out: an old bookmark still opens. */
export function readView(place: string, fields: Fields, rows: Density = 'compact'): View {
  const first = (name: string) => fields[name]?.find(value => value !== '')
  const states = knownOf(STATES, fields.state)
  const given = first('sort') ?? (states.some(isClosedState) ? '-logged' : 'due')
  const sort = SORTS.find(name => name === given.replace('-', '')) ?? 'due'
  const assignee = first('assignee')
  const columns = first('columns')?.split(',') ?? fields.column
  return {
    place,
    states,
    priorities: knownOf(PRIORITIES, fields.priority),
    organisation: idOf(first('organisation')),
    category: idOf(first('category')),
    assignee: assignee === 'me' || assignee === 'none' ? assignee : idOf(assignee),
    channel: oneOf(CHANNEL_NAMES, first('channel')),
    kind: oneOf(KIND_NAMES, first('kind')),
    reason: oneOf(HOLD_REASONS, first('reason')),
    restricted: first('restricted') === 'yes' ? 'yes' : undefined,
    since: first('since'),
    sort,
    descending: given.startsWith('-'),
    columns: columns ? knownOf(COLUMNS, columns) : usualColumns(place),
    rows,
    saved: idOf(first('saved')),
  }
}

const usualSort = (view: View) => (isOpenOnly(view) ? 'due' : '-logged')

/** The view as the query of an address, always in the same order, leaving out what goes without saying. */
export function writeView(view: View): URLSearchParams {
  const query = new URLSearchParams()
  for (const state of view.states) query.append('state', state)
  for (const priority of view.priorities) query.append('priority', priority)
  for (const name of [
    'organisation',
    'category',
    'assignee',
    'channel',
    'kind',
    'reason',
    'restricted',
    'since',
  ] as const)
    if (view[name]) query.set(name, view[name])
  const sort = `${view.descending ? '-' : ''}${view.sort}`
  if (sort !== usualSort(view)) query.set('sort', sort)
  const columns = view.columns.join(',')
  if (columns !== usualColumns(view.place).join(',')) query.set('columns', columns || 'none')
  if (view.saved) query.set('saved', view.saved)
  return query
}

/** The address of a view, with anything more that only this link needs. */
export function viewHref(view: View, more: Readonly<Record<string, string>> = {}): string {
  const query = writeView(view)
  for (const [name, value] of Object.entries(more)) query.set(name, value)
  const place = `/queue/${encodeURIComponent(view.place)}`
  return query.size > 0 ? `${place}?${query}` : place
}

export const NO_FILTERS = {
  states: [],
  priorities: [],
  organisation: undefined,
  category: undefined,
  assignee: undefined,
  channel: undefined,
  kind: undefined,
  reason: undefined,
  restricted: undefined,
  since: undefined,
} satisfies Partial<View>

/** Whether the view leaves out some of the open cases of its place. */
export const isFiltered = (view: View): boolean =>
  view.states.length > 0 ||
  view.priorities.length > 0 ||
  [view.organisation, view.category, view.assignee, view.channel, view.kind, view.reason].some(Boolean) ||
  [view.restricted, view.since].some(Boolean)
