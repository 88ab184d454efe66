import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { PROFILE_FACTS, PROFILES } from './profiles.rules.ts'
import type { Provider } from './provider.queries.ts'

interface Props {
  chrome: Chrome
  organisation: Organisation
  providers: readonly Provider[]
}

/** An organisation's identity providers, and adding one of each kind. */
export const ProvidersPage = ({ chrome, organisation, providers }: Props) => (
  <SettingsPage chrome={chrome} title={`Single sign-on for ${organisation.short_name}`} above={[ADMINISTRATION]}>
    <p class="govuk-body">
      People whose addresses are of a provider’s domains sign in there instead of with a password here.
    </p>
    {providers.length === 0 && (
      <EmptyState title="No identity providers">
        Everybody signs in with a password. Add the provider that your people know already.
      </EmptyState>
    )}
    <ul class="entries">
      {providers.map(provider => (
        <li class="entries__entry">
          <div>
            <a class="govuk-link" href={peoplePaths.provider({ id: provider.id })}>
              {provider.name}
            </a>{' '}
            {!provider.active && <Tag colour="grey">Switched off</Tag>}
            <p class="entries__note">
              {PROFILE_FACTS[provider.profile].name} · {provider.domains.join(', ') || 'no domains yet'}
            </p>
          </div>
        </li>
      ))}
    </ul>
    <h2 class="govuk-heading-m">Add an identity provider</h2>
    {PROFILES.map(profile => (
      <p class="govuk-body">
        <Button
          variant="secondary"
          href={peoplePaths.newProvider({ organisation: organisation.id }, { profile })}
          class="govuk-!-margin-bottom-0"
        >
          {PROFILE_FACTS[profile].name}
        </Button>
      </p>
    ))}
  </SettingsPage>
)
