import type { Chrome } from '#platform/http/env.ts'
import { sayDuration } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { casePaths } from '#rooms/cases/index.ts'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import { ScopeForm } from '../scope-form.tsx'
import type { Waiting } from './hygiene.queries.ts'
import { HYGIENE, type Hygiene, KINDS, type Limit, limitOf, sayHours } from './hygiene.rules.ts'

export interface HygieneFacts {
  readonly scope: Scope
  readonly limits: readonly Limit[]
  readonly waiting: readonly Waiting[]
  readonly sets: boolean
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** Cases that were stopped, left or not sorted for too long: what makes the other figures untrue. */
export function HygienePage({ chrome, facts }: { chrome: Chrome; facts: HygieneFacts }) {
  const { scope, waiting, errors, sets } = facts
  const organisation = scope.chosen?.short_name
  return (
    <WorkspacePage {...chrome} title="Hygiene" active={reportPaths.index()} errors={errors}>
      <Toolbar title="Hygiene" note="cases stopped, left or unsorted for too long">
        <ScopeForm scope={scope} action={reportPaths.hygiene()} />
        <a class="govuk-link" href={reportPaths.hygiene({}, { organisation, format: 'csv' })}>
          Download as CSV
        </a>
      </Toolbar>
      <div class="settings settings--wide">
        <p class="today__lede">
          Late by team, due today and the oldest open case are on{' '}
          <a href={reportPaths.today({}, { organisation })}>Today</a>.
        </p>
        {waiting.length === 0 && <EmptyState title="Nothing waits too long">Every open case is in hand.</EmptyState>}
        {KINDS.map(what => (
          <Kind what={what} facts={facts} />
        ))}
        {sets && scope.chosen && <Limits facts={facts} organisation_id={scope.chosen.id} />}
      </div>
    </WorkspacePage>
  )
}

function Kind({ what, facts: { waiting, scope, limits, now } }: { what: Hygiene; facts: HygieneFacts }) {
  const those = waiting.filter(one => one.what === what)
  const all = those[0]?.all ?? 0
  if (all === 0) return null
  const limit = scope.chosen ? ` for more than ${sayHours(limitOf(limits, scope.chosen.id, what))}` : ''
  return (
    <>
      <h2 class="govuk-heading-m">
        {HYGIENE[what].name}
        {limit}: {all}
      </h2>
      <ul class="entries">
        {those.map(({ reference, subject, organisation, priority, team, assignee, since }) => (
          <li class="entries__entry">
            <div>
              <a href={casePaths.show({ reference })}>
                {reference} <span dir="auto">{subject}</span>
              </a>
              <p class="entries__note">
                {[priority, organisation, team ?? 'no team', assignee ?? 'nobody'].join(' · ')} · for{' '}
                {sayDuration((now.getTime() - since.getTime()) / 1000)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {all > those.length && <p class="quiet">{all - those.length} more are in the file.</p>}
    </>
  )
}

function Limits({
  facts: { limits, entered, errors },
  organisation_id,
}: {
  facts: HygieneFacts
  organisation_id: string
}) {
  const known = Object.fromEntries(KINDS.map(what => [what, `${limitOf(limits, organisation_id, what)}`]))
  const field = fieldsOf(entered ?? known, errors)
  return (
    <Details summary="Say how long is too long" open={entered !== undefined}>
      <Form action={reportPaths.hygiene()}>
        <input type="hidden" name="organisation_id" value={organisation_id} />
        {KINDS.map(what => (
          <Input
            {...field(what)}
            label={HYGIENE[what].name}
            suffix="hours"
            inputmode="numeric"
            class="govuk-input--width-4"
          />
        ))}
        <Button variant="secondary">Save</Button>
      </Form>
    </Details>
  )
}
