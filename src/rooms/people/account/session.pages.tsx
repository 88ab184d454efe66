import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import type { Frame } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import type { RailSection } from '#platform/ui/layout/workspace-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { peoplePaths } from '../paths.ts'
import { nameOfBrowser } from './browser.rules.ts'
import type { Session } from './session.queries.ts'

interface Props {
  chrome: { frame: Frame; rail: RailSection[] }
  sessions: readonly Session[]
  /** The session that is asking. */
  current: string
  zone: string
  now: Date
}

export const SessionsPage = ({ chrome, sessions, current, zone, now }: Props) => (
  <PersonPage chrome={chrome} title="Where I am signed in" back={peoplePaths.account()}>
    <div class="settings">
      <h1 class="govuk-heading-l">Where I am signed in</h1>
      <p class="govuk-body">
        End any you do not know, then{' '}
        <a class="govuk-link" href={peoplePaths.password()}>
          change your password
        </a>
        .
      </p>
      <ul class="entries">
        {sessions.map(session => (
          <li class="entries__entry">
            <div>
              <strong>{nameOfBrowser(session.browser)}</strong>
              {session.token_hash === current && ' (this one)'}
              <p class="entries__note">
                Since {sayWhen(session.started_at, zone, now)}, until {sayWhen(session.ends_at, zone, now)} at the
                latest · from {session.address ?? 'an unknown address'}
              </p>
            </div>
            {session.token_hash !== current && (
              <Form action={peoplePaths.endSession()}>
                <input type="hidden" name="session" value={session.token_hash} />
                <Button variant="secondary">
                  End<span class="govuk-visually-hidden"> {nameOfBrowser(session.browser)}</span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form action={peoplePaths.endOtherSessions()}>
          <Button variant="warning">End all others</Button>
        </Form>
      )}
    </div>
  </PersonPage>
)
