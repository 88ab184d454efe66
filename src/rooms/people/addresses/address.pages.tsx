import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { Person } from '../persons/person.queries.ts'
import type { Address } from './address.queries.ts'

interface Props {
  readonly chrome: Chrome
  readonly addresses: readonly Address[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const HOW: Record<NonNullable<Address['verified_by']>, string> = {
  staff: 'added by staff',
  directory: 'from the directory',
  link: 'confirmed by a link sent there',
  message: 'they first wrote from it',
}

const others = (names: readonly string[]) => names.join(' and ')

interface ListProps extends Pick<Props, 'addresses'> {
  /** Staff are told who else has an address; its owner only that somebody does. */
  readonly forStaff: boolean
  readonly removeAt: (id: string) => string
}

const AddressList = ({ addresses, forStaff, removeAt }: ListProps) => (
  <ul class="entries">
    {addresses.map(({ id, address, verified_by, own, shared_with }) => (
      <li class="entries__entry">
        <div>
          <strong>{address}</strong>
          <p class="entries__note">
            {own && 'What we send goes here. '}
            {verified_by ? `Known: ${HOW[verified_by]}.` : 'Not confirmed yet: open the link we sent there.'}
          </p>
          {shared_with.length > 0 && (
            <p class="entries__note">
              {forStaff ? `${others(shared_with)} has this address too` : 'Somebody else has this address too'}: mail
              from it waits until one of us has looked who wrote.
            </p>
          )}
        </div>
        {!own && (
          <Form action={removeAt(id)}>
            <Button variant="secondary">
              Remove<span class="govuk-visually-hidden"> {address}</span>
            </Button>
          </Form>
        )}
      </li>
    ))}
  </ul>
)

/** The addresses somebody writes from, as they keep them themselves. */
export const MyAddressesPage = ({ chrome, addresses, entered, errors }: Props) => (
  <PersonPage chrome={chrome} title="My e-mail addresses" back={peoplePaths.account()} errors={errors}>
    <div class="settings">
      <h1 class="govuk-heading-l">My e-mail addresses</h1>
      <p class="govuk-body">When you write to us from one of these, we know that it is you.</p>
      <AddressList addresses={addresses} forStaff={false} removeAt={id => peoplePaths.removeAddress({ id })} />
      <Form action={peoplePaths.addresses()} class="settings__form">
        <Input
          {...fieldsOf(entered, errors)('address')}
          label="Another address"
          hint="We send a link there for you to open"
          type="email"
          autocomplete="email"
        />
        <Button>Add</Button>
      </Form>
    </div>
  </PersonPage>
)

/** Opening a link must change nothing, as mail scanners open links too; so there is a button. */
export const ConfirmAddressPage = ({ chrome, token }: { chrome: Chrome; token: string }) => (
  <PersonPage chrome={chrome} title="Confirm your e-mail address" back={peoplePaths.addresses()}>
    <div class="settings">
      <h1 class="govuk-heading-l">Confirm your e-mail address</h1>
      <p class="govuk-body">From now on, what comes from this address is from you.</p>
      <Form action={peoplePaths.confirmAddress()}>
        <input type="hidden" name="token" value={token} />
        <Button>Confirm</Button>
      </Form>
    </div>
  </PersonPage>
)

/** The same for staff, of somebody else. */
export function PersonAddressesPage({ chrome, person, addresses, entered, errors }: Props & { person: Person }) {
  const above = [ADMINISTRATION, { href: peoplePaths.person({ id: person.id }), text: person.name }]
  return (
    <SettingsPage chrome={chrome} title={`E-mail addresses of ${person.name}`} above={above} errors={errors}>
      <p class="govuk-body">What comes from one of these is taken to be from {person.name}.</p>
      <AddressList
        addresses={addresses}
        forStaff
        removeAt={address => peoplePaths.removePersonAddress({ id: person.id, address })}
      />
      <Form action={peoplePaths.personAddresses({ id: person.id })} class="settings__form">
        <Input
          {...fieldsOf(entered, errors)('address')}
          label="Another address"
          hint="Only if you are sure that it is theirs"
          type="email"
        />
        <Button>Add</Button>
      </Form>
    </SettingsPage>
  )
}
