import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import type { Hook } from './hook.queries.ts'
import { HOOK_NOTICES, hookHeadline } from './hook-payload.rules.ts'
import { aboveFor } from './usual.pages.tsx'

interface Typed {
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

export interface HooksProps extends Typed {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly hooks: readonly Hook[]
  readonly now: Date
}

const FORMATS = [
  { value: 'teams', label: 'Microsoft Teams', hint: 'A workflow that begins “when a webhook request is received”' },
  { value: 'slack', label: 'Slack', hint: 'An incoming webhook' },
  { value: 'json', label: 'A program', hint: 'Signed JSON, as the documentation of the API describes' },
]
export const FORMAT_NAMES: Record<string, string> = Object.fromEntries(
  FORMATS.map(({ value, label }) => [value, label]),
)

/** The fields of a hook; without kinds for a person's own, who is told there what they chose. */
export function HookFields({ entered, errors, known, kinds }: Typed & { known: boolean; kinds: boolean }) {
  const field = fieldsOf(entered, errors)
  const listed = (name: string) => {
    const { value, ...rest } = field(name)
    return { ...rest, values: value ? value.split('\n') : [] }
  }
  return (
    <>
      <Input {...field('name')} label="Name" hint="What you call it, such as “Network team in Teams”" />
      <Radios {...field('format')} legend="What is there?" items={FORMATS} />
      <Input
        {...field('address')}
        value={undefined}
        label="Address"
        type="url"
        autocomplete="off"
        hint={
          known
            ? 'Leave it empty to keep the one there is. It is kept sealed, and not shown again.'
            : 'Begins https://. Whoever knows it may write there, so it is kept sealed and not shown again.'
        }
      />
      <Input
        {...field('secret')}
        value={undefined}
        label="Secret (optional)"
        autocomplete="off"
        hint="For a program: signs what we send, so that it can tell our messages from others."
      />
      {kinds && (
        <Checkboxes
          {...listed('kinds')}
          legend="Say there when"
          items={HOOK_NOTICES.map(kind => ({ value: kind, label: hookHeadline(kind) }))}
        />
      )}
      <Checkboxes
        {...listed('shows')}
        items={[
          {
            value: 'subject',
            label: 'Say what a case is about',
            hint: 'Its subject may hold personal data. Messages and notes are never said there.',
          },
        ]}
      />
    </>
  )
}

const TeamField = ({ teams, entered, errors }: Typed & Pick<HooksProps, 'teams'>) => (
  <Select
    {...fieldsOf(entered, errors)('team_id')}
    label="For which cases?"
    options={[
      { value: '', text: 'All cases of the organisation' },
      ...teams.map(({ id, name }) => ({ value: id, text: `Those with ${name}` })),
    ]}
  />
)

const stateOf = ({ active, last_at, last_answer, address_start }: Hook, zone: string, now: Date) =>
  [
    address_start,
    active ? undefined : 'turned off',
    last_at && `${last_answer ?? 'it took what we sent'}, ${sayWhen(last_at, zone, now)}`,
  ]
    .filter(Boolean)
    .join(' · ')

/** Where else an organisation's cases are told of. */
export const HooksPage = ({ chrome, organisation, hooks, teams, entered, errors, now }: HooksProps) => (
  <SettingsPage
    chrome={chrome}
    title={`Webhooks of ${organisation.name}`}
    above={aboveFor(organisation)}
    errors={errors}
  >
    {hooks.length === 0 && (
      <EmptyState title="No webhooks">
        A webhook says in a conversation in Teams or Slack, or to a program, what happens to cases.
      </EmptyState>
    )}
    <ul class="entries">
      {hooks.map(hook => (
        <li class="entries__entry">
          <div>
            <a class="govuk-link" href={channelPaths.hook({ organisation: organisation.id, id: hook.id })}>
              {hook.name}
            </a>
            <p class="entries__note">
              {FORMAT_NAMES[hook.format]}
              {hook.team_id && ` · ${teams.find(({ id }) => id === hook.team_id)?.name ?? 'a team'}`}
              {` · ${stateOf(hook, organisation.zone, now)}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
    <Form action={channelPaths.hooks({ organisation: organisation.id })} class="settings__form">
      <h2 class="govuk-heading-m">Add a webhook</h2>
      <TeamField {...{ teams, entered, errors }} />
      <HookFields {...{ entered, errors }} known={false} kinds />
      <Button>Add webhook</Button>
    </Form>
  </SettingsPage>
)

/** One hook: what it is told, and a test of it. */
export function HookPage({ hook, ...props }: Omit<HooksProps, 'hooks'> & { hook: Hook }) {
  const { chrome, organisation, teams, entered, errors, now } = props
  const here = { organisation: organisation.id, id: hook.id }
  const list = { href: channelPaths.hooks({ organisation: organisation.id }), text: 'Webhooks' }
  const active = fieldsOf(entered, errors)('active')
  return (
    <SettingsPage chrome={chrome} title={hook.name} above={[...aboveFor(organisation), list]} errors={errors}>
      <p class="govuk-body">{stateOf(hook, organisation.zone, now)}</p>
      <Form action={channelPaths.testHook(here)}>
        <Button variant="secondary">Send a test</Button>
      </Form>
      <Form action={channelPaths.hook(here)}>
        <TeamField {...{ teams, entered, errors }} />
        <HookFields {...{ entered, errors }} known kinds />
        <Checkboxes
          {...{ ...active, value: undefined, values: active.value ? ['yes'] : [] }}
          items={[{ value: 'yes', label: 'Turned on' }]}
        />
        <Button>Save</Button>
      </Form>
      <Form action={channelPaths.deleteHook(here)}>
        <Button variant="warning">Remove this webhook</Button>
      </Form>
    </SettingsPage>
  )
}
