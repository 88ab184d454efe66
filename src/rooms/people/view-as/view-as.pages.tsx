import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'

interface Props {
  chrome: Chrome
  person: { id: string; name: string }
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

/** Before somebody sees as another: what that means, and why they do. */
export function ViewAsPage({ chrome, person, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <SettingsPage chrome={chrome} title={`See as ${person.name}`} above={[ADMINISTRATION]} errors={errors}>
      <p class="govuk-body">
        You will see every page as {person.name} does, as far as you may see it yourself. You cannot change anything,
        and their account pages stay theirs. It ends when you stop it, or after 30 minutes.
      </p>
      <Form action={peoplePaths.viewAs({ id: person.id })} attributes={{ 'data-turbo': 'false' }}>
        <Textarea
          {...field('reason')}
          label="Why"
          hint="Kept in the audit trail with your name, the start and the end"
          rows={2}
        />
        <Button>See as {person.name}</Button>
      </Form>
    </SettingsPage>
  )
}
