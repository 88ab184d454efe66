import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import type { DatedRole } from './role-dates.queries.ts'
import { ROLE_NAMES, ROLES, type Role } from './roles.rules.ts'
import { standing } from './term.rules.ts'
import { sayTerm } from './term.ts'

interface Props extends FormState {
  person_id: string
  /** Those in which the reader may give roles. */
  organisations: readonly Organisation[]
  held: readonly DatedRole[]
  now: Date
}

/** The roles a person holds in each organisation, ticked; and those with dates, in words. */
export function PersonRoles({ person_id, organisations, held, now, ...form }: Props) {
  const ticked = held.filter(one => standing(one, now) !== 'over')
  return (
    <>
      <Form action={peoplePaths.personRoles({ id: person_id })} class="settings__form">
        <h2 class="govuk-heading-m">Roles</h2>
        <Scroll label="Roles">
          <Table
            caption="Roles in each organisation"
            captionClass="govuk-visually-hidden"
            head={['Role', ...organisations.map(({ short_name }) => short_name)]}
            rows={ROLES.map(role => [
              ROLE_NAMES[role],
              ...organisations.map(organisation => ({
                content: (
                  <input
                    class="tick"
                    type="checkbox"
                    name={`roles-${organisation.id}`}
                    value={role}
                    checked={ticked.some(one => one.organisation_id === organisation.id && one.role === role)}
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
      <GroupRoles organisations={organisations} held={held} />
      <DatedRoles organisations={organisations} held={held} now={now} />
      <GiveRole person_id={person_id} organisations={organisations} {...form} />
    </>
  )
}

const nameOf = (role: string) => ROLE_NAMES[role as Role] ?? role

/** What their groups at an identity provider gave them: it comes back at their next sign-in, however often it is taken away here. */
function GroupRoles({ organisations, held }: Pick<Props, 'organisations' | 'held'>) {
  const given = held.flatMap(({ role, organisation_id, given_by }) => {
    const organisation = organisations.find(({ id }) => id === organisation_id)
    return given_by && organisation ? [[nameOf(role), organisation.name, given_by]] : []
  })
  if (given.length === 0) return null
  return (
    <Table
      caption="Roles that groups give, at every sign-in"
      captionClass="govuk-table__caption--s"
      head={['Role', 'In', 'By groups of']}
      rows={given}
    />
  )
}

function DatedRoles({ organisations, held, now }: Pick<Props, 'organisations' | 'held' | 'now'>) {
  const dated = held.flatMap(one => {
    const organisation = organisations.find(({ id }) => id === one.organisation_id)
    const dates = organisation && sayTerm(one, organisation.zone, now)
    return dates ? [{ role: nameOf(one.role), place: organisation.name, dates }] : []
  })
  if (dated.length === 0) return null
  return (
    <Table
      caption="Roles with dates"
      captionClass="govuk-table__caption--s"
      head={['Role', 'In', 'When']}
      rows={dated.map(({ role, place, dates }) => [role, place, dates])}
    />
  )
}

function GiveRole({
  person_id,
  organisations,
  entered,
  errors,
}: FormState & Pick<Props, 'person_id' | 'organisations'>) {
  const field = fieldsOf(entered, errors)
  return (
    <Form action={peoplePaths.personRoleDates({ id: person_id })} class="settings__form">
      <h2 class="govuk-heading-m">A role for a time</h2>
      <p class="govuk-body">
        It begins and ends by itself. A role they have already gets these dates: leave both empty to hold it for good.
      </p>
      <Select
        {...field('organisation_id')}
        label="In"
        options={organisations.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <Select {...field('role')} label="Role" options={ROLES.map(role => ({ value: role, text: ROLE_NAMES[role] }))} />
      <Input {...field('from')} label="First day" hint="Empty for now" type="date" class="govuk-input--width-10" />
      <Input {...field('until')} label="Last day" hint="Empty for no end" type="date" class="govuk-input--width-10" />
      <Button variant="secondary">Give this role</Button>
    </Form>
  )
}
