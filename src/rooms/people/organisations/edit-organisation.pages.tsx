import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { OrganisationTag } from '#platform/ui/pieces/organisation-tag.tsx'
import { ColourFields, colourAsEntered } from '../branding/colour-fields.tsx'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { Organisation } from './organisation.queries.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

export function EditOrganisationPage({ chrome, organisation, entered, errors }: Props) {
  const kept = Object.fromEntries(Object.entries(organisation).map(([name, value]) => [name, String(value)]))
  const field = fieldsOf(entered ?? { ...kept, ...colourAsEntered(organisation.accent) }, errors)
  const { name, short_name, accent } = organisation
  return (
    <SettingsPage chrome={chrome} title={`Details of ${name}`} above={[ADMINISTRATION]} errors={errors}>
      <p class="govuk-body">
        Shown as <OrganisationTag organisation={{ name, short_name, colour: accent }} /> beside its cases.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.organisationLogo({ organisation: organisation.id })}>
          {organisation.logo ? 'Change its logo' : 'Give it a logo'}
        </a>
      </p>
      <Form action={peoplePaths.organisation({ organisation: organisation.id })}>
        <Input {...field('name')} label="Name" />
        <Input
          {...field('short_name')}
          label="Short name"
          hint="On labels and in addresses"
          class="govuk-input--width-10"
        />
        <ColourFields field={field} hint="Of its labels, and of the pages its own people see." />
        <Input
          {...field('zone')}
          label="Time zone"
          hint="For the United Kingdom, Europe/London"
          class="govuk-input--width-20"
        />
        <Input
          {...field('auto_close_days')}
          label="Days after which a resolved case closes by itself"
          inputmode="numeric"
          class="govuk-input--width-3"
        />
        <Input
          {...field('reopen_days')}
          label="Days within which a closed case can be reopened"
          inputmode="numeric"
          class="govuk-input--width-3"
        />
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}
