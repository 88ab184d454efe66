import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { type Lacking, USUAL } from '../hooks.ts'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  givers: readonly { readonly id: string; readonly name: string }[]
  from: string
  lacks: readonly Lacking[]
  errors: readonly Mistake[]
}

/** Beginning an organisation like another, or with what is usual: what it would make is shown first. */
export function AlikePage({ chrome, organisation, givers, from, lacks, errors }: Props) {
  const action = peoplePaths.onboardingAlike({ organisation: organisation.id })
  const above = {
    href: peoplePaths.onboarding({ organisation: organisation.id }),
    text: `Setting up ${organisation.short_name}`,
  }
  const some = lacks.filter(({ would }) => would.length > 0)
  return (
    <SettingsPage
      chrome={chrome}
      title={`Begin ${organisation.name} like another`}
      above={[ADMINISTRATION, above]}
      errors={errors}
    >
      <p class="govuk-body">
        Only what {organisation.short_name} lacks is made, and nothing it has is changed. All of it can be changed there
        afterwards. People, teams, rights and mailboxes are nobody else’s to have.
      </p>
      <Form action={action} method="get" class="filters">
        <Select
          name="from"
          label="Like"
          value={from}
          options={[
            { value: USUAL, text: 'What is usual' },
            ...givers.map(({ id, name }) => ({ value: id, text: name })),
          ]}
        />
        <Button variant="secondary">Show</Button>
      </Form>
      {some.length === 0 ? (
        <EmptyState title="Nothing would be made">It has all of this already.</EmptyState>
      ) : (
        <Form action={action}>
          <input type="hidden" name="from" value={from} />
          {lacks.map(({ title, would, otherwise }) => (
            <>
              <h2 class="govuk-heading-s">{title}</h2>
              {would.length === 0 ? (
                <p class="govuk-body">{otherwise}</p>
              ) : (
                <ul class="govuk-list govuk-list--bullet">
                  {would.map(thing => (
                    <li>{thing}</li>
                  ))}
                </ul>
              )}
            </>
          ))}
          <Checkboxes
            name="kinds"
            legend="Make"
            class="govuk-checkboxes--small"
            error={errors[0]?.message}
            values={some.map(({ kind }) => kind)}
            items={some.map(({ kind, title, would }) => ({ value: kind, label: `${title} (${would.length})` }))}
          />
          <p class="govuk-body">Targets bring the working hours that they are counted in.</p>
          <Button preventDoubleClick>Make these</Button>
        </Form>
      )}
    </SettingsPage>
  )
}
