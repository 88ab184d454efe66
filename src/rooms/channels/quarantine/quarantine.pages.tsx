import type { Chrome } from '#platform/http/env.ts'
import { sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { type Stage, StateTag } from '#platform/ui/pieces/state-tag.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { channelPaths } from '../paths.ts'
import type { ReceivedEntry } from './list-received.queries.ts'
import { WHICH, type Which } from './which.rules.ts'

const STAGES: Record<ReceivedEntry['state'], readonly [Stage, string]> = {
  received: ['new', 'Not filed yet'],
  filed: ['done', 'Filed'],
  quarantined: ['open', 'To see to'],
  ignored: ['closed', 'Ignored'],
}

export const ReceivedState = ({ state }: { state: ReceivedEntry['state'] }) => (
  <StateTag stage={STAGES[state][0]}>{STAGES[state][1]}</StateTag>
)

/** As people read it: "12 KB". */
export const sizeOf = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`

interface Props {
  chrome: Chrome
  /** Everything that was received, for whoever manages mail; or what is to be seen to. */
  everything: boolean
  rows: readonly ReceivedEntry[]
  mailboxes: readonly { id: string; address: string }[]
  which: Which
  entered: Entered
  errors: readonly Mistake[]
  next: string | undefined
  now: Date
}

export function ReceivedListPage({ chrome, everything, rows, which, next, now, ...filters }: Props) {
  const title = everything ? 'Messages received' : 'Mail to see to'
  const active = everything ? channelPaths.mailboxes() : channelPaths.quarantine()
  return (
    <WorkspacePage {...chrome} title={title} errors={filters.errors} active={active}>
      <div class="settings settings--wide">
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          {everything
            ? 'Every message that came to a mailbox, and what became of it. Nothing received is ever thrown away.'
            : 'Messages that could not be filed by themselves. Each is kept whole, and waits for somebody to look.'}
        </p>
        <details class="govuk-details" open={filters.errors.length > 0 || Object.values(filters.entered).some(Boolean)}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">Show only some{!everything && ', or what was ignored'}</span>
          </summary>
          <Filters everything={everything} which={which} {...filters} />
        </details>
        {rows.length === 0 ? (
          <Nothing which={which} />
        ) : (
          <Rows rows={rows} everything={everything} which={which} now={now} />
        )}
        {next && (
          <a class="govuk-link" href={next} rel="next">
            Older messages
          </a>
        )}
      </div>
    </WorkspacePage>
  )
}

const Nothing = ({ which }: { which: Which }) =>
  which === 'waiting' ? (
    <EmptyState title="Nothing to see to">Every message that came has found its place.</EmptyState>
  ) : (
    <EmptyState title="No messages">None that came is like that. Try other filters.</EmptyState>
  )

function Filters({
  everything,
  which,
  mailboxes,
  entered,
  errors,
}: Pick<Props, 'everything' | 'which' | 'mailboxes' | 'entered' | 'errors'>) {
  const field = fieldsOf(entered, errors)
  const kinds = everything ? (['all', 'waiting', 'filed', 'ignored'] as const) : (['waiting', 'ignored'] as const)
  return (
    <Form action={everything ? channelPaths.receivedList() : channelPaths.quarantine()} method="get" class="filters">
      <Select
        {...field('which')}
        label="Which"
        value={which}
        options={kinds.map(value => ({ value, text: WHICH[value] }))}
      />
      {mailboxes.length > 1 && (
        <Select
          {...field('mailbox')}
          label="Mailbox"
          options={[{ value: '', text: 'Any' }, ...mailboxes.map(({ id, address }) => ({ value: id, text: address }))]}
        />
      )}
      <Input {...field('words')} label="Sender, subject or case with" type="search" />
      <Input {...field('from')} label="From day" type="date" />
      <Input {...field('to')} label="To day" type="date" />
      <Button variant="secondary">Show</Button>
    </Form>
  )
}

function Rows({
  rows,
  everything,
  which,
  now,
}: {
  rows: readonly ReceivedEntry[]
  everything: boolean
  which: Which
  now: Date
}) {
  const ticks = !everything
  const table = (
    <CardTable
      label="Messages"
      head={[
        ...(ticks ? [{ content: <span class="govuk-visually-hidden">Choose</span> }] : []),
        ...['Received', 'From', 'Subject', everything ? 'What became of it' : 'Why it is here', 'Mailbox', 'Size'],
      ]}
      rows={rows.map(row => [...(ticks ? [{ content: <Tick row={row} /> }] : []), ...cellsOf(row, everything, now)])}
    />
  )
  if (!ticks) return table
  const back = which === 'ignored'
  return (
    <Form action={back ? channelPaths.restoreMany() : channelPaths.ignoreMany()}>
      {table}
      <Button variant="secondary">{back ? 'Put the chosen back' : 'Ignore the chosen'}</Button>
    </Form>
  )
}

const Tick = ({ row }: { row: ReceivedEntry }) => (
  <input class="tick" type="checkbox" name="id" value={row.id} aria-label={`Choose “${row.subject ?? 'no subject'}”`} />
)

const cellsOf = (row: ReceivedEntry, everything: boolean, now: Date) => [
  { content: <When at={sayMoment(row.received_at, row.zone, now)} /> },
  { content: <Sender row={row} /> },
  {
    content: (
      <a class="govuk-link" href={channelPaths.received({ id: row.id })} dir="auto">
        {row.subject ?? '(no subject)'}
      </a>
    ),
  },
  {
    content: (
      <>
        {(everything || row.state === 'received') && <ReceivedState state={row.state} />} {row.reference}
        {row.reason && <div class={everything ? 'govuk-hint' : undefined}>{row.reason}</div>}
      </>
    ),
  },
  row.mailbox,
  sizeOf(row.size),
]

const Sender = ({ row }: { row: ReceivedEntry }) => (
  <>
    <span dir="auto">{row.from_name ?? row.from_address ?? 'Nobody named'}</span>
    {row.from_name && row.from_address && <div class="govuk-hint">{row.from_address}</div>}
  </>
)
