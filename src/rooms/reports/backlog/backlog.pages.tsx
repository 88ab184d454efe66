import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { casePaths, HOLD_REASONS } from '#rooms/cases/index.ts'
import { changeSince } from '../dashboards/today.rules.ts'
import { sayDate } from '../day.rules.ts'
import { dateIn } from '../day.ts'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import { ScopeSelect } from '../scope-form.tsx'
import type { BacklogCell, Waiting } from './backlog.queries.ts'
import { activeOf, backlogRows, totalOf } from './backlog.rules.ts'

export interface BacklogFacts {
  readonly scope: Scope
  /** YYYY-MM-DD, to the end of that day, or now when it is today. */
  readonly date: string
  readonly at: Date
  readonly cells: readonly BacklogCell[]
  readonly oldest: readonly Waiting[]
  readonly compared: { readonly date: string; readonly cells: readonly BacklogCell[] } | undefined
}

interface Props {
  chrome: Chrome
  facts: BacklogFacts
  errors: readonly Mistake[]
  entered: { date: string; compare: string }
}

const number = (content: number | string) => ({ content, format: 'numeric' as const })

/** The backlog as it stood at the end of any day, from the record. */
export function BacklogPage({ chrome, facts, errors, entered }: Props) {
  const { scope, date, cells, oldest, compared } = facts
  const reasons = Object.keys(HOLD_REASONS)
  const total = totalOf(cells)
  const active = activeOf(cells)
  const query = { organisation: scope.chosen?.short_name, date }
  return (
    <WorkspacePage {...chrome} title="Backlog" active={reportPaths.index()} errors={errors}>
      <Toolbar title="Backlog" note={atEndOf(facts)}>
        <a class="govuk-link" href={reportPaths.backlog({}, { ...query, format: 'csv' })}>
          Download as CSV
        </a>
      </Toolbar>
      <div class="settings settings--wide">
        <Form action={reportPaths.backlog()} method="get" class="filters">
          <ScopeSelect scope={scope} />
          <Input name="date" label="On" type="date" value={entered.date} error={said(errors, 'date')} />
          <Input
            name="compare"
            label="Compared with"
            type="date"
            value={entered.compare}
            error={said(errors, 'compare')}
          />
          <Button variant="secondary">Show</Button>
        </Form>
        <p class="today__lede">
          {total.toLocaleString('en-GB')} open: {active.toLocaleString('en-GB')} being worked on,{' '}
          {(total - active).toLocaleString('en-GB')} with the clock stopped
          {compared && `; ${changeSince(totalOf(compared.cells), total, `on ${dated(compared.date)}`)}`}.
        </p>
        <Scroll label="Open cases by age">
          <Table
            caption="Open cases by age and by why the clock was stopped"
            captionClass="govuk-visually-hidden"
            head={['Age', 'Being worked on', ...reasons.map(name), 'All open'].map((text, index) =>
              index ? number(text) : text,
            )}
            rows={[
              ...backlogRows(cells, reasons).map(row => [
                row.label,
                ...[row.active, ...row.stopped, row.total].map(number),
              ]),
              ['All', ...[active, ...reasons.map(reason => stopped(cells, reason)), total].map(number)],
            ]}
            firstCellIsHeader
          />
        </Scroll>
        <Oldest oldest={oldest} zone={scope.zone} />
      </div>
    </WorkspacePage>
  )
}

const dated = (date: string) => `${sayDate(date)} ${date.slice(0, 4)}`
const atEndOf = ({ date, at, scope }: BacklogFacts) =>
  date === dateIn(scope.zone, at) ? 'as it stands now' : `as it stood at the end of ${dated(date)}`

const said = (errors: readonly Mistake[], field: string) => errors.find(mistake => mistake.field === field)?.message
const stopped = (cells: readonly BacklogCell[], reason: string) => totalOf(cells.filter(cell => cell.reason === reason))

function name(reason: string): string {
  const words = Object.entries(HOLD_REASONS).find(([key]) => key === reason)?.[1] ?? reason
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const Oldest = ({ oldest, zone }: { oldest: readonly Waiting[]; zone: string }) =>
  oldest.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">The oldest then open</h2>
      <ul class="entries">
        {oldest.map(({ reference, subject, logged_at, reason }) => (
          <li class="entries__entry">
            <div>
              <a href={casePaths.show({ reference })}>
                {reference} {subject}
              </a>
              <p class="entries__note">
                logged {sayFull(logged_at, zone)}
                {reason && ` · ${name(reason).toLowerCase()}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  )
