import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { PasswordInput } from '#platform/ui/govuk/password-input.tsx'
import type { Frame, Mistake } from '#platform/ui/layout/frame.ts'
import { PublicPage, TwoThirds } from '#platform/ui/layout/public-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { PasskeyForm } from '../passkeys/passkey-form.pages.tsx'
import { peoplePaths } from '../paths.ts'

export interface SignInPageProps {
  frame: Frame
  /** Where to go afterwards: a place of ours. */
  back: string
  /** What was typed before has been kept, and will be given back. */
  kept?: boolean
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

/** The answer to it is a page, or leads to another site: neither is for Turbo. */
export const PLAIN = { 'data-turbo': 'false' }

const Kept = () => (
  <InsetText>Your session had ended. What you typed is kept, and will be there when you have signed in.</InsetText>
)

type FirstProps = SignInPageProps & { shown: readonly { id: string; name: string }[] }

/** First the address alone: it says where to sign in. */
export function SignInPage({ frame, back, kept, entered, errors, shown }: FirstProps) {
  const field = fieldsOf(entered, errors)
  return (
    <PublicPage frame={frame} title="Sign in" errors={errors}>
      <TwoThirds>
        <h1 class="govuk-heading-l">Sign in</h1>
        {kept && <Kept />}
        <Form action={peoplePaths.signIn({}, { return: back })} attributes={PLAIN}>
          <Input
            {...field('email')}
            label="E-mail address"
            hint="Your work address tells us where you sign in"
            type="email"
            autocomplete="username"
            spellcheck={false}
          />
          <Button>Continue</Button>
        </Form>
        {shown.map(({ id, name }) => (
          <p class="govuk-body">
            <Button
              variant="secondary"
              href={peoplePaths.signInWith({ provider: id }, { return: back })}
              attributes={PLAIN}
            >
              Sign in with {name}
            </Button>
          </p>
        ))}
        <PasskeyForm
          action={peoplePaths.passkeySignIn({}, { return: back })}
          options={peoplePaths.passkeySignInOptions()}
          kind="get"
          submit="Sign in with a passkey"
        />
        <p class="govuk-body">
          <a class="govuk-link" href={peoplePaths.signInPassword({}, { return: back })}>
            Sign in with a password
          </a>
        </p>
      </TwoThirds>
    </PublicPage>
  )
}

/** For those whose address leads to no provider, and for whoever needs a password all the same. */
export function PasswordPage({ frame, back, kept, entered, errors }: SignInPageProps) {
  const field = fieldsOf(entered, errors)
  return (
    <PublicPage
      frame={frame}
      title="Sign in with a password"
      errors={errors}
      back={peoplePaths.signIn({}, { return: back })}
    >
      <TwoThirds>
        <h1 class="govuk-heading-l">Sign in with a password</h1>
        {kept && <Kept />}
        <Form action={peoplePaths.signIn({}, { return: back })} attributes={PLAIN}>
          <Input {...field('email')} label="E-mail address" type="email" autocomplete="username" spellcheck={false} />
          <PasswordInput {...field('password')} value={undefined} label="Password" autocomplete="current-password" />
          <Button>Sign in</Button>
        </Form>
        <p class="govuk-body">
          <a class="govuk-link" href={peoplePaths.forgotten()}>
            I have forgotten my password
          </a>
        </p>
      </TwoThirds>
    </PublicPage>
  )
}
