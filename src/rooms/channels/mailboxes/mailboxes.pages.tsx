import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import type { MailboxEntry } from './mailbox.queries.ts'

interface Props {
  chrome: Chrome
  organisations: readonly Organisation[]
  mailboxes: readonly MailboxEntry[]
  /** Whether the reader works on cases: then they may see to what waits. */
  works: boolean
  now: Date
}

export const MailboxesPage = ({ chrome, organisations, mailboxes, works, now }: Props) => (
  <SettingsPage chrome={chrome} title="Mailboxes" above={[ADMINISTRATION]} wide>
    <p class="govuk-body">
      The addresses people write to, and what a message to each becomes.{' '}
      <a class="govuk-link" href={channelPaths.receivedList()}>
        Everything that was received
      </a>
    </p>
    {organisations.map(organisation => {
      const own = mailboxes.filter(({ organisation_id }) => organisation_id === organisation.id)
      return (
        <section class="settings__form">
          <h2 class="govuk-heading-m">{organisation.name}</h2>
          {own.length === 0 && (
            <EmptyState title="No mailboxes">Add the address that people write to when they need help.</EmptyState>
          )}
          <ul class="entries">
            {own.map(mailbox => (
              <Entry mailbox={mailbox} works={works} now={now} />
            ))}
          </ul>
          <a
            class="govuk-button govuk-button--secondary"
            href={channelPaths.newMailbox({}, { organisation: organisation.id })}
          >
            Add a mailbox<span class="govuk-visually-hidden"> of {organisation.name}</span>
          </a>
        </section>
      )
    })}
  </SettingsPage>
)

const Entry = ({ mailbox, works, now }: { mailbox: MailboxEntry; works: boolean; now: Date }) => (
  <li class="entries__entry">
    <div>
      <a class="govuk-link" href={channelPaths.mailbox({ id: mailbox.id })}>
        {mailbox.address}
      </a>{' '}
      {!mailbox.active && <Tag colour="grey">Switched off</Tag>}
      {mailbox.sends_by_default && <Tag colour="blue">Sends by default</Tag>}
      <p class="entries__note">{[mailbox.name, mailbox.purpose, lastOf(mailbox, now)].filter(Boolean).join(' · ')}</p>
      {mailbox.problem && (
        <p class="entries__note">
          <Tag colour="red">Problem</Tag> {mailbox.problem}
        </p>
      )}
    </div>
    {mailbox.waiting > 0 && (
      <a
        class="govuk-link"
        href={
          works
            ? channelPaths.quarantine({}, { mailbox: mailbox.id })
            : channelPaths.receivedList({}, { which: 'waiting', mailbox: mailbox.id })
        }
      >
        {mailbox.waiting} to see to<span class="govuk-visually-hidden"> in {mailbox.name}</span>
      </a>
    )}
  </li>
)

const lastOf = ({ last_received_at, zone }: MailboxEntry, now: Date) =>
  last_received_at ? `last message ${sayWhen(last_received_at, zone, now)}` : 'nothing received yet'

/** Switching a mailbox off, or on again. */
export const SwitchForm = ({ id, active }: { id: string; active: boolean }) => (
  <Form action={channelPaths.mailboxActive({ id })} class="settings__form">
    <p class="govuk-body">
      {active
        ? 'Switched off, it takes no more mail: senders are told that there is no such mailbox. What came stays.'
        : 'It is switched off: mail to it is refused, and none is fetched.'}
    </p>
    <input type="hidden" name="active" value={active ? 'no' : 'yes'} />
    <Button variant={active ? 'warning' : 'secondary'}>{active ? 'Switch off' : 'Switch on'}</Button>
  </Form>
)
