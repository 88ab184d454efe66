import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayWhen } from '#platform/time/say.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Avatar } from '#platform/ui/pieces/avatar.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { PriorityBadge } from '#platform/ui/pieces/priority-badge.tsx'
import { type Column, QueueTable } from '#platform/ui/pieces/queue-table.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { CHANNEL_NAMES, casePaths, HOLD_REASONS, STATE_NAMES } from '#rooms/cases/index.ts'
import { reportPaths } from '../paths.ts'
import type { Listed } from './behind.queries.ts'

interface Props {
  chrome: Chrome
  title: string
  rows: readonly Listed[]
  zone: string
  now: Date
  /** Of several organisations, so that whose each is needs saying. */
  many: boolean
  csvHref: string
  previous: string | undefined
  next: string | undefined
}

/** What a code is called; itself when nobody named it. */
const nameIn = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key

export const stateSaid = ({ state, hold_reason }: Listed): string =>
  hold_reason ? `Paused: ${nameIn(HOLD_REASONS, hold_reason)}` : nameIn(STATE_NAMES, state)

export const channelSaid = ({ channel }: Listed): string => nameIn(CHANNEL_NAMES, channel)

const columnsFor = (zone: string, now: Date, many: boolean): Column<Listed>[] => {
  const when = (date: Date | null) =>
    date && <When at={{ text: sayWhen(date, zone, now), title: sayFull(date, zone), datetime: date.toISOString() }} />
  return [
    { key: 'logged', head: 'Logged', cell: row => when(row.logged_at), kind: 'narrow' },
    { key: 'reference', head: 'Case', cell: row => <span class="reference">{row.reference}</span>, kind: 'narrow' },
    {
      key: 'subject',
      head: 'Subject',
      cell: row => <a href={casePaths.show({ reference: row.reference })}>{row.subject}</a>,
      kind: 'main',
    },
    ...(many
      ? [{ key: 'organisation', head: 'For', cell: (row: Listed) => row.organisation, kind: 'narrow' as const }]
      : []),
    {
      ...{ key: 'priority', head: 'Pri', kind: 'tiny' },
      // The priority's number is its second letter; the table checks that it is P1 to P4.
      cell: row => <PriorityBadge level={Number(row.priority[1]) as 1 | 2 | 3 | 4} />,
    },
    {
      ...{ key: 'assignee', head: 'Who', kind: 'tiny' },
      cell: row => (row.assignee ? <Avatar name={row.assignee} /> : ''),
    },
    { key: 'state', head: 'State', cell: stateSaid, kind: 'minor' },
    { key: 'team', head: 'Team', cell: row => row.team ?? 'No team', kind: 'minor' },
    {
      key: 'due',
      head: 'Due',
      cell: row => when(row.next_due_at) ?? (row.resolved_at ? 'finished' : ''),
      kind: 'narrow',
    },
  ]
}

/** The cases behind a figure of a report. */
export function BehindPage({ chrome, title, rows, zone, now, many, csvHref, previous, next }: Props) {
  return (
    <WorkspacePage {...chrome} title={title} active={reportPaths.index()}>
      <Toolbar title={title}>
        <a class="govuk-link" href={csvHref}>
          Download as CSV
        </a>
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState title="None now">
          No case fits this any more: they may have moved on since the figure was made.
        </EmptyState>
      ) : (
        <QueueTable
          caption={title}
          columns={columnsFor(zone, now, many)}
          groups={[{ rows }]}
          id={row => row.reference}
          href={row => casePaths.show({ reference: row.reference })}
        />
      )}
      <nav class="settings" aria-label="Pages">
        {previous && (
          <a class="govuk-link" href={previous} rel="prev">
            Previous
          </a>
        )}{' '}
        {next && (
          <a class="govuk-link" href={next} rel="next">
            Next
          </a>
        )}
      </nav>
    </WorkspacePage>
  )
}
