import { sayFull, sayTimeLeft, sayWhen } from '#platform/time/say.ts'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import { Avatar } from '#platform/ui/pieces/avatar.tsx'
import { ClockFace } from '#platform/ui/pieces/clock-face.tsx'
import { OrganisationTag } from '#platform/ui/pieces/organisation-tag.tsx'
import { type Level, PriorityBadge } from '#platform/ui/pieces/priority-badge.tsx'
import type { Column } from '#platform/ui/pieces/queue-table.tsx'
import { type Stage, StateTag } from '#platform/ui/pieces/state-tag.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { CHANNEL_NAMES, STATE_NAMES, type State } from '../case.rules.ts'
import { casePaths } from '../paths.ts'
import type { Desk } from './desk.queries.ts'
import type { QueueRow } from './queue.queries.ts'
import { standingOf, termsKey } from './time-left.rules.ts'
import { type ColumnName, type Sort, type View, viewHref } from './view.rules.ts'

export interface Listing {
  readonly view: View
  readonly desk: Desk
  /** Names of assignees who are no colleagues any more. */
  readonly others?: ReadonlyMap<string, string>
  readonly now: Date
}

export const STAGES: Record<State, Stage> = {
  new: 'new',
  in_progress: 'working',
  on_hold: 'waiting',
  resolved: 'done',
  closed: 'closed',
}

type Organisations = ReadonlyMap<string, Desk['organisations'][number]>
const zoneOf = (organisations: Organisations, row: QueueRow) =>
  organisations.get(row.organisation_id)?.zone ?? 'Europe/London'

const momentOf = (date: Date, zone: string, now: Date) => ({
  text: sayWhen(date, zone, now),
  title: sayFull(date, zone),
  datetime: date.toISOString(),
})

/** The time left, and in its title when that is, where the case belongs. */
function TimeLeft({ row, desk, zone, now }: { row: QueueRow; desk: Desk; zone: string; now: Date }) {
  const terms = desk.terms.get(termsKey(row.organisation_id, row.priority, row.next_metric))
  const standing = standingOf(row, terms, now)
  if (!standing) return <span class="clock clock--stopped">no target</span>
  const face = { met: 'stopped', missed: 'late', late: 'late', paused: 'paused', running: 'running' } as const
  const state = standing.state === 'running' && standing.soon ? 'soon' : face[standing.state]
  const due = row.next_due_at ? { due: momentOf(row.next_due_at, zone, now) } : {}
  // "waiting for requester" says that it is paused, and why, in the width there is.
  const text =
    standing.state === 'paused' && standing.seconds >= 0 ? (standing.reason ?? 'paused') : sayTimeLeft(standing)
  return <ClockFace state={state} text={text} used={standing.used} {...due} />
}

function Subject({ row }: { row: QueueRow }) {
  return (
    <>
      <a href={casePaths.show({ reference: row.reference })}>{row.subject}</a>
      {row.restricted && <Tag colour="magenta">Restricted</Tag>}
      {row.unread && <span class="govuk-visually-hidden"> (unread)</span>}
      {row.last_message && <span class="queue__snippet">{row.last_message}</span>}
    </>
  )
}

/** A heading that sorts: by itself, then the other way round, then as before. */
function sorting(view: View, sort: Sort, firstDescending = false): NonNullable<Column<QueueRow>['sort']> {
  const here = view.sort === sort
  const descending = here ? !view.descending : firstDescending
  const direction = here ? ({ direction: view.descending ? 'descending' : 'ascending' } as const) : {}
  return { href: viewHref({ ...view, sort, descending }), ...direction }
}

function chosenColumns({ view, desk, others, now }: Listing): Record<ColumnName, Column<QueueRow>> {
  const organisations: Organisations = new Map(desk.organisations.map(each => [each.id, each]))
  const teams = new Map(desk.teams.map(team => [team.id, team.name]))
  const colleagues = new Map(desk.colleagues.map(({ person_id, name }) => [person_id, name]))
  const shared = desk.organisations.length > 1
  const tagOf = (row: QueueRow) => {
    const organisation = shared && organisations.get(row.organisation_id)
    return organisation && <OrganisationTag organisation={{ ...organisation, colour: organisation.accent }} />
  }
  const when = (date: Date | undefined, row: QueueRow) =>
    date && <When at={momentOf(date, zoneOf(organisations, row), now)} />
  return {
    requester: {
      ...{ key: 'requester', head: 'Requester', kind: 'minor', sort: sorting(view, 'requester') },
      cell: row => (
        <>
          {tagOf(row)} {row.requester}
        </>
      ),
    },
    priority: {
      ...{ key: 'priority', head: 'Pri', kind: 'tiny', sort: sorting(view, 'priority') },
      cell: row => <PriorityBadge level={Number(row.priority[1]) as Level} /* P1 to P4, by the table's own check */ />,
    },
    assignee: {
      ...{ key: 'assignee', head: 'Who', kind: 'tiny' },
      cell: row => {
        const name = row.assignee_id && (colleagues.get(row.assignee_id) ?? others?.get(row.assignee_id))
        return name ? <Avatar name={name} /> : ''
      },
    },
    state: {
      ...{ key: 'state', head: 'State', kind: 'narrow' },
      cell: row => <StateTag stage={STAGES[row.state]}>{STATE_NAMES[row.state]}</StateTag>,
    },
    team: { key: 'team', head: 'Team', kind: 'minor', cell: row => (row.team_id && teams.get(row.team_id)) || '' },
    category: { key: 'category', head: 'Category', kind: 'minor', cell: row => row.category ?? '' },
    channel: {
      ...{ key: 'channel', head: 'Channel', kind: 'narrow' },
      cell: row => row.channel && CHANNEL_NAMES[row.channel],
    },
    logged: {
      ...{ key: 'logged', head: 'Logged', kind: 'minor', sort: sorting(view, 'logged', true) },
      cell: row => when(row.logged_at, row),
    },
    changed: {
      ...{ key: 'changed', head: 'Changed', kind: 'minor', sort: sorting(view, 'changed', true) },
      cell: row => when(row.changed_at, row),
    },
  }
}

/** What a list is sorted by is shown, or its order would look like chance. */
const shown = ({ columns, sort }: View): readonly ColumnName[] =>
  sort === 'due' || columns.includes(sort) ? columns : [...columns, sort]

/** The columns of a view: the time left first, since it is what the order follows. */
export function columnsOf(listing: Listing): Column<QueueRow>[] {
  const { view, desk, now } = listing
  const organisations: Organisations = new Map(desk.organisations.map(each => [each.id, each]))
  const chosen = chosenColumns(listing)
  return [
    {
      ...{ key: 'due', head: 'Time left', kind: 'clock', sort: sorting(view, 'due') },
      cell: row => <TimeLeft row={row} desk={desk} zone={zoneOf(organisations, row)} now={now} />,
    },
    { key: 'reference', head: 'Case', kind: 'narrow', cell: row => row.reference },
    { key: 'subject', head: 'Subject', kind: 'main', cell: row => <Subject row={row} /> },
    ...shown(view).map(name => chosen[name]),
  ]
}
