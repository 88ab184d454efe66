import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { MailboxThere } from '#rooms/channels/index.ts'
import type { Grouping, Groupings } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'

export interface Choosing {
  readonly id: string
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly mailboxes: readonly MailboxThere[]
  readonly groupings: Groupings
  /** What is chosen, as the form has it: several values with a line feed between. */
  readonly entered: Entered
  readonly errors?: readonly Mistake[] | undefined
}

const people = ({ name, people: many }: Grouping) => ({
  value: name,
  label: `${name} (${many.toLocaleString('en-GB')})`,
})

/** Who goes: whole teams and mailboxes, people by what is known of them, and single people. */
export function ChoosingForm({ id, teams, mailboxes, groupings, entered, errors }: Choosing) {
  const field = fieldsOf(entered, errors)
  const several = (name: string, legend: string, items: readonly { value: string; label: string; hint?: string }[]) =>
    items.length > 0 && (
      <Checkboxes
        name={name}
        idPrefix={name}
        legend={legend}
        legendClass="govuk-fieldset__legend--s"
        values={(entered[name] ?? '').split('\n')}
        items={items}
      />
    )
  return (
    <Form action={informationPaths.chooseSplit({ id })}>
      <h2 class="govuk-heading-m">Who goes</h2>
      <p class="govuk-body">Whoever is in any of these goes, with what is their own.</p>
      {several(
        'teams',
        'Whole teams',
        teams.map(team => ({ value: team.id, label: team.name })),
      )}
      {several('departments', 'Departments', groupings.departments.map(people))}
      {several('locations', 'Sites', groupings.locations.map(people))}
      {several('domains', 'E-mail domains', groupings.domains.map(people))}
      <Textarea {...field('also')} label="Also these people" hint="An e-mail address on each line" rows={3} />
      <Textarea {...field('but_not')} label="But not these" hint="An e-mail address on each line" rows={3} />
      {several(
        'mailboxes',
        'Mailboxes',
        mailboxes.map(({ id: value, address, name, sends_by_default }) => ({
          ...{ value, label: address },
          hint: sends_by_default ? `${name}: the one that is sent from by default` : name,
        })),
      )}
      <Button variant="secondary">Choose them</Button>
    </Form>
  )
}
