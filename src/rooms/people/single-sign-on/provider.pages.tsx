import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import { OurKeys } from './our-key.pages.tsx'
import { PROFILE_FACTS, type Profile } from './profiles.rules.ts'
import type { Provider } from './provider.queries.ts'
import { type FormState, ProviderFields } from './provider-fields.pages.tsx'
import type { Finding } from './test-provider.ts'

const above = ({ id, short_name }: Organisation) => [
  ADMINISTRATION,
  { href: peoplePaths.providers({ organisation: id }), text: `Single sign-on for ${short_name}` },
]

type NewProps = FormState & { chrome: Chrome; organisation: Organisation; profile: Profile }

export const NewProviderPage = ({ chrome, organisation, profile, ...form }: NewProps) => (
  <SettingsPage
    chrome={chrome}
    title={`Add ${PROFILE_FACTS[profile].name}`}
    above={above(organisation)}
    errors={form.errors}
  >
    <p class="govuk-body">{PROFILE_FACTS[profile].says}</p>
    <Form action={peoplePaths.newProvider({ organisation: organisation.id })}>
      <ProviderFields profile={profile} kept={false} {...form} />
      <Button>Add it, switched off</Button>
    </Form>
  </SettingsPage>
)

type PageProps = FormState & {
  chrome: Chrome
  organisation: Organisation
  provider: Provider
  /** Our addresses, to be entered at the provider. */
  ours: { returns: string; leaves: string; told: string; keys: string }
  found?: readonly Finding[] | undefined
}

export function ProviderPage({ chrome, organisation, provider, ours, found, ...form }: PageProps) {
  const { id, name, active } = provider
  return (
    <SettingsPage chrome={chrome} title={name} above={above(organisation)} errors={form.errors}>
      <p class="govuk-body">
        {active ? <Tag colour="green">Switched on</Tag> : <Tag colour="grey">Switched off</Tag>}{' '}
        {PROFILE_FACTS[provider.profile].name}
      </p>
      {found && <Findings found={found} />}
      <Ours provider={provider} ours={ours} />
      <OurKeys provider={provider} />
      <div class="govuk-button-group">
        {/* Its answer says what came of it, once, so it is a page and not the redirect that Turbo asks for. */}
        <Form action={peoplePaths.testProvider({ id })} attributes={{ 'data-turbo': 'false' }}>
          <Button variant="secondary">Test this provider</Button>
        </Form>
        <Form action={peoplePaths.providerActive({ id })}>
          <input type="hidden" name="active" value={active ? 'no' : 'yes'} />
          <Button variant={active ? 'warning' : undefined}>{active ? 'Switch it off' : 'Switch it on'}</Button>
        </Form>
      </div>
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.providerGroups({ id })}>
          What its groups give
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.providerPeople({ id })}>
          Who signs in with it
        </a>
      </p>
      <Form action={peoplePaths.provider({ id })} class="settings__form">
        <h2 class="govuk-heading-m">Settings</h2>
        <ProviderFields profile={provider.profile} kept={provider.proof === 'secret'} {...form} />
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}

/** What the provider has to be told. */
const Ours = ({ provider, ours }: Pick<PageProps, 'provider' | 'ours'>) => (
  <section>
    <h2 class="govuk-heading-m">Enter at the provider</h2>
    <SummaryList
      rows={[
        { key: 'Redirect address', value: <code>{ours.returns}</code> },
        { key: 'Address after signing out', value: <code>{ours.leaves}</code> },
        { key: 'Back-channel logout address', value: <code>{ours.told}</code> },
        ...(provider.public_key ? [{ key: 'Our keys (JWKS)', value: <code>{ours.keys}</code> }] : []),
      ]}
    />
  </section>
)

const Findings = ({ found }: { found: readonly Finding[] }) => (
  <InsetText>
    <h2 class="govuk-heading-s">
      {found.every(({ works }) => works) ? 'The provider answers as it should' : 'Something is wrong'}
    </h2>
    <ul class="govuk-list">
      {found.map(({ works, says }) => (
        <li>
          <Tag colour={works ? 'green' : 'red'}>{works ? 'Good' : 'Wrong'}</Tag> {says}
        </li>
      ))}
    </ul>
  </InsetText>
)
