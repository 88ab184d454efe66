import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { Typeahead } from '#platform/ui/pieces/typeahead.tsx'
import type { Case } from '../case.queries.ts'
import { casePaths, watcherPaths } from '../paths.ts'
import type { Watcher } from '../side.queries.ts'
import type { Candidate } from './watcher.queries.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly watchers: readonly Watcher[]
  /** What was typed, and who it may be. */
  readonly who?: string | undefined
  readonly candidates?: readonly Candidate[] | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** Everybody who follows a case, and a place to add one. */
export function WatchersPage({ chrome, theCase, watchers, who, candidates = [], errors }: Props) {
  const { reference, subject, organisation } = theCase
  return (
    <WorkspacePage {...chrome} title={`Watchers of ${reference}`} errors={errors}>
      <Toolbar
        title="Watchers"
        note={
          <a href={casePaths.show({ reference })}>
            {reference} {subject}
          </a>
        }
      />
      <div class="two-columns">
        {watchers.length > 0 ? (
          <ul class="entries">
            {watchers.map(watcher => (
              <Entry watcher={watcher} reference={reference} />
            ))}
          </ul>
        ) : (
          <EmptyState title="Nobody watches this case">
            Add whoever should hear how it goes: colleagues on the desk, or people of {organisation}.
          </EmptyState>
        )}
        <Form action={watcherPaths.list({ reference })} class="narrow-form">
          <h2 class="govuk-heading-m">Add a watcher</h2>
          <Typeahead
            src={watcherPaths.find({ reference })}
            name="who"
            valueName="person_id"
            label="Name or e-mail address"
            hint={`People of ${organisation} will read what its requester reads. Internal notes are never shown to them.`}
            value={who}
            error={errors?.find(({ field }) => field === 'who')?.message}
          />
          {candidates.length > 0 && (
            <Radios
              name="choice"
              legend="Which of them?"
              items={candidates.map(({ id, name, email, about }) => ({
                ...{ value: id, label: name },
                hint: [about, email].filter(Boolean).join(' · ') || undefined,
              }))}
            />
          )}
          <Button>Add watcher</Button>
        </Form>
      </div>
    </WorkspacePage>
  )
}

const Entry = ({ watcher, reference }: { watcher: Watcher; reference: string }) => (
  <li class="entries__entry">
    <div>
      {watcher.name}
      <p class="entries__note">{watcher.desk_staff ? 'Works on the desk' : 'Follows it on the portal'}</p>
    </div>
    <Form action={watcherPaths.remove({ reference })}>
      <Button name="person_id" value={watcher.person_id} variant="secondary">
        Remove<span class="govuk-visually-hidden"> {watcher.name}</span>
      </Button>
    </Form>
  </li>
)
