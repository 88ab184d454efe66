import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { PasskeyList } from '../passkeys/passkey.pages.tsx'
import { peoplePaths } from '../paths.ts'
import type { Offered } from './authenticator.ts'
import { AuthenticatorForm, CodeField, RecoveryCodes } from './pieces.pages.tsx'
import type { Factors } from './second-factor.queries.ts'

interface Props {
  chrome: Chrome
  errors?: readonly Mistake[] | undefined
}

interface FactorsProps extends Props {
  factors: Factors
  /** They showed a moment ago that it is them. */
  fresh: boolean
  /** A role of theirs asks for one. */
  needs: boolean
  zone: string
  now: Date
}

/** What a person signs in with besides a password. */
export const SecondFactorPage = ({ chrome, errors, factors, fresh, needs, zone, now }: FactorsProps) => (
  <PersonPage chrome={chrome} title="Second factor" back={peoplePaths.account()} errors={errors}>
    <div class="settings">
      <h1 class="govuk-heading-l">Second factor</h1>
      <p class="govuk-body">
        Something you have, besides the password you know: whoever learns your password still cannot sign in as you.
      </p>
      {needs && <InsetText>A role of yours needs a second factor, so you always keep at least one.</InsetText>}
      <App {...{ factors, errors, zone, now }} />
      <PasskeyList passkeys={factors.passkeys} fresh={fresh} zone={zone} now={now} errors={errors} />
      {!factors.authenticator && factors.passkeys.length > 0 && <Codes left={factors.recovery_codes} />}
    </div>
  </PersonPage>
)

function App({ factors, errors, zone, now }: Pick<FactorsProps, 'factors' | 'errors' | 'zone' | 'now'>) {
  const field = fieldsOf({}, errors)
  const current = (
    <CodeField
      {...field('code')}
      label="A code from the app you have now, or a recovery code"
      hint="So that nobody who finds your computer unlocked can change it"
    />
  )
  return (
    <>
      <h2 class="govuk-heading-m">Authenticator app</h2>
      {factors.authenticator ? (
        <>
          <p class="govuk-body">
            Set up {sayWhen(factors.authenticator, zone, now)}. {saidOfCodes(factors.recovery_codes)}
          </p>
          <Form action={peoplePaths.authenticator()}>
            {current}
            <div class="govuk-button-group">
              <Button variant="secondary">Change to another app or phone</Button>
              <Button variant="warning" attributes={{ formaction: peoplePaths.removeAuthenticator() }}>
                Remove the app
              </Button>
              <Button variant="secondary" attributes={{ formaction: peoplePaths.recoveryCodes() }}>
                Make new recovery codes
              </Button>
            </div>
          </Form>
        </>
      ) : (
        <Form action={peoplePaths.authenticator()}>
          <p class="govuk-body">An app on your phone or computer shows a code that changes every half minute.</p>
          <Button variant="secondary">Set up an authenticator app</Button>
        </Form>
      )}
    </>
  )
}

const saidOfCodes = (left: number) =>
  left === 0
    ? 'You have no recovery codes left for when you lose it.'
    : `You have ${left} recovery ${left === 1 ? 'code' : 'codes'} left for when you lose it.`

const Codes = ({ left }: { left: number }) => (
  <Form action={peoplePaths.recoveryCodes()}>
    <h2 class="govuk-heading-m">Recovery codes</h2>
    <p class="govuk-body">{saidOfCodes(left)} New ones replace them.</p>
    <Button variant="secondary">Make new codes</Button>
  </Form>
)

export const OfferPage = ({ chrome, errors, offered }: Props & { offered: Offered }) => (
  <PersonPage chrome={chrome} title="Set up an authenticator app" back={peoplePaths.secondFactor()} errors={errors}>
    <div class="settings">
      <h1 class="govuk-heading-l">Set up an authenticator app</h1>
      <AuthenticatorForm
        action={peoplePaths.confirmAuthenticator()}
        offered={offered}
        errors={errors}
        submit="Turn it on"
      />
    </div>
  </PersonPage>
)

export const CodesPage = ({ chrome, codes, who }: Props & { codes: readonly string[]; who: string }) => (
  <PersonPage chrome={chrome} title="Your recovery codes" back={peoplePaths.secondFactor()}>
    <div class="settings">
      <h1 class="govuk-heading-l">Your recovery codes</h1>
      <RecoveryCodes codes={codes} who={who} />
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.secondFactor()}>
          I have kept them: back to my second factor
        </a>
      </p>
    </div>
  </PersonPage>
)
