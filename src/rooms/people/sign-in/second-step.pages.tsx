import { Button } from '#platform/ui/govuk/button.tsx'
import type { Frame, Mistake } from '#platform/ui/layout/frame.ts'
import { PublicPage } from '#platform/ui/layout/public-page.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { PasskeyForm } from '../passkeys/passkey-form.pages.tsx'
import { peoplePaths } from '../paths.ts'
import type { Offered } from '../second-factor/authenticator.ts'
import { AuthenticatorForm, CodeField, RecoveryCodes } from '../second-factor/pieces.pages.tsx'

interface Props {
  frame: Frame
  /** Where to go afterwards. */
  back: string
  errors?: readonly Mistake[] | undefined
}

const Elsewhere = () => (
  <p class="govuk-body">
    <a class="govuk-link" href={peoplePaths.signIn()}>
      Begin again
    </a>
  </p>
)

/** The second step, for who has a second factor. */
export function SecondStepPage({
  frame,
  back,
  has,
  errors,
}: Props & { has: { authenticator: boolean; passkey: boolean } }) {
  const field = fieldsOf({}, errors)
  return (
    <PublicPage frame={frame} title="Show that it is you" errors={errors}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">Show that it is you</h1>
          {has.passkey && (
            <PasskeyForm
              action={peoplePaths.secondStepPasskey({}, { return: back })}
              options={peoplePaths.secondStepOptions()}
              kind="get"
              submit="Use a passkey"
            />
          )}
          <Form action={peoplePaths.secondStep({}, { return: back })}>
            <CodeField
              {...field('code')}
              label={has.authenticator ? 'Code' : 'Recovery code'}
              hint={
                has.authenticator ? 'The 6 figures your authenticator app shows now, or a recovery code' : undefined!
              }
            />
            <Button>Continue</Button>
          </Form>
          <p class="govuk-body">
            If you have lost your {has.authenticator ? 'app' : 'passkey'} and your recovery codes, ask an administrator
            of your organisation to reset your second factor.
          </p>
          <Elsewhere />
        </div>
      </div>
    </PublicPage>
  )
}

/** For who needs a second factor and has none: nothing else until there is one. */
export const SetUpPage = ({ frame, back, errors }: Props) => (
  <PublicPage frame={frame} title="Set up a second factor" errors={errors}>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Set up a second factor</h1>
        <p class="govuk-body">
          Your organisation asks for more than a password from people with your role. Choose what you will use. It takes
          two minutes, and you need it each time you sign in.
        </p>
        <h2 class="govuk-heading-m">An authenticator app</h2>
        <p class="govuk-body">An app on your phone or computer shows a code that changes every half minute.</p>
        <Form action={peoplePaths.setUp({}, { return: back })}>
          <Button>Use an authenticator app</Button>
        </Form>
        <PasskeyForm
          action={peoplePaths.setUpPasskey({}, { return: back })}
          options={peoplePaths.setUpPasskeyOptions()}
          kind="create"
          submit="Use a passkey"
          naming
        >
          <h2 class="govuk-heading-m">A passkey</h2>
          <p class="govuk-body">Your fingerprint, face or PIN on this device, or a security key.</p>
        </PasskeyForm>
        <Elsewhere />
      </div>
    </div>
  </PublicPage>
)

export const SetUpAuthenticatorPage = ({ frame, back, errors, offered }: Props & { offered: Offered }) => (
  <PublicPage
    frame={frame}
    title="Set up an authenticator app"
    back={peoplePaths.setUp({}, { return: back })}
    errors={errors}
  >
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Set up an authenticator app</h1>
        <AuthenticatorForm
          action={peoplePaths.setUpAuthenticator({}, { return: back })}
          offered={offered}
          errors={errors}
          submit="Sign in"
        />
      </div>
    </div>
  </PublicPage>
)

/** Signed in, with codes that are shown this once. */
export const SetUpDonePage = ({ frame, back, codes, who }: Props & { codes: readonly string[]; who: string }) => (
  <PublicPage frame={frame} title="Your recovery codes">
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Your recovery codes</h1>
        <RecoveryCodes codes={codes} who={who} />
        <a class="govuk-button" role="button" href={back} data-module="govuk-button">
          I have kept them: continue
        </a>
      </div>
    </div>
  </PublicPage>
)
