import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { Facts } from '#platform/ui/pieces/card.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { MessageFrame } from '#platform/ui/pieces/message-frame.tsx'
import { channelPaths, ReceivedState, type ReceivedWhole, sizeOf } from '#rooms/channels/index.ts'
import { type Kept, KeptLine } from '#rooms/people/index.ts'
import { casePaths } from '../paths.ts'
import type { Mail } from './mail.ts'

interface Props {
  chrome: Chrome
  message: ReceivedWhole
  kept: Kept
  /** Undefined when it could not be read at all. */
  mail: Mail | undefined
  headers: string
  /** Whether the reader works on cases here: otherwise they only look. */
  works: boolean
}

export function ReceivedMessagePage({ chrome, message, kept, mail, headers, works }: Props) {
  const { id, subject } = message
  const above = works
    ? { href: channelPaths.quarantine(), text: 'Mail to see to' }
    : { href: channelPaths.receivedList(), text: 'Messages received' }
  const waits = message.state !== 'filed'
  return (
    <SettingsPage chrome={chrome} title={subject ?? '(no subject)'} above={[above]}>
      <Standing message={message} />
      {works && waits && <Acts message={message} mail={mail} />}
      <h2 class="govuk-heading-m">The message</h2>
      <Facts facts={factsOf(message, mail)} />
      {mail ? <Words id={id} mail={mail} /> : <p class="govuk-body">It cannot be read. It is kept as it came.</p>}
      {mail && mail.attachments.length > 0 && <Files mail={mail} />}
      <p class="govuk-body">
        <a class="govuk-link" href={channelPaths.receivedRaw({ id })} download data-turbo="false">
          Download it as it came
        </a>{' '}
        ({sizeOf(message.size)})
      </p>
      <KeptLine kept={kept} kind="mail" from={message.received_at} zone={message.zone} />
      <Details summary="Headers">
        <pre class="headers" tabindex={0}>
          {headers}
        </pre>
      </Details>
    </SettingsPage>
  )
}

function Standing({ message }: { message: ReceivedWhole }) {
  const { state, reason, reference } = message
  return (
    <InsetText>
      <ReceivedState state={state} />{' '}
      {state === 'received' ? 'It is safely stored, and will be filed in a moment.' : reason}{' '}
      {reference && (
        <a class="govuk-link" href={casePaths.show({ reference })}>
          {reference}
        </a>
      )}
    </InsetText>
  )
}

function Acts({ message, mail }: { message: ReceivedWhole; mail: Mail | undefined }) {
  const { id, state } = message
  const sender = mail?.from?.valid ? mail.from.address : undefined
  return (
    <section aria-label="What to do with it">
      <div class="govuk-button-group">
        {mail && (
          <a class="govuk-button" href={channelPaths.fileByHand({ id })}>
            File it by hand
          </a>
        )}
        {state === 'ignored' ? (
          <Act action={channelPaths.restore({ id })} does="Put it back" />
        ) : (
          <Act action={channelPaths.ignore({ id })} does="Ignore it" />
        )}
        {state !== 'received' && <Act action={channelPaths.tryAgain({ id })} does="Try to file it again" />}
      </div>
      {sender && (
        <>
          <p class="govuk-body">
            What comes from <strong>{sender}</strong> to this mailbox from now on:
          </p>
          <div class="govuk-button-group">
            <Act action={channelPaths.allowSender({ id })} does="Allow the sender" hint={` ${sender}`} />
            <Act action={channelPaths.blockSender({ id })} does="Block the sender" hint={` ${sender}`} />
          </div>
        </>
      )}
    </section>
  )
}

const Act = ({ action, does, hint }: { action: string; does: string; hint?: string }) => (
  <Form action={action}>
    <Button variant="secondary">
      {does}
      {hint && <span class="govuk-visually-hidden">{hint}</span>}
    </Button>
  </Form>
)

const WAYS: Record<string, string> = {
  ...{ lmtp: 'delivered by a mail server', smtp: 'delivered by a mail server', imap: 'fetched from a mailbox' },
  ...{ pipe: 'through a pipe', file: 'from a file' },
}

const listed = (people: Mail['to']) =>
  people
    .slice(0, 10)
    .map(({ name, address }) => (name ? `${name} <${address}>` : address))
    .join(', ')

function factsOf(message: ReceivedWhole, mail: Mail | undefined) {
  const { envelope_from, came_by, copies, mailbox, received_at, zone } = message
  const from = mail?.from ? listed([mail.from]) : (message.from_address ?? 'Nobody named')
  return [
    { name: 'From', value: <span dir="auto">{from}</span> },
    ...(mail && mail.to.length > 0 ? [{ name: 'To', value: listed(mail.to) }] : []),
    ...(mail && mail.cc.length > 0 ? [{ name: 'Copy', value: listed(mail.cc) }] : []),
    { name: 'Received', value: `${sayFull(received_at, zone)}, ${WAYS[came_by] ?? came_by}` },
    { name: 'Mailbox', value: mailbox },
    ...(envelope_from === null ? [] : [{ name: 'Return path', value: envelope_from || 'none: a machine sent it' }]),
    ...(copies > 1 ? [{ name: 'Came', value: `${copies} times` }] : []),
  ]
}

const Words = ({ id, mail }: { id: string; mail: Mail }) => (
  <>
    <pre class="words" dir="auto" tabindex={0}>
      {(mail.text ?? '').slice(0, 20_000) || '(Nothing was written.)'}
    </pre>
    {mail.html !== null && (
      <MessageFrame
        href={channelPaths.receivedFrame({ id })}
        title={`The whole message from ${mail.from?.address ?? 'nobody named'}`}
        summary="Show it as it was made"
      />
    )}
    {mail.trouble.length > 0 && (
      <ul class="govuk-list govuk-list--bullet">
        {mail.trouble.map(one => (
          <li>{one}</li>
        ))}
      </ul>
    )}
  </>
)

const MOST_FILES = 100

const Files = ({ mail }: { mail: Mail }) => (
  <>
    <h3 class="govuk-heading-s">Attachments</h3>
    <ul class="govuk-list govuk-list--bullet">
      {mail.attachments.slice(0, MOST_FILES).map(({ name, type, size }) => (
        <li>
          <span dir="auto">{name}</span> ({type}, {sizeOf(size)})
        </li>
      ))}
    </ul>
  </>
)
