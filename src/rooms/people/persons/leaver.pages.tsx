import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { LeftBehind, PeopleHooks } from '../hooks.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { Place } from './leaver.queries.ts'
import type { FormState } from './manage-persons.pages.tsx'
import type { Person } from './person.queries.ts'

interface Props extends FormState {
  chrome: Chrome
  person: Person
  left: LeftBehind
  places: { teams: readonly (Place & { leads: boolean; alone: boolean })[]; rotas: readonly Place[]; reports: number }
  /** Teams that could take over the cases. */
  teams: readonly Place[]
  hooks: PeopleHooks
}

const number = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

/** What somebody who leaves has in hand, with a team to give their cases to. */
export function LeaverPage({ chrome, person, left, places, teams, hooks, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  const above = [ADMINISTRATION, { href: peoplePaths.person({ id: person.id }), text: person.name }]
  const { cases, tasks } = left
  const nothing = cases.total + tasks.total + places.teams.length + places.rotas.length + places.reports === 0
  return (
    <SettingsPage chrome={chrome} title={`What ${person.name} leaves behind`} above={above} errors={errors}>
      {nothing && <EmptyState title="Nothing">No cases, tasks, teams or turns on call are theirs.</EmptyState>}
      <Things
        title={number(cases.total, 'open case', 'open cases')}
        total={cases.total}
        first={cases.first}
        hooks={hooks}
      />
      {cases.total > 0 && (
        <Form action={peoplePaths.leaverCases({ id: person.id })}>
          <Select
            {...field('team')}
            label="Give their open cases to"
            options={[
              { value: '', text: 'Choose a team' },
              ...teams.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
          <Button variant="secondary">Give {number(cases.total, 'case', 'cases')} to the team</Button>
        </Form>
      )}
      <Things
        title={number(tasks.total, 'task to do', 'tasks to do')}
        total={tasks.total}
        first={tasks.first}
        hooks={hooks}
      />
      <Places {...places} />
      {person.active && (
        <Form action={peoplePaths.personActive({ id: person.id })}>
          <p class="govuk-body">
            {person.name} will be signed out everywhere now and will not be able to sign in. What is above stays theirs
            until somebody else has it.
          </p>
          <input type="hidden" name="active" value="no" />
          <Button variant="warning">Deactivate {person.name}</Button>
        </Form>
      )}
    </SettingsPage>
  )
}

interface ThingsProps {
  title: string
  total: number
  first: LeftBehind['cases']['first']
  hooks: PeopleHooks
}

const Things = ({ title, total, first, hooks }: ThingsProps) =>
  total === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {first.map(({ reference, about }) => (
          <li>
            <a class="govuk-link" href={hooks.caseHref(reference)}>
              {reference}
            </a>{' '}
            {about}
          </li>
        ))}
      </ul>
      {total > first.length && <p class="govuk-body">… and {(total - first.length).toLocaleString('en-GB')} more.</p>}
    </>
  )

const Places = ({ teams, rotas, reports }: Props['places']) => (
  <>
    {teams.length + rotas.length > 0 && <h2 class="govuk-heading-m">Teams and turns on call</h2>}
    <ul class="govuk-list govuk-list--bullet">
      {teams.map(({ id, name, leads, alone }) => (
        <li>
          {leads ? 'Leads ' : 'Works in '}
          <a class="govuk-link" href={peoplePaths.team({ id })}>
            {name}
          </a>
          {leads && alone && ', which nobody else leads'}
        </li>
      ))}
      {rotas.map(({ id, name }) => (
        <li>
          Takes turns on{' '}
          <a class="govuk-link" href={peoplePaths.rota({ rota: id })}>
            {name}
          </a>
        </li>
      ))}
      {reports > 0 && <li>{number(reports, 'person reports', 'people report')} to them</li>}
    </ul>
  </>
)
