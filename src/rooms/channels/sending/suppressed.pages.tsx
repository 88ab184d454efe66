import type { Chrome } from '#platform/http/env.ts'
import { sayMoment } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import type { SuppressedAddress } from './sent.queries.ts'
import { wordsFor } from './status-codes.rules.ts'

interface Props {
  readonly chrome: Chrome
  readonly rows: readonly SuppressedAddress[]
  readonly organisations: readonly Organisation[]
  readonly query: string
  readonly entered: Entered
  readonly errors: readonly Mistake[]
  readonly more: boolean
  readonly now: Date
}

const why = ({ reason, detail }: SuppressedAddress) =>
  reason === 'bounced'
    ? wordsFor(detail)
    : reason === 'complained'
      ? 'The person marked a message as junk mail.'
      : (detail ?? 'By hand')

/** Addresses that get no messages, why, and the way to change that. */
export function SuppressedPage({ chrome, rows, organisations, query, entered, errors, more, now }: Props) {
  const above = [{ href: channelPaths.sent(), text: 'Messages sent' }]
  const many = organisations.length > 1
  return (
    <SettingsPage chrome={chrome} title="Addresses that get no messages" above={above} errors={errors} wide>
      <p class="govuk-body">
        An address comes here when a message to it came back because it does not work, or when somebody marked a message
        as junk mail. Whoever writes to it is told at once that nothing was sent.
      </p>
      <Form action={channelPaths.suppressed()} method="get" class="filters">
        <Input name="q" id="q" label="Find an address" value={query} />
        <Button variant="secondary">Find</Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title="No addresses">
          {query ? 'No address on the list fits that.' : 'Every address may be written to.'}
        </EmptyState>
      ) : (
        <CardTable
          label="Addresses"
          head={[
            'Address',
            ...(many ? ['Organisation'] : []),
            'Why',
            'Since',
            { content: <span class="govuk-visually-hidden">Change</span> },
          ]}
          rows={rows.map(row => [
            row.address,
            ...(many ? [row.organisation] : []),
            {
              content: row.sent_id ? (
                <a class="govuk-link" href={channelPaths.sentMessage({ id: row.sent_id })}>
                  {why(row)}
                </a>
              ) : (
                why(row)
              ),
            },
            { content: <When at={sayMoment(row.since, row.zone, now)} /> },
            { content: <Lift row={row} /> },
          ])}
        />
      )}
      {more && <p class="govuk-body">There are more: find the one you look for.</p>}
      <Add organisations={organisations} entered={entered} errors={errors} />
    </SettingsPage>
  )
}

const Lift = ({ row }: { row: SuppressedAddress }) => (
  <Form action={channelPaths.liftSuppressed()}>
    <input type="hidden" name="organisation_id" value={row.organisation_id} />
    <input type="hidden" name="address" value={row.address} />
    <Button variant="secondary">
      Write to it again<span class="govuk-visually-hidden">: {row.address}</span>
    </Button>
  </Form>
)

function Add({ organisations, entered, errors }: Pick<Props, 'organisations' | 'entered' | 'errors'>) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <h2 class="govuk-heading-m">Add an address</h2>
      <Form action={channelPaths.suppressed()}>
        {organisations.length > 1 ? (
          <Select
            {...field('organisation_id')}
            label="For which organisation?"
            options={organisations.map(({ id, name }) => ({ value: id, text: name }))}
          />
        ) : (
          <input type="hidden" name="organisation_id" value={organisations[0]?.id} />
        )}
        <Input {...field('address')} label="Address" type="email" autocomplete="off" />
        <Input {...field('detail')} label="Why" hint="Such as “Asked by telephone not to be written to”" />
        <Button>Add</Button>
      </Form>
    </>
  )
}
