import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { sayMonth } from '../day.rules.ts'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import { ScopeSelect } from '../scope-form.tsx'
import { Breaches, ByChange, Final, Goals } from './final.pages.tsx'
import type { Breach, FinalReport, Reclassified } from './performance.queries.ts'
import {
  type Figure,
  type Goal,
  isFirstTime,
  MEASURES,
  PRIORITIES,
  reached,
  sayPercent,
  wholeOf,
} from './performance.rules.ts'

export interface PerformanceFacts {
  readonly scope: Scope
  /** YYYY-MM. */
  readonly month: string
  readonly over: boolean
  /** Leaves out what a change of priority made late. */
  readonly leavesOut: boolean
  readonly reclassified: readonly Reclassified[]
  readonly figures: readonly Figure[]
  readonly breaches: readonly Breach[]
  readonly goals: readonly Goal[]
  readonly final: readonly FinalReport[]
  readonly before: readonly FinalReport[]
  readonly setsGoals: boolean
  readonly makesFinal: boolean
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** A month's promises: how many were kept, for each partner and priority, with and without pauses (S-209, S-210). */
export function PerformancePage({ chrome, facts }: { chrome: Chrome; facts: PerformanceFacts }) {
  const { scope, month, errors, leavesOut } = facts
  const query = { organisation: scope.chosen?.short_name, month, reclassified: leavesOut ? 'out' : undefined }
  return (
    <WorkspacePage {...chrome} title="Performance" active={reportPaths.index()} errors={errors}>
      <Toolbar title="Performance" note={`promises that came to their end in ${sayMonth(month)}`}>
        <a class="govuk-link" href={reportPaths.performance({}, { ...query, format: 'csv' })}>
          Download as CSV
        </a>
      </Toolbar>
      <div class="settings settings--wide">
        <Form action={reportPaths.performance()} method="get" class="filters">
          <ScopeSelect scope={scope} />
          <Input name="month" id="month" label="Month" hint="Such as 2026-10" value={month} />
          <Select
            name="reclassified"
            label="Made late by a change of priority or date"
            value={leavesOut ? 'out' : ''}
            options={[
              { value: '', text: 'Counted' },
              { value: 'out', text: 'Left out' },
            ]}
          />
          <Button variant="secondary">Show</Button>
        </Form>
        {facts.final.map(report => (
          <p class="today__lede">
            Final: {report.made_by_name} answered for these figures {sayFull(new Date(report.made_at), scope.zone)}.
          </p>
        ))}
        {Object.entries(MEASURES).map(([metric, name]) => (
          <Figures facts={facts} metric={metric} name={name} />
        ))}
        <p class="quiet">
          “Without pauses” counts the time a clock was stopped as if it had run. “After disputes” does so for the pauses
          that a partner disputed and the desk upheld. A month without any promise counts as 100 %. A case counts in the
          month in which it was answered or fixed.
        </p>
        <ByChange facts={facts} />
        <Breaches facts={facts} />
        <Final facts={facts} />
        <Goals facts={facts} />
      </div>
    </WorkspacePage>
  )
}

const number = (content: number | string) => ({ content, format: 'numeric' as const })

/** One measure: a row for each organisation and priority, and, of several, the whole. */
function Figures({
  facts: { figures, scope, before },
  metric,
  name,
}: {
  facts: PerformanceFacts
  metric: string
  name: string
}) {
  const named = new Map(scope.all.map(({ id, name: said }) => [id, said]))
  const rows = figures.filter(one => one.metric === metric)
  const first = (one: Figure) =>
    isFirstTime(
      one,
      before
        .filter(({ organisation_id }) => organisation_id === one.organisation_id)
        .flatMap(report => report.figures.filter(each => each.metric === metric && each.priority === one.priority)),
    )
  const whole = scope.chosen ? [] : PRIORITIES.map(priority => wholeOf(figures, metric, priority))
  return (
    <>
      <h2 class="govuk-heading-m">{name}</h2>
      <Scroll label={name}>
        <Table
          caption={name}
          captionClass="govuk-visually-hidden"
          head={[
            ...(scope.chosen ? [] : ['Organisation']),
            'Priority',
            ...['Promises', 'Kept', 'Share', 'Without pauses', 'After disputes', 'Goal'].map(number),
            'Goal met?',
          ]}
          rows={[
            ...rows.map(one => cells(one, scope.chosen ? [] : [named.get(one.organisation_id) ?? ''], first(one))),
            ...whole.map(one => cells(one, ['All'], false)),
          ]}
          firstCellIsHeader
        />
      </Scroll>
    </>
  )
}

type Shown = Omit<Figure, 'organisation_id'>

function cells(one: Shown, lead: readonly string[], first: boolean) {
  const { priority, count, met, met_without_pauses, met_after_disputes, goal } = one
  return [
    ...lead,
    priority,
    ...[number(count), number(met), number(sayPercent(met, count)), number(sayPercent(met_without_pauses, count))],
    number(sayPercent(met_after_disputes, count)),
    number(goal === null ? '–' : `${goal} %`),
    said(reached(one), first),
  ]
}

function said(reach: boolean | null, first: boolean): string {
  if (reach === null) return ''
  if (!reach) return 'Missed'
  return first ? 'Met for the first time' : 'Met'
}
