import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { ROLE_NAMES, ROLES } from '../roles/roles.rules.ts'
import type { Grant, Provider } from './provider.queries.ts'
import type { FormState } from './provider-fields.pages.tsx'

interface Props extends FormState {
  chrome: Chrome
  provider: Provider
  home: Organisation
  /** Where the reader manages people: there their groups may give roles. */
  managed: readonly Organisation[]
  teams: readonly { id: string; name: string }[]
  grants: readonly Grant[]
}

/** What being in a group of a provider gives. */
export function ProviderGroupsPage({ chrome, provider, home, managed, teams, grants, entered, errors }: Props) {
  const { id, name } = provider
  const above = [
    ADMINISTRATION,
    { href: peoplePaths.providers({ organisation: home.id }), text: `Single sign-on for ${home.short_name}` },
    { href: peoplePaths.provider({ id }), text: name },
  ]
  const says = (grant: Grant) => sayGrant(grant, managed, teams)
  return (
    <SettingsPage chrome={chrome} title="What its groups give" above={above} errors={errors}>
      <p class="govuk-body">
        Each time somebody signs in with {name}, they are given what their groups give, and what groups they left had
        given is taken away. What was given by hand stays.
      </p>
      {!provider.groups_claim && (
        <WarningText>This provider is not set up to say groups: enter the claim that holds them first.</WarningText>
      )}
      {grants.length === 0 && <EmptyState title="No groups yet">Roles are given by hand.</EmptyState>}
      <ul class="entries">
        {grants.map(grant => (
          <li class="entries__entry">
            <div>
              {grant.group_name}
              <p class="entries__note">{says(grant)}</p>
            </div>
            <Form action={peoplePaths.removeProviderGroup({ id, grant: grant.id })}>
              <Button variant="secondary" class="govuk-!-margin-bottom-0">
                Remove
                <span class="govuk-visually-hidden">
                  {' '}
                  {says(grant)} from {grant.group_name}
                </span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <AddGrant {...{ id, managed, teams, entered, errors }} />
    </SettingsPage>
  )
}

const sayGrant = ({ role, in_organisation_id, team_id }: Grant, managed: Props['managed'], teams: Props['teams']) =>
  role
    ? `${ROLE_NAMES[role]} in ${managed.find(one => one.id === in_organisation_id)?.name ?? 'another organisation'}`
    : `Works in the team ${teams.find(team => team.id === team_id)?.name ?? ''}`

type AddProps = Pick<Props, 'managed' | 'teams' | 'entered' | 'errors'> & { id: string }

function AddGrant({ id, managed, teams, entered, errors }: AddProps) {
  const field = fieldsOf(entered, errors)
  const roles = managed.flatMap(organisation =>
    ROLES.map(role => ({ value: `${role}/${organisation.id}`, text: `${ROLE_NAMES[role]} in ${organisation.name}` })),
  )
  const inTeams = teams.map(team => ({ value: `team/${team.id}`, text: `Works in the team ${team.name}` }))
  return (
    <Form action={peoplePaths.providerGroups({ id })} class="settings__form">
      <h2 class="govuk-heading-m">Add what a group gives</h2>
      <Input
        {...field('group_name')}
        label="Group"
        hint="Exactly as the provider says it: a name, a path or an object identifier"
        spellcheck={false}
        autocapitalize="none"
      />
      <Select {...field('gives')} label="Gives" options={[{ value: '', text: 'Choose' }, ...roles, ...inTeams]} />
      <Button>Add</Button>
    </Form>
  )
}
