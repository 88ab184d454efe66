import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select, type SelectProps } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { ROLE_NAMES, ROLES } from '../roles/roles.rules.ts'
import { sayTerm } from '../roles/term.ts'
import { CONTACT_NAMES, CONTACT_WAYS } from './contact.rules.ts'
import type { Entry } from './manage-persons.queries.ts'

export interface FormState {
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

interface ListProps extends FormState {
  chrome: Chrome
  organisation: Organisation
  entries: readonly Entry[]
  typed: string
  next: string | undefined
  now: Date
}

/** "Analyst, Auditor (from 1 January 2027)". */
const rolesOf = (entry: Entry, zone: string, now: Date) =>
  ROLES.flatMap(role => {
    const named = entry.roles.filter(one => one.role === role)
    if (named.length === 0) return []
    // Held somewhere without an end, it is simply held.
    const dates = named.map(one => sayTerm(one, zone, now)).sort((a, b) => a.length - b.length)[0]
    return [dates ? `${ROLE_NAMES[role]} (${dates})` : ROLE_NAMES[role]]
  }).join(', ')

export function PersonsPage({ chrome, organisation, entries, typed, next, now, entered, errors }: ListProps) {
  const action = peoplePaths.persons({ organisation: organisation.id })
  return (
    <SettingsPage
      chrome={chrome}
      title={`People of ${organisation.name}`}
      above={[ADMINISTRATION]}
      errors={errors}
      wide
    >
      <Form action={action} method="get" class="filters">
        <Input name="q" type="search" label="Name or e-mail address" value={typed} class="govuk-input--width-20" />
        <Button variant="secondary">Search</Button>
      </Form>
      {entries.length === 0 ? (
        <EmptyState title="Nobody found">Nobody here has that in their name or address. Add them below.</EmptyState>
      ) : (
        <Scroll label="People">
          <Table
            caption="People"
            captionClass="govuk-visually-hidden"
            head={['Name', 'E-mail address', 'Job', 'Roles']}
            rows={entries.map(entry => [
              { content: <PersonLink entry={entry} /> },
              entry.email ?? '',
              entry.job_title ?? '',
              rolesOf(entry, organisation.zone, now),
            ])}
          />
        </Scroll>
      )}
      {next && (
        <a class="govuk-link" href={next} rel="next">
          Next
        </a>
      )}
      <Form action={action} class="settings__form">
        <h2 class="govuk-heading-m">Add somebody</h2>
        <PersonFields entered={entered} errors={errors} />
        <Button>Add</Button>
      </Form>
    </SettingsPage>
  )
}

const PersonLink = ({ entry }: { entry: Entry }) => (
  <>
    <a class="govuk-link" href={peoplePaths.person({ id: entry.id })}>
      {entry.name}
    </a>
    {!entry.active && ' (left)'}
  </>
)

/** How somebody wants to be reached. */
export const ContactField = (props: Omit<SelectProps, 'options'>) => (
  <Select
    {...props}
    options={[
      { value: '', text: 'Nobody has said' },
      ...CONTACT_WAYS.map(way => ({ value: way, text: CONTACT_NAMES[way] })),
    ]}
  />
)

/** What is known of a person. */
export function PersonFields({ entered, errors }: FormState) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('name')} label="Name" />
      <Input {...field('email')} label="E-mail address" type="email" hint="They sign in with it" />
      <Input {...field('phone')} label="Telephone" type="tel" class="govuk-input--width-20" />
      <Input {...field('job_title')} label="Job" />
      <Input {...field('department')} label="Department" />
      <Input {...field('location')} label="Where they work" />
      <Textarea {...field('assistance')} label="Help they need to use the service" rows={2} />
      <ContactField {...field('contact_by')} label="How they want to be reached" />
    </>
  )
}
