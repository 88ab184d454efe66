import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { BarChart } from '#platform/ui/pieces/bar-chart.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { CHANNEL_NAMES } from '#rooms/cases/index.ts'
import { sayMonth } from '../day.rules.ts'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import { ScopeSelect } from '../scope-form.tsx'
import type { ChannelMonth } from './channels.queries.ts'
import { monthsOf, sayShare, shareIn, sharesOf } from './channels.rules.ts'

export interface ChannelsFacts {
  readsCases: boolean
  readonly scope: Scope
  readonly from: string
  readonly to: string
  readonly rows: readonly ChannelMonth[]
}

export const channelName = (channel: string): string =>
  Object.entries(CHANNEL_NAMES).find(([key]) => key === channel)?.[1] ?? channel

/** By which way people ask for help: the portal's share against the others'. */
export function ChannelsPage({
  chrome,
  facts,
  errors,
}: {
  chrome: Chrome
  facts: ChannelsFacts
  errors: readonly Mistake[]
}) {
  const { scope, from, to, rows } = facts
  const query = { organisation: scope.chosen?.short_name, from, to }
  return (
    <WorkspacePage {...chrome} title="Channels" active={reportPaths.index()} errors={errors}>
      <Toolbar title="Channels" note="how people asked for help">
        <a class="govuk-link" href={reportPaths.channels({}, { ...query, format: 'csv' })}>
          Download as CSV
        </a>
      </Toolbar>
      <div class="settings settings--wide">
        <Form action={reportPaths.channels()} method="get" class="filters">
          <ScopeSelect scope={scope} />
          <Input name="from" id="from" label="From" type="date" value={from} />
          <Input name="to" id="to" label="To" type="date" value={to} />
          <Button variant="secondary">Show</Button>
        </Form>
        {rows.length === 0 ? (
          <EmptyState title="No cases then">Nothing was logged in these days. Choose others above.</EmptyState>
        ) : (
          <Shares facts={facts} />
        )}
      </div>
    </WorkspacePage>
  )
}

function Shares({ facts: { scope, from, to, rows, readsCases } }: { facts: ChannelsFacts }) {
  const shares = sharesOf(rows)
  const portal = shares.find(({ channel }) => channel === 'portal')
  const summary = `The portal took ${sayShare(portal?.share ?? 0)} of ${rows.reduce((all, { cases }) => all + cases, 0).toLocaleString('en-GB')} cases.`
  return (
    <>
      <BarChart
        title="Cases by channel"
        summary={summary}
        unit="Cases"
        bars={shares.map(({ channel, cases }) => ({
          ...{ label: channelName(channel), value: cases, tone: channel === 'portal' ? 'accent' : 'quiet' },
          href: readsCases
            ? reportPaths.cases({}, { organisation: scope.chosen?.short_name, logged: from, until: to, channel })
            : undefined,
        }))}
      />
      <h2 class="govuk-heading-m">Share of each month’s cases</h2>
      <Scroll label="Share of each month’s cases">
        <Table
          caption="Share of each month’s cases by channel"
          captionClass="govuk-visually-hidden"
          head={[
            'Month',
            ...shares.map(({ channel }) => ({ content: channelName(channel), format: 'numeric' as const })),
          ]}
          rows={monthsOf(rows).map(month => [
            sayMonth(month),
            ...shares.map(({ channel }) => ({
              content: sayShare(shareIn(rows, month, channel)),
              format: 'numeric' as const,
            })),
          ])}
          firstCellIsHeader
        />
      </Scroll>
    </>
  )
}
