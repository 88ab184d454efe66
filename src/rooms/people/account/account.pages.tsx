import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { PasswordInput } from '#platform/ui/govuk/password-input.tsx'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Frame, Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import type { RailSection } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { peoplePaths } from '../paths.ts'
import { ContactField } from '../persons/manage-persons.pages.tsx'
import type { Person } from '../persons/person.queries.ts'
import { passwordHint } from './password.rules.ts'

interface Props {
  chrome: { frame: Frame; rail: RailSection[] }
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

interface AccountProps extends Props {
  person: Person
  organisation: string
  roles: readonly string[]
}

/** What we know of the person who is asking; what they may change themselves, they change here. */
export function AccountPage({ chrome, person, organisation, roles, entered, errors }: AccountProps) {
  const { phone, location, assistance, contact_by } = person
  const field = fieldsOf(
    entered ?? {
      phone: phone ?? '',
      location: location ?? '',
      assistance: assistance ?? '',
      contact_by: contact_by ?? '',
    },
    errors,
  )
  return (
    <PersonPage chrome={chrome} title="My details" errors={errors}>
      <div class="settings">
        <h1 class="govuk-heading-l">My details</h1>
        <SummaryList
          rows={[
            { key: 'Name', value: person.name },
            { key: 'E-mail address', value: person.email ?? 'None' },
            { key: 'Organisation', value: organisation },
            ...(person.job_title ? [{ key: 'Job', value: person.job_title }] : []),
            ...(roles.length > 0 ? [{ key: 'Roles', value: roles.join(', ') }] : []),
          ]}
        />
        <ul class="govuk-list">
          <li>
            <a class="govuk-link" href={peoplePaths.password()}>
              Change my password
            </a>
          </li>
          <li>
            <a class="govuk-link" href={peoplePaths.secondFactor()}>
              Second factor and passkeys
            </a>
          </li>
          <li>
            <a class="govuk-link" href={peoplePaths.addresses()}>
              My e-mail addresses
            </a>
          </li>
          <li>
            <a class="govuk-link" href={peoplePaths.sessions()}>
              Where I am signed in
            </a>
          </li>
          <li>
            <a class="govuk-link" href={peoplePaths.notifications()}>
              Notifications
            </a>
          </li>
          <li>
            <a class="govuk-link" href={peoplePaths.tokens()}>
              API tokens
            </a>
          </li>
        </ul>
        <Form action={peoplePaths.account()} class="settings__form">
          <h2 class="govuk-heading-m">How to reach and help me</h2>
          <Input {...field('phone')} label="Telephone" type="tel" autocomplete="tel" class="govuk-input--width-20" />
          <Input {...field('location')} label="Where I work" hint="Building, floor or “from home”" />
          <Textarea
            {...field('assistance')}
            label="Help I need to use the service"
            hint="Shown to the people who answer you, such as “please telephone, I use a screen reader”"
            rows={3}
          />
          <ContactField {...field('contact_by')} label="How I want to be reached" />
          <Button>Save</Button>
        </Form>
      </div>
    </PersonPage>
  )
}

export function PasswordPage({ chrome, entered, errors, least }: Props & { least: number }) {
  const field = fieldsOf(entered, errors)
  return (
    <PersonPage chrome={chrome} title="Change my password" back={peoplePaths.account()} errors={errors}>
      <div class="settings">
        <h1 class="govuk-heading-l">Change my password</h1>
        <p class="govuk-body">You will stay signed in here. Everywhere else you will have to sign in again.</p>
        <Form action={peoplePaths.password()}>
          <PasswordInput
            {...field('old')}
            value={undefined}
            label="Your password now"
            autocomplete="current-password"
          />
          <PasswordInput
            {...field('password')}
            value={undefined}
            label="New password"
            hint={passwordHint(least)}
            autocomplete="new-password"
          />
          <Button>Change password</Button>
        </Form>
      </div>
    </PersonPage>
  )
}
