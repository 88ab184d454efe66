import type { Chrome } from '#platform/http/env.ts'
import type { Entered } from '#platform/http/form.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { PasswordInput } from '#platform/ui/govuk/password-input.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { PasskeyForm } from '../passkeys/passkey-form.pages.tsx'
import { peoplePaths } from '../paths.ts'
import { CodeField } from '../second-factor/pieces.pages.tsx'
import type { Ways } from './proof.queries.ts'

/** Where to go afterwards, and what was kept for which place. */
export interface Carried {
  readonly return: string
  readonly for?: string | undefined
  readonly kept?: string | undefined
}

interface Props {
  chrome: Chrome
  carried: Carried
  ways: Ways
  errors?: readonly Mistake[] | undefined
}

/** The answer leads to another site, or is a page: neither is for Turbo. */
const PLAIN = { 'data-turbo': 'false' }

export function ProofPage({ chrome, carried, ways, errors }: Props) {
  const field = fieldsOf({}, errors)
  const query = { ...carried }
  return (
    <PersonPage chrome={chrome} title="Show that it is you" back={carried.return} errors={errors}>
      <div class="settings">
        <h1 class="govuk-heading-l">Show that it is you</h1>
        <p class="govuk-body">
          What you are about to do changes how you sign in, or lets a program in. So that nobody does it at a computer
          you left open, we ask again when it is more than ten minutes since you signed in.
        </p>
        {carried.kept && <p class="govuk-body">What you entered is kept, and you carry on afterwards.</p>}
        {ways.passkey && (
          <div id="passkey">
            <PasskeyForm
              action={peoplePaths.proofPasskey({}, query)}
              options={peoplePaths.proofPasskeyOptions()}
              kind="get"
              submit="Use a passkey"
            />
          </div>
        )}
        {ways.provider && (
          <Form action={peoplePaths.proofProvider({}, query)} attributes={PLAIN}>
            <Button variant={ways.password || ways.code ? 'secondary' : undefined}>
              Sign in with {ways.provider.name} again
            </Button>
          </Form>
        )}
        {ways.code && (
          <Form action={peoplePaths.proof({}, query)} attributes={PLAIN}>
            <CodeField
              {...field('code')}
              label="Code"
              hint="The 6 figures your authenticator app shows now, or a recovery code"
            />
            <Button>Continue with a code</Button>
          </Form>
        )}
        {ways.password && (
          <Form action={peoplePaths.proof({}, query)} attributes={PLAIN}>
            <PasswordInput {...field('password')} value={undefined} label="Password" autocomplete="current-password" />
            <Button>Continue with your password</Button>
          </Form>
        )}
        <p class="govuk-body govuk-!-padding-top-3">You can also sign out and sign in again: that shows it too.</p>
        <p class="govuk-body">
          <a class="govuk-link" href={carried.return}>
            Leave things as they are
          </a>
        </p>
      </div>
    </PersonPage>
  )
}

/** What was entered, to be sent on by one more press: a redirect cannot send a form. */
export const CarryOnPage = ({ chrome, carried, kept }: Omit<Props, 'ways'> & { kept: Entered }) => (
  <PersonPage chrome={chrome} title="Carry on" back={carried.return}>
    <div class="settings">
      <h1 class="govuk-heading-l">Thank you: carry on</h1>
      <p class="govuk-body">What you entered before is kept. Nothing has been done with it yet.</p>
      <Form action={carried.for ?? carried.return} attributes={PLAIN}>
        {Object.entries(kept).flatMap(([name, text]) =>
          text.split('\n').map(value => <input type="hidden" name={name} value={value} />),
        )}
        <div class="govuk-button-group">
          <Button>Continue</Button>
          <a class="govuk-link" href={carried.return}>
            Leave it
          </a>
        </div>
      </Form>
    </div>
  </PersonPage>
)
