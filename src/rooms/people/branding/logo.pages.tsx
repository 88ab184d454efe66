import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { FileUpload } from '#platform/ui/govuk/file-upload.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  errors: readonly Mistake[]
}

/** The picture at the head of every page that an organisation's own people see. */
export const LogoPage = ({ chrome, organisation, errors }: Props) => (
  <SettingsPage chrome={chrome} title={`Logo of ${organisation.name}`} above={[ADMINISTRATION]} errors={errors}>
    <p class="govuk-body">
      People of {organisation.name} see it beside its name, on the page and on paper. It stands on white, so it needs no
      background of its own.
    </p>
    {organisation.logo ? (
      <Form action={peoplePaths.removeLogo({ organisation: organisation.id })}>
        <p class="govuk-body">
          <img
            class="masthead__logo"
            src={peoplePaths.logo({ hash: organisation.logo })}
            alt={`The logo of ${organisation.name}`}
          />
        </p>
        <Button variant="secondary">Remove the logo</Button>
      </Form>
    ) : (
      <p class="govuk-body">There is none yet.</p>
    )}
    <Form action={peoplePaths.organisationLogo({ organisation: organisation.id })} multipart class="settings__form">
      <FileUpload
        id="logo"
        name="logo"
        label={organisation.logo ? 'Another picture' : 'Picture'}
        hint="PNG or JPEG, at most 200 KB"
        error={errors[0]?.message}
        attributes={{ accept: 'image/png,image/jpeg' }}
      />
      <Button>Save the logo</Button>
    </Form>
  </SettingsPage>
)
