import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ColourFields } from '../branding/colour-fields.tsx'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'

interface Props {
  chrome: Chrome
  entered: Entered
  errors: readonly Mistake[]
}

/** The first step of taking an organisation on: that there is one. */
export function TakeOnPage({ chrome, entered, errors }: Props) {
  const field = fieldsOf({ accent: 'teal', zone: 'Europe/London', ...entered }, errors)
  return (
    <SettingsPage chrome={chrome} title="Take on an organisation" above={[ADMINISTRATION]} errors={errors}>
      <p class="govuk-body">
        You become its administrator, and are shown the steps that are left. Until it goes live only its administrators
        can sign in, and no case can be logged for it. You can stop at any time and go on later.
      </p>
      <Form action={peoplePaths.takeOn()}>
        <Input {...field('name')} label="Name" hint="As its people write it, such as Hartsmere District Council" />
        <Input
          {...field('short_name')}
          label="Short name"
          hint="On labels beside its cases. Nobody else may have it"
          class="govuk-input--width-10"
        />
        <Radios
          {...field('kind')}
          legend="What is it to the shared service?"
          items={[
            { value: 'partner', label: 'A partner', hint: 'One of the councils that own the service' },
            {
              value: 'customer',
              label: 'A customer',
              hint: 'Served with its own people, targets and monthly report, and no part in running the service',
            },
          ]}
        />
        <ColourFields field={field} hint="Of its labels, and of the pages its own people see." />
        <Input
          {...field('zone')}
          label="Time zone"
          hint="For the United Kingdom, Europe/London"
          class="govuk-input--width-20"
        />
        <Button>Take it on</Button>
      </Form>
    </SettingsPage>
  )
}
