import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import type { Kept } from '../organisations/kept.queries.ts'
import { KeptLine } from '../organisations/kept-line.pages.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { PersonRoles } from '../roles/person-roles.pages.tsx'
import type { DatedRole } from '../roles/role-dates.queries.ts'
import { type FormState, PersonFields } from './manage-persons.pages.tsx'
import type { Person } from './person.queries.ts'

interface Props extends FormState {
  chrome: Chrome
  person: Person
  /** Those in which the reader may give roles. */
  organisations: readonly Organisation[]
  held: readonly DatedRole[]
  /** What was entered to give a role with dates, and what is wrong with it. */
  role?: FormState | undefined
  now: Date
  /** Whether the reader may see as this person does. */
  sees: boolean
  kept: Kept
  /** Where it is said how long people are kept, for who manages that. */
  keepsHref: string | undefined
}

export function PersonPage({
  chrome,
  person,
  organisations,
  held,
  role,
  now,
  sees,
  kept,
  keepsHref,
  entered,
  errors,
}: Props) {
  const home = organisations.find(({ id }) => id === person.organisation_id)!
  const people = { href: peoplePaths.persons({ organisation: home.id }), text: `People of ${home.short_name}` }
  const known = Object.fromEntries(
    Object.entries(person).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
  return (
    <SettingsPage
      wide
      chrome={chrome}
      title={person.name}
      above={[ADMINISTRATION, people]}
      errors={errors ?? role?.errors}
    >
      {!person.active && (
        <p class="govuk-body">{person.name} has left: they cannot sign in, and what they did is kept.</p>
      )}
      <Form action={peoplePaths.person({ id: person.id })}>
        <PersonFields entered={entered ?? known} errors={errors} />
        <Button>Save</Button>
      </Form>
      <More person={person} sees={sees} />
      <KeptLine kept={kept} kind="person" zone={home.zone} href={keepsHref} />
      <PersonRoles person_id={person.id} organisations={organisations} held={held} now={now} {...role} />
      <Form action={peoplePaths.personActive({ id: person.id })} class="settings__form">
        <h2 class="govuk-heading-m">{person.active ? 'Somebody who leaves' : 'Somebody who comes back'}</h2>
        <p class="govuk-body">
          {person.active
            ? `${person.name} will be signed out everywhere now and will not be able to sign in. Their cases and what they wrote stay.`
            : `${person.name} will be able to sign in again, with the roles above.`}
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={peoplePaths.leaver({ id: person.id })}>
            What {person.name} leaves behind
          </a>
        </p>
        <input type="hidden" name="active" value={person.active ? 'no' : 'yes'} />
        <Button variant={person.active ? 'warning' : 'secondary'}>
          {person.active ? `Deactivate ${person.name}` : `Let ${person.name} back in`}
        </Button>
      </Form>
    </SettingsPage>
  )
}

/** What else there is of somebody. */
function More({ person: { id, name }, sees }: Pick<Props, 'person' | 'sees'>) {
  const links = [
    { href: peoplePaths.personAddresses({ id }), text: `All e-mail addresses of ${name}` },
    { href: peoplePaths.personSignIn({ id }), text: `How ${name} signs in` },
    ...(sees ? [{ href: peoplePaths.viewAs({ id }), text: `See the service as ${name} does` }] : []),
    { href: peoplePaths.personInformation({ id }), text: `What is held about ${name}` },
  ]
  return (
    <ul class="govuk-list settings__more">
      {links.map(({ href, text }) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}
