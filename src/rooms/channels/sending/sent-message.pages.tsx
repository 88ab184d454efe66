import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { SummaryList } from '#platform/ui/govuk/summary-list.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { MessageFrame } from '#platform/ui/pieces/message-frame.tsx'
import { type Kept, KeptLine } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import { NoServer, SentState } from './sent.pages.tsx'
import type { SentMessage, Told } from './sent.queries.ts'
import { KIND_NAMES } from './words.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly message: SentMessage
  readonly told: Told
  readonly kept: Kept
}

const person = (name: string | null, address: string) => (name ? `${name} <${address}>` : address)

const OUTCOMES: Record<string, string> = {
  sent: 'Taken',
  later: 'Not taken yet',
  refused: 'Refused',
  uncertain: 'No answer came',
  dropped: 'Given up',
}
const REPORTS: Record<string, string> = { failed: 'Came back', delayed: 'Delayed', complaint: 'Marked as junk' }

/** One message: what it says, to whom it goes, and everything that happened to it. */
export function SentMessagePage({ chrome, message, told, kept }: Props) {
  const above = [{ href: channelPaths.sent(), text: 'Messages sent' }]
  const stayed = message.server === 'sink'
  return (
    <SettingsPage chrome={chrome} title={message.subject || '(no subject)'} above={above} wide>
      {stayed && <NoServer />}
      <Facts message={message} told={told} />
      <Decisions message={message} />
      <h2 class="govuk-heading-m">What it says</h2>
      <pre class="words message-frame__text" dir="auto" tabindex={0}>
        {message.text}
      </pre>
      <MessageFrame
        href={channelPaths.sentHtml({ id: message.id })}
        title={`The message to ${message.to_address} as it looks`}
        summary="As it looks in a mail program"
      />
      <p class="govuk-body message-frame__alone">
        <a class="govuk-link" href={channelPaths.sentRaw({ id: message.id })} download data-turbo="false">
          Download the whole message (.eml)
        </a>
      </p>
      <Tries message={message} told={told} />
      <KeptLine kept={kept} kind="mail" from={message.sent_at} zone={message.zone} />
    </SettingsPage>
  )
}

function Facts({ message, told }: Pick<Props, 'message' | 'told'>) {
  const at = (date: Date) => sayFull(date, message.zone)
  const waits = message.state === 'waiting'
  const rows = [
    {
      key: 'What became of it',
      value: (
        <>
          <SentState state={message.state} /> {message.server === 'sink' && '(stayed here) '}
          {message.trouble}
        </>
      ),
    },
    { key: 'To', value: person(message.to_name, message.to_address) },
    ...(message.cc.length > 0
      ? [{ key: 'Copies', value: message.cc.map(({ name, address }) => person(name, address)).join(', ') }]
      : []),
    { key: 'From', value: message.mailbox ?? 'No mailbox' },
    { key: 'Kind', value: KIND_NAMES[message.kind] ?? message.kind },
    { key: 'Written', value: at(message.created_at) },
    ...(message.sent_at
      ? [{ key: message.server === 'sink' ? 'Put together' : 'Sent', value: at(message.sent_at) }]
      : []),
    ...(waits ? [{ key: message.attempts > 0 ? 'Tried again' : 'To be sent', value: at(message.send_after) }] : []),
    ...(told.files.length > 0 ? [{ key: 'Files', value: told.files.map(({ name }) => name).join(', ') }] : []),
    { key: 'Message-ID', value: <code>{message.message_id}</code> },
  ]
  return <SummaryList rows={rows} />
}

const AGAIN: Record<string, string> = { held: 'Send it now', cancelled: 'Send it after all' }

/** What somebody may decide, as the message stands. */
function Decisions({ message: { id, state } }: Pick<Props, 'message'>) {
  const again = ['uncertain', 'failed', 'bounced', 'held', 'suppressed', 'cancelled'].includes(state)
  return (
    <div class="govuk-button-group">
      {again && (
        <Form action={channelPaths.sendAgain({ id })}>
          <Button>{AGAIN[state] ?? 'Send again'}</Button>
        </Form>
      )}
      {state === 'uncertain' && (
        <Form action={channelPaths.markArrived({ id })}>
          <Button variant="secondary">It arrived</Button>
        </Form>
      )}
      {(state === 'waiting' || state === 'held') && (
        <Form action={channelPaths.cancelSending({ id })}>
          <Button variant="secondary">Do not send it</Button>
        </Form>
      )}
    </div>
  )
}

function Tries({ message, told }: Pick<Props, 'message' | 'told'>) {
  const at = (date: Date) => sayFull(date, message.zone)
  return (
    <>
      <h2 class="govuk-heading-m">What happened to it</h2>
      {told.attempts.length === 0 && <p class="govuk-body">It has not been tried yet.</p>}
      {told.attempts.length > 0 && (
        <CardTable
          label="Tries"
          head={['When', 'Mail server', 'How it ended', 'What the server said']}
          rows={told.attempts.map(one => [
            at(one.started_at),
            one.server === 'sink' ? 'None: it stayed here' : one.server,
            OUTCOMES[one.outcome] ?? one.outcome,
            one.answer ?? '',
          ])}
        />
      )}
      {told.reports.length > 0 && (
        <CardTable
          label="Reports"
          head={['When', 'Who', 'What', 'What the other mail system said']}
          rows={told.reports.map(one => [
            at(one.reported_at),
            one.recipient,
            REPORTS[one.kind] ?? one.kind,
            one.diagnostic ?? '',
          ])}
        />
      )}
    </>
  )
}
