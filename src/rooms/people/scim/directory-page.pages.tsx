import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { DirectoryToken, Standing } from './directory-token.queries.ts'

/** How long a token may be made for, in days. A directory's always ends: it may do more than any person. */
export const LASTS = { '90': '90 days', '180': '6 months', '365': '1 year' } as const

interface Props {
  chrome: Chrome
  organisation: Organisation
  tokens: readonly DirectoryToken[]
  standing: Standing
  base: string
  now: Date
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

const people = (count: number) => (count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`)

export function DirectoryPage({ chrome, organisation, tokens, standing, base, now, entered, errors }: Props) {
  const inForce = tokens.filter(({ revoked_at, expires_at }) => !revoked_at && expires_at > now)
  const { zone } = organisation
  return (
    <SettingsPage chrome={chrome} title={`Directory of ${organisation.name}`} above={[ADMINISTRATION]} errors={errors}>
      <p class="govuk-body">
        An identity provider such as Microsoft Entra ID or Okta can add, change and deactivate people by SCIM 2.0. Give
        it this address and a token:
      </p>
      <p class="secret">
        <code>{base}</code>
      </p>
      <Counts standing={standing} />
      <h2 class="govuk-heading-m">Tokens</h2>
      {inForce.length === 0 ? (
        <EmptyState title="No directory is connected">Create a token below, and put it into the directory.</EmptyState>
      ) : (
        <ul class="entries">
          {inForce.map(token => (
            <Entry token={token} organisation={organisation.id} zone={zone} now={now} />
          ))}
        </ul>
      )}
      <NewToken organisation={organisation} entered={entered} errors={errors} />
    </SettingsPage>
  )
}

const Counts = ({ standing }: { standing: Standing }) => (
  <>
    <p class="govuk-body">
      {people(standing.from_directory)} came from a directory, in{' '}
      {standing.groups === 1 ? '1 group' : `${standing.groups} groups`}; {people(standing.by_hand)} did not.
    </p>
    {standing.without_address.length > 0 && (
      <>
        <h2 class="govuk-heading-m">To see to</h2>
        <p class="govuk-body">
          We cannot write to these people: their address in the directory is somebody else’s here, or none.
        </p>
        <ul class="govuk-list govuk-list--bullet">
          {standing.without_address.map(({ id, name, user_name }) => (
            <li>
              <a class="govuk-link" href={peoplePaths.person({ id })}>
                {name}
              </a>{' '}
              ({user_name})
            </li>
          ))}
        </ul>
      </>
    )}
  </>
)

const Entry = ({
  token,
  organisation,
  zone,
  now,
}: {
  token: DirectoryToken
  organisation: string
  zone: string
  now: Date
}) => (
  <li class="entries__entry">
    <div>
      <strong>{token.name}</strong>
      <p class="entries__note">
        {token.last_used_at ? `Last used ${sayWhen(token.last_used_at, zone, now)}` : 'Never used'} · made by{' '}
        {token.made_by_name} {sayWhen(token.created_at, zone, now)} · ends {sayWhen(token.expires_at, zone, now)}
      </p>
    </div>
    <Form action={peoplePaths.revokeDirectoryToken({ organisation, directory_token: token.id })}>
      <Button variant="secondary">
        Revoke<span class="govuk-visually-hidden"> {token.name}</span>
      </Button>
    </Form>
  </li>
)

function NewToken({ organisation, entered, errors }: Pick<Props, 'organisation' | 'entered' | 'errors'>) {
  const field = fieldsOf(entered, errors)
  return (
    // Its answer shows the secret once, so it is a page and not the redirect that Turbo asks for.
    <Form
      action={peoplePaths.directoryTokens({ organisation: organisation.id })}
      attributes={{ 'data-turbo': 'false' }}
      class="settings__form"
    >
      <h2 class="govuk-heading-m">Create a token</h2>
      <Input
        {...field('name')}
        label="Which directory is it for?"
        hint="What it does is recorded under this name, such as “Entra ID”"
      />
      <Select
        {...field('days')}
        value={entered?.days ?? '365'}
        label="How long should it work?"
        options={Object.entries(LASTS).map(([value, text]) => ({ value, text }))}
      />
      <Button>Create token</Button>
    </Form>
  )
}

interface CreatedProps extends Pick<Props, 'chrome' | 'organisation' | 'base'> {
  name: string
  secret: string
  expires_at: Date
}

export function DirectoryTokenPage({ chrome, organisation, base, name, secret, expires_at }: CreatedProps) {
  const above = {
    href: peoplePaths.directory({ organisation: organisation.id }),
    text: `Directory of ${organisation.short_name}`,
  }
  return (
    <SettingsPage chrome={chrome} title="Token created" above={[ADMINISTRATION, above]}>
      <p class="govuk-body">
        Copy this token for {name} now. It is shown only once: we keep no copy, and nobody can look it up for you.
      </p>
      <p class="secret">
        <code>{secret}</code>
      </p>
      <p class="govuk-body">
        The address to give with it is <code>{base}</code>. It works until {sayFull(expires_at, organisation.zone)}, for
        the people of {organisation.name} only.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={above.href}>
          I have copied it: back to the directory
        </a>
      </p>
    </SettingsPage>
  )
}
