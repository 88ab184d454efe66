import type { Chrome } from '#platform/http/env.ts'
import { sayAgo, sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { type Stage, StateTag } from '#platform/ui/pieces/state-tag.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { channelPaths } from '../paths.ts'
import type { Health, Sent } from './sent.queries.ts'
import { KIND_NAMES, STATE_NAMES, type State } from './words.rules.ts'

const STAGES: Record<State, Stage> = {
  ...{ waiting: 'new', sending: 'working', sent: 'done', delayed: 'waiting', failed: 'open', uncertain: 'open' },
  ...{ bounced: 'open', complained: 'open', suppressed: 'closed', cancelled: 'closed', held: 'waiting' },
}

export const SentState = ({ state }: { state: State }) => (
  <StateTag stage={STAGES[state]}>{STATE_NAMES[state]}</StateTag>
)

/** Said wherever it matters: nobody must think that a message went out. */
export const NoServer = () => (
  <InsetText>
    <strong>No mail server is set up: messages stay here.</strong> They are put together as they would be sent, and
    nobody gets them. Whoever runs this installation sets <code>SMTP_URL</code>, or you give a mailbox a mail server of
    its own.
  </InsetText>
)

const some = (count: number, what: string) => (count > 0 ? `${count} ${what}` : undefined)

/** How sending stands, in a sentence for each mailbox. */
export function HealthWords({ health, now }: { health: readonly Health[]; now: Date }) {
  if (health.length === 0) return <p class="govuk-body">Nothing waits to be sent.</p>
  return (
    <ul class="govuk-list">
      {health.map(one => (
        <li>
          <strong>{one.mailbox ?? 'No mailbox'}</strong>:{' '}
          {[
            some(one.waiting, 'waiting'),
            one.oldest && one.failing > 0 && `the oldest ${sayAgo(one.oldest, now)}`,
            some(one.failing, 'tried in vain so far'),
            some(one.uncertain, 'uncertain'),
            one.held > 0 && (
              <a class="govuk-link" href={channelPaths.sent({}, { state: 'held' })}>
                {one.held} held
              </a>
            ),
          ]
            .filter(Boolean)
            .map((part, index) => (
              <>
                {index > 0 && ', '}
                {part}
              </>
            ))}
          .{one.trouble && ` ${one.trouble}`}
        </li>
      ))}
    </ul>
  )
}

interface Props {
  readonly chrome: Chrome
  readonly sink: boolean
  readonly noServer: boolean
  readonly rows: readonly Sent[]
  readonly health: readonly Health[]
  readonly mailboxes: readonly { id: string; address: string }[]
  readonly entered: Entered
  readonly errors: readonly Mistake[]
  readonly csvHref: string
  readonly next: string | undefined
  readonly now: Date
}

const options = (names: Readonly<Record<string, string>>, chosen: string | undefined) => [
  { value: '', text: 'Any' },
  ...Object.entries(names).map(([value, text]) => ({ value, text, selected: value === chosen })),
]

function Filters({ entered, errors, mailboxes, sink }: Pick<Props, 'entered' | 'errors' | 'mailboxes' | 'sink'>) {
  const field = fieldsOf(entered, errors)
  const boxes = Object.fromEntries(mailboxes.map(({ id, address }) => [id, address]))
  return (
    <Form action={sink ? channelPaths.sink() : channelPaths.sent()} method="get" class="filters">
      <Select {...field('state')} label="What became of it" options={options(STATE_NAMES, entered.state)} />
      <Select {...field('kind')} label="Kind" options={options(KIND_NAMES, entered.kind)} />
      {mailboxes.length > 1 && (
        <Select {...field('mailbox')} label="From mailbox" options={options(boxes, entered.mailbox)} />
      )}
      <Input {...field('address')} label="To an address with" />
      <Input {...field('from')} label="From day" type="date" />
      <Input {...field('to')} label="To day" type="date" />
      <Button variant="secondary">Show</Button>
    </Form>
  )
}

function Rows({ rows, now }: { rows: readonly Sent[]; now: Date }) {
  const many = new Set(rows.map(row => row.organisation)).size > 1
  return (
    <CardTable
      label="Messages"
      head={['Written', 'To', 'Subject', 'Kind', ...(many ? ['Organisation'] : []), 'What became of it']}
      rows={rows.map(row => [
        { content: <When at={sayMoment(row.created_at, row.zone, now)} /> },
        row.to_address,
        {
          content: (
            <a class="govuk-link" href={channelPaths.sentMessage({ id: row.id })}>
              {row.subject || '(no subject)'}
            </a>
          ),
        },
        KIND_NAMES[row.kind] ?? row.kind,
        ...(many ? [row.organisation] : []),
        {
          content: (
            <>
              <SentState state={row.state} />
              {row.server === 'sink' && ' (stayed here)'}
              {row.trouble && <div class="govuk-hint">{row.trouble}</div>}
            </>
          ),
        },
      ])}
    />
  )
}

/** After a restore: everything that is held as the list stands, in one step. */
function Held({ entered }: Pick<Props, 'entered'>) {
  const { before: _, ...filters } = entered
  return (
    <section aria-labelledby="held" class="held">
      <h2 class="govuk-heading-m" id="held">
        All of these
      </h2>
      <p class="govuk-body">
        They were waiting when the backup was made, so some may have gone since then. Look at a few first: what was
        asked and answered on their cases shows which.
      </p>
      <Form action={channelPaths.decideHeld({}, filters)} class="govuk-button-group">
        <Button name="do" value="release">
          Send all of them now
        </Button>
        <Button name="do" value="cancel" variant="secondary">
          Send none of them
        </Button>
      </Form>
    </section>
  )
}

/** Messages sent and to send; or what stayed here because there is no mail server. */
export function SentPage({ chrome, sink, noServer, rows, health, csvHref, next, now, ...filters }: Props) {
  const title = sink ? 'Messages that stayed here' : 'Messages sent'
  return (
    <WorkspacePage {...chrome} title={title} errors={filters.errors} active={channelPaths.sent()}>
      <Toolbar title={title} note="the latest first">
        <a class="govuk-link" href={csvHref}>
          Download as CSV
        </a>{' '}
        <a class="govuk-link" href={sink ? channelPaths.sent() : channelPaths.suppressed()}>
          {sink ? 'All messages' : 'Addresses that get none'}
        </a>{' '}
        {!sink && (
          <a class="govuk-link" href={channelPaths.sink()}>
            What stayed here
          </a>
        )}
      </Toolbar>
      <div class="settings settings--wide">
        {noServer && <NoServer />}
        {!sink && rows.length > 0 && <HealthWords health={health} now={now} />}
        <details class="govuk-details" open={filters.errors.length > 0 || Object.values(filters.entered).some(Boolean)}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Show only some</span>
          </summary>
          <Filters {...filters} sink={sink} />
        </details>
        {rows.length === 0 ? (
          <EmptyState title="No messages">
            {Object.values(filters.entered).some(Boolean)
              ? 'Nothing fits what you chose. Choose more days, or fewer filters.'
              : 'What the desk writes to people by e-mail is listed here, with what became of it.'}
          </EmptyState>
        ) : (
          <>
            {filters.entered.state === 'held' && <Held entered={filters.entered} />}
            <Rows rows={rows} now={now} />
          </>
        )}
        {next && (
          <a class="govuk-link" href={next} rel="next">
            Earlier
          </a>
        )}
      </div>
    </WorkspacePage>
  )
}
