import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { wallClock } from '#platform/time/wall-clock.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { casePaths, majorPaths } from '#rooms/cases/index.ts'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import { ScopeSelect } from '../scope-form.tsx'
import type { Recorded } from './audit.queries.ts'
import { WholeRecord } from './verification.pages.tsx'
import type { Verification } from './verification.queries.ts'

/** What events are about. */
const KINDS = [
  { value: '', text: 'Everything' },
  { value: 'case', text: 'Cases' },
  { value: 'person', text: 'People' },
  { value: 'organisation', text: 'Organisations and settings' },
]

interface Props {
  chrome: Chrome
  scope: Scope
  rows: readonly Recorded[]
  entered: Entered
  errors: readonly Mistake[]
  csvHref: string
  next: string | undefined
  verifications: readonly Verification[]
  /** Whether the reader may open a case. */
  opens: boolean
}

export function AuditPage({ chrome, scope, rows, entered, errors, csvHref, next, verifications, opens }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <PersonPage chrome={chrome} title="Audit trail" errors={errors}>
      <Toolbar title="Audit trail" note="everything that was changed, the latest first">
        <a class="govuk-link" href={csvHref}>
          Download as CSV
        </a>
      </Toolbar>
      <div class="settings settings--wide">
        <Form action={reportPaths.audit()} method="get" class="filters">
          <ScopeSelect scope={scope} />
          <Input {...field('person')} label="Done by" />
          <Input {...field('name')} label="What, such as case.closed" />
          <Select {...field('kind')} label="Kind" options={KINDS} />
          <Input {...field('words')} label="Words in the details" />
          <Input {...field('subject')} label="Case, major incident or identifier" />
          <Input {...field('from')} label="From" type="date" />
          <Input {...field('to')} label="To" type="date" />
          <Button variant="secondary">Show</Button>
        </Form>
        {rows.length === 0 ? (
          <EmptyState title="Nothing was recorded">
            Nothing fits these filters. Choose more days, or fewer filters.
          </EmptyState>
        ) : (
          <Scroll label="Events">
            <Table
              caption="Events"
              captionClass="govuk-visually-hidden"
              head={['When', 'Who', 'What', 'To what', 'Details']}
              rows={rows.map(row => [
                {
                  content: (
                    <time title={sayFull(row.happened_at, scope.zone)}>{asWritten(row.happened_at, scope.zone)}</time>
                  ),
                },
                row.actor_name,
                row.name,
                { content: <Subject row={row} opens={opens} many={scope.organisations.length > 1} /> },
                { content: <Details payload={row.payload} /> },
              ])}
            />
          </Scroll>
        )}
        {next && (
          <a class="govuk-link" href={next} rel="next">
            Earlier
          </a>
        )}
        <WholeRecord scope={scope} verifications={verifications} />
      </div>
    </PersonPage>
  )
}

const Details = ({ payload }: { payload: unknown }) => (
  <details>
    <summary>Details</summary>
    <code class="audit__payload">{JSON.stringify(payload)}</code>
  </details>
)

const asWritten = (date: Date, zone: string) => wallClock(date, zone).toISOString().slice(0, 19).replace('T', ' ')

/** Where that which has a reference is shown. */
const ADDRESSES: Record<string, (at: { reference: string }) => string> = {
  case: casePaths.show,
  major: majorPaths.show,
}

const Subject = ({ row, opens, many }: { row: Recorded; opens: boolean; many: boolean }) => (
  <>
    {row.subject && opens && row.subject_type in ADDRESSES ? (
      <a href={ADDRESSES[row.subject_type]!({ reference: row.subject })}>{row.subject}</a>
    ) : (
      (row.subject ?? `${row.subject_type} ${row.subject_id}`)
    )}
    {many && row.subject_type !== 'organisation' && ` (${row.organisation})`}
  </>
)
