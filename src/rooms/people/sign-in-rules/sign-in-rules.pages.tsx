import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { FileUpload } from '#platform/ui/govuk/file-upload.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { ROLE_NAMES, ROLES } from '../roles/roles.rules.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  entered: Entered
  /** For each role, how many hold it, and how many of those have a second factor. */
  holders: ReadonlyMap<string, { all: number; with: number }>
  errors?: readonly Mistake[] | undefined
}

function saidOf(held: { all: number; with: number } | undefined): string {
  if (!held || held.all === 0) return 'Nobody has this role'
  const all = held.all === 1 ? 'person has' : 'people have'
  return `${held.all} ${all} this role, ${held.with} of them with a second factor`
}

/** What an organisation asks of whoever signs in. */
export function SignInRulesPage({ chrome, organisation, entered, holders, errors }: Props) {
  const field = fieldsOf(entered, errors)
  const action = peoplePaths.signInRules({ organisation: organisation.id })
  return (
    <SettingsPage chrome={chrome} title={`Signing in at ${organisation.name}`} above={[ADMINISTRATION]} errors={errors}>
      <Form action={action} multipart class="settings__form">
        <Checkboxes
          {...field('roles')}
          legend="Who needs a second factor"
          legendClass="govuk-fieldset__legend--m"
          hint="Whoever has none sets one up at their next sign-in, before anything else. Those signed in without one are signed out at once: you too, if you have the role."
          values={(entered.roles ?? '').split('\n')}
          items={ROLES.map(role => ({ value: role, label: ROLE_NAMES[role], hint: saidOf(holders.get(role)) }))}
        />
        <h2 class="govuk-heading-m">Passwords</h2>
        <p class="govuk-body">What you change here counts for the next password that somebody sets.</p>
        <Input
          {...field('least_length')}
          label="Least number of characters"
          hint="From 12 to 64. Longer is better than capitals and signs."
          inputmode="numeric"
          class="govuk-input--width-3"
        />
        <Input
          {...field('remembered')}
          label="Earlier passwords that cannot be had again"
          hint="From 0 to 10. With 0 they are not looked at."
          inputmode="numeric"
          class="govuk-input--width-3"
        />
        <Textarea
          {...field('banned_words')}
          label="Words no password may contain"
          hint="One on each line, of 4 letters or more: places, teams, your services. The passwords that attackers try first, people’s own names and your organisation’s are never allowed."
          rows={6}
          spellcheck={false}
        />
        <FileUpload {...field('file')} label="Or add words from a text file" hint="One on each line, up to 1 MB" />
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}
