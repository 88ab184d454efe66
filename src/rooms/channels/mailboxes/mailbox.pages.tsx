import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import type { Fetching, Mailbox } from './mailbox.queries.ts'
import { type Choices, MailboxFields } from './mailbox-fields.pages.tsx'
import { SwitchForm } from './mailboxes.pages.tsx'

/** The pages above one mailbox's own. */
export const ABOVE = [ADMINISTRATION, { href: channelPaths.mailboxes(), text: 'Mailboxes' }]

interface Props {
  chrome: Chrome
  choices: Choices
  entered: Entered
  errors?: readonly Mistake[] | undefined
}

export const NewMailboxPage = ({ chrome, choices, ...form }: Props) => (
  <SettingsPage
    chrome={chrome}
    title={`New mailbox of ${choices.organisation.name}`}
    above={ABOVE}
    errors={form.errors}
  >
    <Form action={channelPaths.newMailbox({}, { organisation: choices.organisation.id })}>
      <MailboxFields choices={choices} {...form} />
      <Button>Add mailbox</Button>
    </Form>
  </SettingsPage>
)

type OneProps = Props & { mailbox: Mailbox; fetching: Fetching | undefined }

export const MailboxPage = ({ chrome, choices, mailbox, fetching, ...form }: OneProps) => (
  <SettingsPage chrome={chrome} title={mailbox.address} above={ABOVE} errors={form.errors}>
    {fetching?.problem && mailbox.imap !== null && (
      <WarningText>The last time its mail was fetched, something went wrong. {fetching.problem}</WarningText>
    )}
    <ul class="entries">
      <Way
        href={channelPaths.fetching({ id: mailbox.id })}
        text="How mail comes in"
        note={
          mailbox.imap
            ? 'Fetched from a mailbox elsewhere (IMAP)'
            : 'Delivered by your mail server (LMTP, SMTP or a pipe)'
        }
      />
      <Way
        href={channelPaths.sending({ id: mailbox.id })}
        text="How mail goes out"
        note={mailbox.smtp ? 'By a mail server of its own' : 'By the installation’s mail server'}
      />
    </ul>
    <Form action={channelPaths.mailbox({ id: mailbox.id })}>
      <MailboxFields choices={choices} {...form} />
      <Button>Save</Button>
    </Form>
    <SwitchForm id={mailbox.id} active={mailbox.active} />
  </SettingsPage>
)

const Way = ({ href, text, note }: { href: string; text: string; note: string }) => (
  <li class="entries__entry">
    <div>
      <a class="govuk-link" href={href}>
        {text}
      </a>
      <p class="entries__note">{note}</p>
    </div>
  </li>
)
