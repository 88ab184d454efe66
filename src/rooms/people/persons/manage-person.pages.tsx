import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { ROLE_NAMES, ROLES } from '../roles/roles.rules.ts'
import { type FormState, PersonFields } from './manage-persons.pages.tsx'
import type { Person } from './person.queries.ts'

interface Props extends FormState {
  chrome: Chrome
  person: Person
  /** Those in which the reader may give roles. */
  organisations: readonly Organisation[]
  assignments: readonly { organisation_id: string; role: string }[]
}

export function PersonPage({ chrome, person, organisations, assignments, entered, errors }: Props) {
  const home = organisations.find(({ id }) => id === person.organisation_id)!
  const people = { href: peoplePaths.persons({ organisation: home.id }), text: `People of ${home.short_name}` }
  const kept = Object.fromEntries(
    Object.entries(person).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
  return (
    <SettingsPage wide chrome={chrome} title={person.name} above={[ADMINISTRATION, people]} errors={errors}>
      {!person.active && (
        <p class="govuk-body">{person.name} has left: they cannot sign in, and what they did is kept.</p>
      )}
      <Form action={peoplePaths.person({ id: person.id })}>
        <PersonFields entered={entered ?? kept} errors={errors} />
        <Button>Save</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.personAddresses({ id: person.id })}>
          All e-mail addresses of {person.name}
        </a>
      </p>
      <Form action={peoplePaths.personRoles({ id: person.id })} class="settings__form">
        <h2 class="govuk-heading-m">Roles</h2>
        <Scroll label="Roles">
          <Table
            caption="Roles in each organisation"
            captionClass="govuk-visually-hidden"
            head={['In', ...ROLES.map(role => ROLE_NAMES[role])]}
            rows={organisations.map(organisation => [
              organisation.name,
              ...ROLES.map(role => ({
                content: (
                  <input
                    class="tick"
                    type="checkbox"
                    name={`roles-${organisation.id}`}
                    value={role}
                    checked={assignments.some(held => held.organisation_id === organisation.id && held.role === role)}
                    aria-label={`${ROLE_NAMES[role]} in ${organisation.name}`}
                  />
                ),
              })),
            ])}
            firstCellIsHeader
          />
        </Scroll>
        <Button>Save roles</Button>
      </Form>
      <Form action={peoplePaths.personActive({ id: person.id })} class="settings__form">
        <h2 class="govuk-heading-m">{person.active ? 'Somebody who leaves' : 'Somebody who comes back'}</h2>
        <p class="govuk-body">
          {person.active
            ? `${person.name} will be signed out everywhere now and will not be able to sign in. Their cases and what they wrote stay.`
            : `${person.name} will be able to sign in again, with the roles above.`}
        </p>
        <input type="hidden" name="active" value={person.active ? 'no' : 'yes'} />
        <Button variant={person.active ? 'warning' : 'secondary'}>
          {person.active ? `Deactivate ${person.name}` : `Let ${person.name} back in`}
        </Button>
      </Form>
    </SettingsPage>
  )
}
