import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { InvitationState } from '../passwords/letter.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { Person } from '../persons/person.queries.ts'
import type { Factors } from './second-factor.queries.ts'
import { hasFactor } from './second-factor.rules.ts'

interface Props {
  chrome: Chrome
  person: Person
  factors: Factors
  needs: boolean
  invitation: InvitationState
  /** Whether the reader is this person. */
  own: boolean
  zone: string
  now: Date
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

/** How somebody signs in, for who manages people: letting them in for the first time, and when they have lost their second factor. */
export function PersonSignInPage(props: Props) {
  const { chrome, person, factors, needs, invitation, zone, now } = props
  const above = [ADMINISTRATION, { href: peoplePaths.person({ id: person.id }), text: person.name }]
  const passkeys = factors.passkeys.map(({ name }) => name).join(', ')
  return (
    <SettingsPage chrome={chrome} title={`How ${person.name} signs in`} above={above} errors={props.errors}>
      <SummaryList
        rows={[
          { key: 'E-mail address', value: person.email ?? 'None: they cannot sign in with a password' },
          { key: 'Password', value: saidOfPassword(invitation, zone, now) },
          {
            key: 'Authenticator app',
            value: factors.authenticator ? `Set up ${sayWhen(factors.authenticator, zone, now)}` : 'None',
          },
          { key: 'Passkeys', value: passkeys || 'None' },
          { key: 'Recovery codes left', value: String(factors.recovery_codes) },
          { key: 'Second factor', value: needs ? 'A role of theirs needs one' : 'Not needed for their roles' },
        ]}
      />
      <Invite {...props} />
      {hasFactor(factors) && <Reset {...props} />}
    </SettingsPage>
  )
}

function saidOfPassword({ has_password, ends_at }: InvitationState, zone: string, now: Date): string {
  if (has_password) return 'They have one'
  return ends_at ? `None yet. They are invited, until ${sayWhen(ends_at, zone, now)}` : 'None yet'
}

function Invite({ person, invitation }: Props) {
  if (invitation.has_password || !person.active || !person.email) return null
  return (
    <Form action={peoplePaths.invite({ id: person.id })} class="settings__form">
      <h2 class="govuk-heading-m">Invitation</h2>
      <p class="govuk-body">
        We write to {person.email} with a link to choose a password. It works once, for 7 days, and no longer when their
        roles change or they are deactivated. Another invitation ends the one before.
      </p>
      <Button variant={invitation.ends_at ? 'secondary' : undefined}>
        {invitation.ends_at ? 'Invite them again' : 'Invite them'}
      </Button>
    </Form>
  )
}

function Reset({ person, own, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <Form action={peoplePaths.resetFactors({ id: person.id })} class="settings__form">
      <h2 class="govuk-heading-m">A lost second factor</h2>
      {own ? (
        <p class="govuk-body">You cannot reset your own. Ask another administrator.</p>
      ) : (
        <>
          <p class="govuk-body">
            Their app, passkeys and recovery codes are taken away, and they are signed out everywhere. Be sure that it
            is {person.name} who asks: call them back on a number you know. We tell them by e-mail.
          </p>
          <Input
            {...field('reason')}
            label="Why"
            hint="Kept in the audit trail, such as “phone lost, called back on their desk number”"
          />
          <Button variant="warning">Reset their second factor</Button>
        </>
      )}
    </Form>
  )
}
