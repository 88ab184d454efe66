import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { ErrorMessage } from '#platform/ui/govuk/error-message.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import { ROLE_NAMES } from '../participants/participant.rules.ts'
import { casePaths, restrictionPaths } from '../paths.ts'
import type { Hearer } from './hearing.queries.ts'
import type { CaseReader, Restriction } from './reader.queries.ts'
import type { Reading } from './reading.queries.ts'
import { WAYS } from './reading.rules.ts'

interface Named {
  readonly id: string
  readonly name: string
}

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly restriction: Restriction | undefined
  readonly readings: readonly Reading[]
  /** Who is told of it now: of a case that is to be restricted. */
  readonly hearing: readonly Hearer[]
  readonly teams: readonly Named[]
  readonly persons: readonly Named[]
  readonly entered: Entered
  readonly errors: readonly Mistake[]
  readonly now: Date
}

/** Who may know of a case: everybody who may read cases, or those named. */
export function RestrictionPage(props: Props) {
  const { chrome, theCase, restriction, errors } = props
  const { reference, subject } = theCase
  const title = restriction ? `Who may know of ${reference}` : `Restrict ${reference}`
  return (
    <WorkspacePage {...chrome} title={title} errors={errors}>
      <Toolbar
        title={restriction ? 'Who may know of this case' : 'Restrict this case'}
        note={
          <a href={casePaths.show({ reference })}>
            {reference} <span dir="auto">{subject}</span>
          </a>
        }
      />
      <div class="settings">
        {restriction ? <Restricted {...props} restriction={restriction} /> : <Open {...props} />}
      </div>
    </WorkspacePage>
  )
}

const choicesOf = ({ teams, persons }: Props, none: string) => [
  { value: '', text: none },
  ...teams.map(({ id, name }) => ({ value: `team:${id}`, text: `${name} (the whole team)` })),
  ...persons.map(({ id, name }) => ({ value: `person:${id}`, text: name })),
]

function Open(props: Props) {
  const { theCase, entered, errors } = props
  const { reference, assignee, requester } = theCase
  const field = fieldsOf(entered, errors)
  const said = Object.keys(entered).length > 0
  return (
    <>
      <p class="govuk-body">
        For security, staffing or police matters. The case leaves every list, count, search, report, download and
        message of everybody who is not named, managers and administrators too: for them it does not exist. You are
        named yourself, and can name more people and teams on the next page. Each time somebody opens it is recorded.
      </p>
      <Hearing hearing={props.hearing} />
      <Form action={restrictionPaths.show({ reference })}>
        <Select {...field('who')} label="Also name" options={choicesOf(props, 'Nobody else for now')} />
        {assignee && (
          <Checkboxes
            name="assignee"
            items={[{ value: 'yes', label: `Name ${assignee}, who has the case` }]}
            values={!said || entered.assignee === 'yes' ? ['yes'] : []}
          />
        )}
        <Checkboxes
          name="shown"
          items={[
            {
              value: 'yes',
              label: `${requester} goes on seeing it on the portal`,
              hint: 'Not when the case is about them.',
            },
          ]}
          values={!said || entered.shown === 'yes' ? ['yes'] : []}
        />
        <Textarea {...field('because')} label="Why" rows={3} />
        <div class="govuk-button-group">
          <Button preventDoubleClick>Restrict this case</Button>
          <a class="govuk-link" href={casePaths.show({ reference })}>
            Cancel
          </a>
        </div>
      </Form>
    </>
  )
}

const Hearing = ({ hearing }: { hearing: readonly Hearer[] }) =>
  hearing.length > 0 && (
    <>
      <h2 class="govuk-heading-s">Who will hear nothing more of it</h2>
      <p class="govuk-body">
        They take part in this case or follow it now. Unless they are named they get no message and find it nowhere, and
        a reply that has not gone yet waits for you. Who was copied in is taken off for good: lifting the restriction
        does not put them back.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {hearing.map(({ name, role }) => (
          <li>
            {name} ({role ? ROLE_NAMES[role] : 'follows it'})
          </li>
        ))}
      </ul>
    </>
  )

function Restricted(props: Props & { restriction: Restriction }) {
  const { theCase, restriction, readings, entered, errors, now } = props
  const { reference, requester, zone } = theCase
  const field = fieldsOf(entered, errors)
  const wrong = errors.find(mistake => mistake.field === 'readers')?.message
  const { shown_to_requester } = restriction
  return (
    <>
      <h2 class="govuk-heading-m" id="readers">
        Those named
      </h2>
      {wrong && <ErrorMessage>{wrong}</ErrorMessage>}
      <ul class="entries">
        {restriction.readers.map(reader => (
          <Entry reader={reader} reference={reference} />
        ))}
      </ul>
      <Form action={restrictionPaths.add({ reference })}>
        <Select {...field('who')} label="Name somebody" options={choicesOf(props, 'Choose a person or a team')} />
        <Button variant="secondary">Add</Button>
      </Form>
      <Form action={restrictionPaths.shown({ reference })}>
        <p class="govuk-body">
          {shown_to_requester
            ? `${requester} sees this case on the portal.`
            : `${requester} does not see this case, nor hears of it.`}
        </p>
        <input type="hidden" name="shown" value={shown_to_requester ? 'no' : 'yes'} />
        <Button variant="secondary">
          {shown_to_requester ? `Hide it from ${requester}` : `Show it to ${requester}`}
        </Button>
      </Form>
      <h2 class="govuk-heading-m">Who looked at it</h2>
      {readings.length === 0 ? (
        <EmptyState title="Nobody yet">
          Whoever opens this case is listed here, once in a quarter of an hour.
        </EmptyState>
      ) : (
        <ul class="govuk-list">
          {readings.map(({ person, read_at, way }) => (
            <li>
              {person}, {sayWhen(read_at, zone, now)} ({WAYS[way]})
            </li>
          ))}
        </ul>
      )}
      <Form action={restrictionPaths.lift({ reference })}>
        <h2 class="govuk-heading-m">Lift the restriction</h2>
        <p class="govuk-body">Everybody who reads cases here will see it, with all that was said and done meanwhile.</p>
        <Input {...field('undone_because')} label="Why" />
        <Button variant="warning" preventDoubleClick>
          Lift the restriction
        </Button>
      </Form>
    </>
  )
}

const Entry = ({ reader, reference }: { reader: CaseReader; reference: string }) => (
  <li class="entries__entry">
    <div>
      {reader.name}
      {reader.team_id && <p class="entries__note">The whole team</p>}
    </div>
    <Form action={restrictionPaths.remove({ reference })}>
      <Button name="id" value={reader.id} variant="secondary">
        Remove<span class="govuk-visually-hidden"> {reader.name}</span>
      </Button>
    </Form>
  </li>
)
