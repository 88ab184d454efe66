import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { PasswordInput } from '#platform/ui/govuk/password-input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { channelPaths } from '../paths.ts'
import { ABOVE } from './mailbox.pages.tsx'
import type { Fetching, Mailbox } from './mailbox.queries.ts'
import type { Tried } from './try-server.ts'

interface Props {
  chrome: Chrome
  mailbox: Mailbox
  entered: Entered
  errors?: readonly Mistake[] | undefined
  tried?: Tried | undefined
  /** Whether a password is kept. Which one is never shown. */
  kept: boolean
}

const TLS_ITEMS = [
  { value: 'implicit', label: 'From the start (TLS)' },
  { value: 'required', label: 'After connecting (STARTTLS)' },
  { value: 'never', label: 'Not at all', hint: 'Only on a network that nobody else can listen to' },
]

const above = ({ id, address }: Mailbox) => [...ABOVE, { href: channelPaths.mailbox({ id }), text: address }]

type FetchingProps = Props & { fetching: Fetching | undefined; zone: string; now: Date }

export function FetchingPage({ chrome, mailbox, fetching, zone, now, ...form }: FetchingProps) {
  const { id } = mailbox
  return (
    <SettingsPage chrome={chrome} title="How mail comes in" above={above(mailbox)} errors={form.errors}>
      <p class="govuk-body">
        Best is that your mail server delivers to this service, by LMTP, SMTP or a pipe: then nothing is to be set here.
        If it cannot, mail is fetched from a mailbox every minute. Nothing is ever deleted there.
      </p>
      <Outcome tried={form.tried} />
      {mailbox.imap !== null && (
        <>
          {fetching?.looked_at && <p class="govuk-body">Last looked {sayWhen(fetching.looked_at, zone, now)}.</p>}
          {fetching?.problem && <WarningText>{fetching.problem}</WarningText>}
          <TryForm action={channelPaths.tryFetching({ id })} />
        </>
      )}
      <Form action={channelPaths.fetching({ id })} class="settings__form">
        <ServerFields {...form} empty="Leave empty if mail is delivered" />
        <FolderFields {...form} />
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}

export function SendingPage({ chrome, mailbox, ...form }: Props) {
  const { id } = mailbox
  return (
    <SettingsPage chrome={chrome} title="How mail goes out" above={above(mailbox)} errors={form.errors}>
      <Outcome tried={form.tried} />
      {mailbox.smtp !== null && <TryForm action={channelPaths.trySending({ id })} />}
      <Form action={channelPaths.sending({ id })} class="settings__form">
        <ServerFields {...form} empty="Leave empty to send by the installation’s own mail server" />
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}

function Outcome({ tried }: { tried: Tried | undefined }) {
  if (!tried) return null
  return tried.works ? <InsetText>{tried.said}</InsetText> : <WarningText>{tried.said}</WarningText>
}

const TryForm = ({ action }: { action: string }) => (
  // Its answer says what came of it, once, so it is a page and not the redirect that Turbo asks for.
  <Form action={action} attributes={{ 'data-turbo': 'false' }}>
    <Button variant="secondary">Test the connection</Button>
  </Form>
)

function ServerFields({ entered, errors, kept, empty }: Omit<Props, 'chrome' | 'mailbox'> & { empty: string }) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('host')} label="Mail server" hint={empty} spellcheck={false} autocapitalize="none" />
      <Input {...field('port')} label="Port" inputmode="numeric" class="govuk-input--width-5" />
      <Radios {...field('tls')} legend="The connection is encrypted" items={TLS_ITEMS} />
      <Input {...field('user')} label="User name" autocomplete="off" spellcheck={false} autocapitalize="none" />
      <PasswordInput
        {...field('password')}
        value=""
        label="Password"
        autocomplete="new-password"
        hint={
          kept
            ? 'A password is kept, and never shown. Leave empty to keep it. For another server or user it is needed again'
            : 'It is kept sealed, and never shown again'
        }
      />
    </>
  )
}

function FolderFields({ entered, errors }: Pick<Props, 'entered' | 'errors'>) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('folder')} label="Folder" hint="INBOX is where new mail comes" class="govuk-input--width-20" />
      <Radios
        {...field('after')}
        legend="A message that was filed is"
        items={[
          {
            value: 'move',
            label: 'Moved to another folder',
            conditional: <Input {...field('moved_to')} label="Name of that folder" class="govuk-input--width-20" />,
          },
          { value: 'seen', label: 'Marked as read, and left where it is' },
        ]}
      />
      <Checkboxes
        {...field('take_existing')}
        values={entered.take_existing === 'yes' ? ['yes'] : []}
        items={[
          {
            value: 'yes',
            label: 'Also take the messages that are in the folder now',
            hint: 'Each becomes a case. Without this, only what comes from now on is taken',
          },
        ]}
      />
    </>
  )
}
