import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { Linked, Provider } from './provider.queries.ts'

interface Props {
  chrome: Chrome
  provider: Provider
  home: Organisation
  linked: readonly Linked[]
  /** There are more than are shown. */
  more: boolean
  typed: string
  now: Date
}

/** Who signs in with a provider; forgetting a link, for when an address was given to somebody else. */
export function ProviderPeoplePage({ chrome, provider, home, linked, more, typed, now }: Props) {
  const { id, name } = provider
  const above = [
    ADMINISTRATION,
    { href: peoplePaths.providers({ organisation: home.id }), text: `Single sign-on for ${home.short_name}` },
    { href: peoplePaths.provider({ id }), text: name },
  ]
  return (
    <SettingsPage chrome={chrome} title="Who signs in with it" above={above}>
      <p class="govuk-body">
        The provider tells people apart by an identifier of its own, which stays when an address changes. Forget it when
        somebody has a new account there: they are then found by their address again.
      </p>
      <Form action={peoplePaths.providerPeople({ id })} method="get">
        <Input name="q" value={typed} label="Name or address" type="search" />
        <Button variant="secondary">Find</Button>
      </Form>
      {linked.length === 0 && (
        <EmptyState title={typed ? 'Nobody of that name' : 'Nobody yet'}>
          {typed ? 'Look for another.' : 'People appear here when they have signed in with it once.'}
        </EmptyState>
      )}
      <ul class="entries">
        {linked.map(person => (
          <li class="entries__entry">
            <div>
              <a class="govuk-link" href={peoplePaths.person({ id: person.person_id })}>
                {person.name}
              </a>
              <p class="entries__note">
                {[person.email, `last came ${sayWhen(person.used_at, home.zone, now)}`].filter(Boolean).join(' · ')}
              </p>
            </div>
            <Form action={peoplePaths.unlinkPerson({ id, person: person.person_id })}>
              <Button variant="secondary" class="govuk-!-margin-bottom-0">
                Forget<span class="govuk-visually-hidden"> who {person.name} is there</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      {more && <p class="govuk-body">There are more. Look for a name or an address.</p>}
    </SettingsPage>
  )
}
