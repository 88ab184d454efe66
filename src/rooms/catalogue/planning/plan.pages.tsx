import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION } from '#rooms/people/index.ts'
import type { Branch } from '../categories/tree.queries.ts'
import { cataloguePaths } from '../paths.ts'
import type { PlannedTask } from './planned-task.queries.ts'
import { COUNTED_FROM, sayDays } from './planned-task.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly category: Branch
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const aboveOf = ({ id, path }: Branch) => [ADMINISTRATION, { href: cataloguePaths.category({ id }), text: path }]

/** The tasks that begin with every case of a category, and a place to add one. */
export function PlanPage({ tasks, ...props }: Props & { tasks: readonly PlannedTask[] }) {
  const { chrome, category, teams, errors } = props
  const teamOf = (id: string | null) => teams.find(team => team.id === id)?.name ?? 'the case’s own team'
  return (
    <SettingsPage chrome={chrome} title="Tasks that begin with it" above={aboveOf(category)} errors={errors}>
      <p class="govuk-body">
        Every new case of {category.path} begins with these tasks, all at once: none waits for another. Cases that have
        begun keep theirs.
      </p>
      {tasks.length === 0 ? (
        <EmptyState title="No tasks yet">
          For a new starter, say: make an account, prepare a laptop, give access, book training.
        </EmptyState>
      ) : (
        <ol class="entries">
          {tasks.map(task => (
            <li class="entries__entry">
              <div>
                <a class="govuk-link" href={cataloguePaths.plannedTask({ id: category.id, planned: task.id })}>
                  {task.title}
                </a>
                <p class="entries__note">
                  {teamOf(task.team_id)} · {sayDays(task)}
                  {task.required && ' · the case waits for it'}
                </p>
              </div>
              <Form action={cataloguePaths.dropPlannedTask({ id: category.id, planned: task.id })}>
                <Button variant="secondary">
                  Remove<span class="govuk-visually-hidden"> {task.title}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ol>
      )}
      <Form action={cataloguePaths.plan({ id: category.id })} class="settings__form">
        <h2 class="govuk-heading-m">Add a task</h2>
        <TaskFields {...props} />
        <Button>Add task</Button>
      </Form>
    </SettingsPage>
  )
}

/** One task of a plan, to be changed. */
export function PlannedTaskPage({ task, ...props }: Props & { task: PlannedTask }) {
  const { chrome, category, errors } = props
  const { title, team_id, days, counted_from, required } = task
  const kept = {
    ...{ title, counted_from, team_id: team_id ?? '' },
    ...{ days: days === null ? '' : String(days), required: required ? 'yes' : '' },
  }
  const plan = { href: cataloguePaths.plan({ id: category.id }), text: 'Tasks that begin with it' }
  return (
    <SettingsPage chrome={chrome} title={title} above={[...aboveOf(category), plan]} errors={errors}>
      <Form action={cataloguePaths.plannedTask({ id: category.id, planned: task.id })}>
        <TaskFields {...props} entered={props.entered ?? kept} />
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}

function TaskFields({ teams, entered, errors }: Omit<Props, 'chrome' | 'category'>) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('title')} label="What is to be done?" />
      <Select
        {...field('team_id')}
        label="Who does it?"
        options={[
          { value: '', text: 'The case’s own team' },
          ...teams.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <div class="field-row">
        <Input
          {...field('days')}
          label="Due in working days"
          hint="Empty for no day. 0 is the same day"
          inputmode="numeric"
          class="govuk-input--width-3"
        />
        <Select
          {...field('counted_from')}
          label="Counted"
          options={Object.entries(COUNTED_FROM).map(([value, text]) => ({ value, text }))}
        />
      </div>
      <Checkboxes
        name="required"
        legend="Does the case wait for it?"
        values={entered?.required === 'yes' ? ['yes'] : []}
        items={[
          {
            value: 'yes',
            label: 'The case cannot be resolved before it is done',
            hint: 'Such as access to take away, or a laptop to get back',
          },
        ]}
      />
    </>
  )
}
