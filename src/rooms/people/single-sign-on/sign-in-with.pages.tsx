import { Button } from '#platform/ui/govuk/button.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage, TwoThirds } from '#platform/ui/layout/public-page.tsx'
import { peoplePaths } from '../paths.ts'

interface OnProps {
  frame: Frame
  /** What the provider's button says. */
  name: string
  href: string
}

/** Leads on to the provider by itself; the button is for browsers that do not. */
export const GoingPage = ({ frame, name, href }: OnProps) => (
  <PublicPage frame={frame} title={`Continue with ${name}`}>
    <TwoThirds>
      <h1 class="govuk-heading-l">You sign in with {name}</h1>
      <p class="govuk-body">You are taken there now, and come back here when you have signed in.</p>
      <Button href={href} attributes={{ 'data-turbo': 'false' }}>
        Continue
      </Button>
    </TwoThirds>
  </PublicPage>
)

/** Signed out here; at the provider in a moment. */
export const LeavingPage = ({ frame, name, href }: OnProps) => (
  <PublicPage frame={frame} title="You are signed out">
    <TwoThirds>
      <h1 class="govuk-heading-l">You are signed out</h1>
      <p class="govuk-body">You are taken to {name} now, to be signed out there too.</p>
      <Button href={href} attributes={{ 'data-turbo': 'false' }}>
        Sign out of {name}
      </Button>
    </TwoThirds>
  </PublicPage>
)

interface RefusedProps {
  frame: Frame
  /** What happened, in a sentence or two. */
  says: string
  /** How to try again: with the provider, when that may help. */
  again: string
  /** Where to go after signing in. */
  back: string
}

export const NotSignedInPage = ({ frame, says, again, back }: RefusedProps) => (
  <PublicPage frame={frame} title="You are not signed in">
    <TwoThirds>
      <h1 class="govuk-heading-l">You are not signed in</h1>
      <p class="govuk-body">{says}</p>
      <Button href={again} attributes={{ 'data-turbo': 'false' }}>
        Try again
      </Button>
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.signInPassword({}, { return: back })}>
          Sign in with a password
        </a>
      </p>
    </TwoThirds>
  </PublicPage>
)
