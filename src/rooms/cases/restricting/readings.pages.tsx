import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { casePaths } from '../paths.ts'
import type { AuditedReading } from './reading.queries.ts'
import { WAYS } from './reading.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly rows: readonly AuditedReading[]
  readonly person: string | undefined
  readonly nextHref: string | undefined
  readonly now: Date
}

/** Who looked at restricted cases. Which, is said only to a reader who may know of them. */
export const ReadingsPage = ({ chrome, rows, person, nextHref, now }: Props) => (
  <PersonPage chrome={chrome} title="Who looked at restricted cases">
    <Toolbar title="Who looked at restricted cases" note="the latest first, once in a quarter of an hour" />
    <div class="settings settings--wide">
      <Form action={casePaths.readings()} method="get" class="filters">
        <Input name="person" id="person" label="Looked at by" value={person} />
        <Button variant="secondary">Show</Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title="Nobody looked">No restricted case was opened{person ? ` by ${person}` : ''}.</EmptyState>
      ) : (
        <Scroll label="Readings">
          <Table
            caption="Readings"
            captionClass="govuk-visually-hidden"
            head={['When', 'Who', 'How', 'Organisation', 'Case']}
            rows={rows.map(({ read_at, zone, person, way, organisation, reference }) => [
              sayWhen(read_at, zone, now),
              person,
              WAYS[way],
              organisation,
              { content: reference ? <a href={casePaths.show({ reference })}>{reference}</a> : 'Restricted' },
            ])}
          />
        </Scroll>
      )}
      {nextHref && (
        <a class="govuk-link" href={nextHref} rel="next">
          Earlier
        </a>
      )}
    </div>
  </PersonPage>
)
