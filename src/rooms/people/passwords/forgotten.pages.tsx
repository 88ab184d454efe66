import { Button } from '#platform/ui/govuk/button.tsx'
import type { Content } from '#platform/ui/govuk/element.ts'
import { Input } from '#platform/ui/govuk/input.tsx'
import { PasswordInput } from '#platform/ui/govuk/password-input.tsx'
import type { Frame, Mistake } from '#platform/ui/layout/frame.ts'
import { PublicPage } from '#platform/ui/layout/public-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { passwordHint } from '../account/password.rules.ts'
import { peoplePaths } from '../paths.ts'

interface Props {
  frame: Frame
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

const Page = ({ frame, title, errors, children }: Props & { title: string; children: Content }) => (
  <PublicPage frame={frame} title={title} back={peoplePaths.signIn()} errors={errors}>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">{title}</h1>
        {children}
      </div>
    </div>
  </PublicPage>
)

export function ForgottenPage({ frame, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <Page frame={frame} title="I have forgotten my password" errors={errors}>
      <p class="govuk-body">We write to your address with a link to choose a new one.</p>
      <Form action={peoplePaths.forgotten()}>
        <Input {...field('email')} label="E-mail address" type="email" autocomplete="username" spellcheck={false} />
        <Button>Write to me</Button>
      </Form>
    </Page>
  )
}

/** The same for every address there could be. */
export const AskedPage = ({ frame, email }: { frame: Frame; email: string }) => (
  <Page frame={frame} title="Look at your e-mail">
    <p class="govuk-body">
      If somebody signs in here with the address <strong>{email}</strong> and a password, we have written to it. The
      link works for 30 minutes.
    </p>
    <p class="govuk-body">
      If nothing comes, look among junk, and see that this is the address you sign in with. Whoever runs your service
      desk can invite you, if you have had no password yet.
    </p>
  </Page>
)

export function ChoosePasswordPage(
  props: Props & { token: string; email: string | null; least: number; first: boolean },
) {
  const field = fieldsOf({}, props.errors)
  return (
    <Page frame={props.frame} title={props.first ? 'Choose a password' : 'Choose a new password'} errors={props.errors}>
      <Form action={peoplePaths.choosePassword()}>
        <input type="hidden" name="token" value={props.token} />
        <Input
          name="email"
          id="email"
          label="You sign in with"
          value={props.email ?? ''}
          autocomplete="username"
          attributes={{ readonly: true }}
        />
        <PasswordInput
          {...field('password')}
          value={undefined}
          label="New password"
          hint={passwordHint(props.least)}
          autocomplete="new-password"
        />
        <p class="govuk-body">You will be signed out wherever you are signed in now.</p>
        <Button>Set password</Button>
      </Form>
    </Page>
  )
}

export const LetterOverPage = ({ frame }: { frame: Frame }) => (
  <Page frame={frame} title="That link does not work any more">
    <p class="govuk-body">It was used, it is too old, or something has changed since it was sent.</p>
    <p class="govuk-body">
      <a class="govuk-link" href={peoplePaths.forgotten()}>
        Ask for another
      </a>
      , or, if you were invited, ask whoever invited you.
    </p>
  </Page>
)
