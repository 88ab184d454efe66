import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { PasswordInput } from '#platform/ui/govuk/password-input.tsx'
import type { Frame, Mistake } from '#platform/ui/layout/frame.ts'
import { PublicPage } from '#platform/ui/layout/public-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { peoplePaths } from '../paths.ts'

export interface SignInPageProps {
  frame: Frame
  /** Where to go afterwards: a place of ours. */
  back: string
  /** What was typed before has been kept, and will be given back. */
  kept?: boolean
  entered?: Entered
  errors?: readonly Mistake[]
}

export function SignInPage({ frame, back, kept, entered, errors }: SignInPageProps) {
  const field = fieldsOf(entered, errors)
  return (
    <PublicPage frame={frame} title="Sign in" errors={errors}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Sign in</h1>
          {kept && (
            <InsetText>
              Your session had ended. What you typed is kept, and will be there when you have signed in.
            </InsetText>
          )}
          <Form action={peoplePaths.signIn({}, { return: back })}>
            <Input {...field('email')} label="E-mail address" type="email" autocomplete="username" spellcheck={false} />
            <PasswordInput {...field('password')} value={undefined} label="Password" autocomplete="current-password" />
            <Button>Sign in</Button>
          </Form>
        </div>
      </div>
    </PublicPage>
  )
}
