import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Pagination } from '#platform/ui/govuk/pagination.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '#rooms/people/index.ts'
import { channelPaths } from '../paths.ts'
import type { Failed } from './failed.queries.ts'
import { isNotice, noticeOf, WAY_TITLES, type Way } from './kinds.rules.ts'
import { aboveFor } from './usual.pages.tsx'

interface Props {
  readonly chrome: Chrome
  readonly organisation: Organisation
  readonly list: readonly Failed[]
  readonly more: boolean
  readonly channel: string | undefined
  readonly page: number
  readonly now: Date
}

/** What people were to be told and were not, so that somebody can put it right. */
export function FailedPage({ chrome, organisation, list, more, channel, page, now }: Props) {
  const place = (to: number) =>
    channelPaths.failed({ organisation: organisation.id }, { channel, page: to > 1 ? to : undefined })
  return (
    <SettingsPage wide chrome={chrome} title="What could not be delivered" above={aboveFor(organisation)}>
      <Form action={channelPaths.failed({ organisation: organisation.id })} method="get" class="notices__filter">
        <Select
          name="channel"
          label="By"
          value={channel ?? ''}
          options={[
            { value: '', text: 'Every way' },
            ...(['email', 'webhook', 'sms'] as const).map(way => ({ value: way, text: WAY_TITLES[way] })),
          ]}
        />
        <Button variant="secondary">Show</Button>
      </Form>
      {list.length === 0 ? (
        <EmptyState title="Nothing failed">Whatever people were to be told went, or is on its way.</EmptyState>
      ) : (
        <CardTable
          label="What could not be delivered"
          head={['Case', 'To', 'By', 'What', 'Why not', 'When']}
          rows={list.map(({ reference, who, channel, kind, reason, at }) => [
            reference,
            who ?? 'Somebody',
            WAY_TITLES[channel as Way] ?? channel,
            isNotice(kind) ? noticeOf(kind).title : kind,
            reason ?? 'It came back.',
            sayWhen(at, organisation.zone, now),
          ])}
          firstCellIsHeader
        />
      )}
      {(page > 1 || more) && (
        <Pagination
          previous={page > 1 ? { href: place(page - 1) } : undefined}
          next={more ? { href: place(page + 1) } : undefined}
        />
      )}
    </SettingsPage>
  )
}
