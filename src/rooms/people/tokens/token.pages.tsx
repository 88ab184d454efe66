import { sayFull, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Frame, Mistake } from '#platform/ui/layout/frame.ts'
import { PersonPage } from '#platform/ui/layout/person-page.tsx'
import type { RailSection } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { peoplePaths } from '../paths.ts'
import { PERMISSION_NAMES, PERMISSIONS } from '../permissions.ts'
import type { Token } from './token.queries.ts'
import { isUsable } from './token.rules.ts'

/** How long a token may be made for, in days; never ending is a choice, not the first one. */
export const LASTS = { '30': '30 days', '90': '90 days', '365': '1 year', '': 'Until I revoke it' } as const

interface Props {
  chrome: { frame: Frame; rail: RailSection[] }
  tokens: readonly Token[]
  /** What this person may do: a token can do no more. */
  held: readonly string[]
  zone: string
  now: Date
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

export function TokensPage({ chrome, tokens, held, zone, now, entered, errors }: Props) {
  const usable = tokens.filter(token => isUsable(token, now))
  return (
    <PersonPage chrome={chrome} title="API tokens" back={peoplePaths.account()} errors={errors}>
      <div class="settings">
        <h1 class="govuk-heading-l">API tokens</h1>
        <p class="govuk-body">
          A token lets a program act for you, under your name. Give each program a token of its own, with no more than
          it needs.
        </p>
        {usable.length > 0 ? (
          <ul class="entries">
            {usable.map(token => (
              <TokenEntry token={token} zone={zone} now={now} />
            ))}
          </ul>
        ) : (
          <EmptyState title="No tokens">You have none that work. Create one below when a program needs it.</EmptyState>
        )}
        <NewToken held={held} entered={entered} errors={errors} />
      </div>
    </PersonPage>
  )
}

const TokenEntry = ({ token, zone, now }: { token: Token; zone: string; now: Date }) => (
  <li class="entries__entry">
    <div>
      <strong>{token.name}</strong>
      <p class="entries__note">
        Created {sayWhen(token.created_at, zone, now)} ·{' '}
        {token.expires_at ? `ends ${sayWhen(token.expires_at, zone, now)}` : 'does not end by itself'} ·{' '}
        {token.scopes.join(', ')}
      </p>
    </div>
    <Form action={peoplePaths.revokeToken({ id: token.id })}>
      <Button variant="secondary">
        Revoke<span class="govuk-visually-hidden"> {token.name}</span>
      </Button>
    </Form>
  </li>
)

function NewToken({ held, entered, errors }: Pick<Props, 'held' | 'entered' | 'errors'>) {
  const field = fieldsOf(entered, errors)
  const chosen = (entered?.scopes ?? '').split('\n')
  const scopes = PERMISSIONS.filter(permission => held.includes(permission))
  return (
    // Its answer shows the secret once, so it is a page and not the redirect that Turbo asks for.
    <Form action={peoplePaths.tokens()} attributes={{ 'data-turbo': 'false' }} class="settings__form">
      <h2 class="govuk-heading-m">Create a token</h2>
      <Input {...field('name')} label="What is it for?" hint="The name of the program, such as “Power BI refresh”" />
      <Checkboxes
        name="scopes"
        idPrefix="scopes"
        legend="What may it do?"
        error={field('scopes').error}
        items={scopes.map(scope => ({
          value: scope,
          label: PERMISSION_NAMES[scope],
          hint: scope,
          checked: chosen.includes(scope),
        }))}
      />
      <Select
        {...field('days')}
        value={entered?.days ?? '90'}
        label="How long should it work?"
        options={Object.entries(LASTS)
          .map(([value, text]) => ({ value, text }))
          .sort((a, b) => (Number(a.value) || 9999) - (Number(b.value) || 9999))}
      />
      <Button>Create token</Button>
    </Form>
  )
}

interface CreatedProps extends Pick<Props, 'chrome' | 'zone'> {
  name: string
  secret: string
  expires_at: Date | undefined
}

export const TokenCreatedPage = ({ chrome, zone, name, secret, expires_at }: CreatedProps) => (
  <PersonPage chrome={chrome} title="Token created" back={peoplePaths.tokens()}>
    <div class="settings">
      <h1 class="govuk-heading-l">Token created</h1>
      <p class="govuk-body">
        Copy this token for {name} now. It is shown only once: we keep no copy, and nobody can look it up for you.
      </p>
      <p class="secret">
        <code>{secret}</code>
      </p>
      <p class="govuk-body">
        Send it as <code>Authorization: Bearer …</code> to the addresses under <code>/api/v1</code>.{' '}
        {expires_at ? `It works until ${sayFull(expires_at, zone)}.` : 'It works until you revoke it.'}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={peoplePaths.tokens()}>
          I have copied it: back to my tokens
        </a>
      </p>
    </div>
  </PersonPage>
)
