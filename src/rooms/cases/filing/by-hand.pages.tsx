import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import type { Content } from '#platform/ui/govuk/element.ts'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Facts } from '#platform/ui/pieces/card.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { channelPaths, type Received } from '#rooms/channels/index.ts'
import type { Addressed } from '#rooms/people/index.ts'
import { MessageText } from '../timeline/message-text.pages.tsx'
import type { Mail } from './mail.ts'

interface Props {
  readonly chrome: Chrome
  readonly received: Received
  readonly mail: Mail
  /** Everybody who has the address it came from. */
  readonly people: readonly Addressed[]
  /** Where a case may be logged for somebody else. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const MOST_SHOWN = 3000

function whoFor({ people, organisations, mail }: Props, other: Content) {
  const nameOf = (id: string) => organisations.find(one => one.id === id)?.name
  return [
    ...people.map(({ person_id, organisation_id, name, active }) => ({
      value: person_id,
      label: active ? name : `${name} (has left)`,
      hint: nameOf(organisation_id),
    })),
    { value: 'other', label: 'Somebody else who is here already', conditional: other },
    ...(mail.from?.valid ? [{ value: 'new', label: `Somebody new: ${mail.from.name || mail.from.address}` }] : []),
  ]
}

const sayFrom = ({ name, address }: NonNullable<Mail['from']>) => (name ? `${name} <${address}>` : address)

function Letter({ mail, received, now }: Props) {
  const rows = [
    { name: 'From', value: mail.from ? sayFrom(mail.from) : 'Nobody named' },
    { name: 'Subject', value: <span dir="auto">{mail.subject || '(no subject)'}</span> },
    { name: 'Came', value: sayWhen(received.received_at, 'Europe/London', now) },
    ...(received.reason ? [{ name: 'Put aside', value: received.reason }] : []),
    ...(mail.attachments.length > 0
      ? [{ name: 'Files', value: mail.attachments.map(({ name }) => name).join(', ') }]
      : []),
  ]
  return (
    <section class="card" aria-label="The message">
      <Facts facts={rows} />
      <div class="prose">
        <MessageText body={mail.text.slice(0, MOST_SHOWN)} />
      </div>
    </section>
  )
}

/** A message that was put to one side: who wrote it, and what it becomes. */
export function FileByHandPage(props: Props) {
  const { chrome, received, people, organisations, entered, errors } = props
  const first = { does: 'new_case', who: people[0]?.person_id ?? 'other', organisation_id: organisations[0]?.id ?? '' }
  const field = fieldsOf({ ...first, ...entered }, errors)
  const other = <Input {...field('other')} label="Their name or e-mail address" />
  const reference = <Input {...field('reference')} label="The case’s reference" class="govuk-input--width-10" />
  const above = [
    { href: channelPaths.quarantine(), text: 'Mail to see to' },
    { href: channelPaths.received({ id: received.id }), text: props.mail.subject || '(no subject)' },
  ]
  return (
    <SettingsPage chrome={chrome} title="File a message" above={above} errors={errors}>
      <Letter {...props} />
      <Form action={channelPaths.fileByHand({ id: received.id })} class="settings__form">
        <Radios {...field('who')} legend="Who wrote it?" items={whoFor(props, other)} />
        <Select
          {...field('organisation_id')}
          label="Their organisation"
          options={organisations.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Radios
          {...field('does')}
          legend="What is it?"
          items={[
            { value: 'new_case', label: 'A new case' },
            { value: 'add', label: 'Part of a case that is here already', conditional: reference },
          ]}
        />
        <Button>File it</Button>
      </Form>
    </SettingsPage>
  )
}
