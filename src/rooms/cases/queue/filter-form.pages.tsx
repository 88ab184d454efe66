import type { Content } from '#platform/ui/govuk/element.ts'
import { Input } from '#platform/ui/govuk/input.tsx'
import { type Option, Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { CHANNEL_NAMES, HOLD_REASONS, PRIORITIES, STATE_NAMES, STATES } from '../case.rules.ts'
import type { Desk } from './desk.queries.ts'
import { queuePaths } from './paths.ts'
import { COLUMN_NAMES, COLUMNS, KIND_NAMES, type View } from './view.rules.ts'

interface Props {
  view: View
  desk: Desk
  categories: readonly { id: string; path: string }[]
  errors: readonly Mistake[]
}

type Choice = readonly [value: string, text: string]

/** Several of a short list, in one line. */
const Several = (props: { legend: string; name: string; choices: readonly Choice[]; chosen: readonly string[] }) => (
  <fieldset class="filters__set">
    <legend>{props.legend}</legend>
    {props.choices.map(([value, text]) => (
      <label class="filters__choice">
        <input type="checkbox" name={props.name} value={value} checked={props.chosen.includes(value)} /> {text}
      </label>
    ))}
  </fieldset>
)

function One(props: {
  label: string
  name: string
  any: string
  choices: readonly Choice[]
  chosen?: string | undefined
}) {
  const options: Option[] = [{ value: '', text: props.any }, ...props.choices.map(([value, text]) => ({ value, text }))]
  return (
    <Select
      label={props.label}
      name={props.name}
      id={`filter-${props.name}`}
      value={props.chosen ?? ''}
      options={options}
    />
  )
}

const everyone = (desk: Desk): Choice[] => [...new Map(desk.colleagues.map(each => [each.person_id, each.name]))]

/** Which cases, as a form whose answer is an address. Works without JavaScript; with it, a choice applies at once. */
export function FilterForm({ view, desk, categories, errors }: Props) {
  const names = (record: Record<string, string>): Choice[] => Object.entries(record)
  return (
    <Panel label="Filters and columns" open={errors.length > 0}>
      <form class="filters__form" method="get" action={queuePaths.show({ place: view.place })} novalidate>
        <Several
          legend="Priority"
          name="priority"
          choices={PRIORITIES.map(each => [each, each])}
          chosen={view.priorities}
        />
        <Several
          legend="State (any open state if none)"
          name="state"
          choices={STATES.map(each => [each, STATE_NAMES[each]])}
          chosen={view.states}
        />
        <div class="filters__grid">
          {desk.organisations.length > 1 && (
            <One
              {...{ label: 'Organisation', name: 'organisation', any: 'Any', chosen: view.organisation }}
              choices={desk.organisations.map(each => [each.id, each.name])}
            />
          )}
          {categories.length > 0 && (
            <One
              {...{ label: 'Category', name: 'category', any: 'Any', chosen: view.category }}
              choices={categories.map(each => [each.id, each.path])}
            />
          )}
          {view.place !== 'mine' && view.place !== 'unassigned' && (
            <One
              {...{ label: 'Assignee', name: 'assignee', any: 'Anyone', chosen: view.assignee }}
              choices={[['me', 'Me'], ['none', 'Nobody'], ...everyone(desk)]}
            />
          )}
          <One label="Kind" name="kind" any="Any" choices={names(KIND_NAMES)} chosen={view.kind} />
          <One label="Channel" name="channel" any="Any" choices={names(CHANNEL_NAMES)} chosen={view.channel} />
          <One
            label="On hold because"
            name="reason"
            any="Any reason"
            choices={names(HOLD_REASONS)}
            chosen={view.reason}
          />
          <One
            {...{
              label: 'Who may know of it',
              name: 'restricted',
              any: 'Anybody, or only some',
              chosen: view.restricted,
            }}
            choices={[['yes', 'Restricted cases only']]}
          />
          <Input
            {...{ label: 'Logged since', name: 'since', id: 'since', type: 'date', value: view.since }}
            error={errors.find(each => each.field === 'since')?.message}
          />
        </div>
        <Several
          legend="Columns"
          name="column"
          choices={COLUMNS.map(each => [each, COLUMN_NAMES[each]])}
          chosen={view.columns}
        />
        <button class="govuk-button" type="submit">
          Show these cases
        </button>
      </form>
    </Panel>
  )
}

const Panel = ({ label, open, children }: { label: string; open: boolean; children: Content }) => (
  <details class="filters" open={open}>
    <summary>{label}</summary>
    <div class="filters__panel">{children}</div>
  </details>
)
