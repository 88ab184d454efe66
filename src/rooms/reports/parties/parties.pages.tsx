import type { Chrome } from '#platform/http/env.ts'
import { sayDuration, sayWorking } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import { ScopeSelect } from '../scope-form.tsx'
import type { Back, Owed } from './parties.queries.ts'
import { type Judged, PARTIES, type Party, shareKept, type Total } from './parties.rules.ts'

export interface PartiesFacts {
  readonly scope: Scope
  readonly from: string
  readonly to: string
  readonly cases: readonly Judged[]
  readonly totals: readonly Total[]
  readonly owed: readonly Owed[]
  readonly back: readonly Back[]
}

const PARTY_NAMES = Object.keys(PARTIES) as Party[]
export const NO_TEAM = 'No team'
export const UNNAMED = 'Not handed over to one'

const numeric = (content: string) => ({ content, format: 'numeric' as const })
const headed = (first: string, ...rest: string[]) => [first, ...rest.map(numeric)]

/** Whose time cases took: ours by team, the customer's, each supplier's, others'. */
export function PartiesPage({
  chrome,
  facts,
  errors,
}: {
  chrome: Chrome
  facts: PartiesFacts
  errors: readonly Mistake[]
}) {
  const { scope, from, to, cases } = facts
  const query = { organisation: scope.chosen?.short_name, from, to }
  return (
    <WorkspacePage {...chrome} title="Whose time it was" active={reportPaths.index()} errors={errors}>
      <Toolbar title="Whose time it was" note="from the beginning of a case to its end">
        <a class="govuk-link" href={reportPaths.parties({}, { ...query, format: 'csv' })}>
          Download as CSV
        </a>
      </Toolbar>
      <div class="settings settings--wide">
        <Form action={reportPaths.parties()} method="get" class="filters">
          <ScopeSelect scope={scope} />
          <Input name="from" id="from" label="From" type="date" value={from} />
          <Input name="to" id="to" label="To" type="date" value={to} />
          <Button variant="secondary">Show</Button>
        </Form>
        {cases.length === 0 ? (
          <EmptyState title="Nothing ended then">
            No promised fix came to its end in these days. Choose others.
          </EmptyState>
        ) : (
          <Figures facts={facts} />
        )}
      </div>
    </WorkspacePage>
  )
}

function Figures({ facts: { cases, totals, owed, back } }: { facts: PartiesFacts }) {
  const number = cases.length.toLocaleString('en-GB')
  return (
    <>
      <p class="govuk-body">
        {number} {cases.length === 1 ? 'case' : 'cases'} fixed in these days.{' '}
        <strong>
          {shareKept(cases, 'met')} in time with pauses taken out, {shareKept(cases, 'met_without_pauses')} as if there
          had been none.
        </strong>{' '}
        A pause is the time of whoever it is on the account of; what a supplier has is the supplier’s; the rest is ours,
        and of the team that had the case at the time. A case counts for each team that had it.
      </p>
      <ByParty totals={totals} />
      <ByTeam totals={totals} owed={owed} />
      <BySupplier totals={totals} owed={owed} back={back} />
    </>
  )
}

const sum = (totals: readonly Total[], what: 'working' | 'wall') => totals.reduce((all, one) => all + one[what], 0)

function ByParty({ totals }: Pick<PartiesFacts, 'totals'>) {
  const all = sum(totals, 'working')
  return (
    <Scroll label="By party">
      <Table
        caption="By party"
        captionClass="govuk-table__caption--s"
        head={headed('Whose', 'Working time', 'Share', 'On the wall')}
        rows={PARTY_NAMES.map(party => {
          const own = totals.filter(total => total.party === party)
          const working = sum(own, 'working')
          const share = all > 0 ? `${((100 * working) / all).toFixed(1)} %` : '–'
          const wall = sum(own, 'wall')
          const said = own.length > 0 ? [sayWorking(working), share, sayDuration(wall)] : ['–', share, '–']
          return [PARTIES[party], ...said.map(numeric)]
        })}
        firstCellIsHeader
      />
    </Scroll>
  )
}

/** How much was owed and ended, and how much of that was kept, in both ways. */
const kept = (owed: readonly Owed[]) => [
  numeric(String(owed.length)),
  numeric(shareKept(owed, 'met')),
  numeric(shareKept(owed, 'met_without_pauses')),
]

function ByTeam({ totals, owed }: Pick<PartiesFacts, 'totals' | 'owed'>) {
  const own = totals.filter(({ party }) => party === 'us')
  return (
    <Scroll label="By team">
      <Table
        caption="By team"
        captionClass="govuk-table__caption--s"
        head={headed('Team', 'Cases', 'Working time', 'Promises to the desk', 'Kept', 'Kept, pauses counted')}
        rows={own.map(({ who, cases, working }) => [
          who ?? NO_TEAM,
          numeric(String(cases)),
          numeric(sayWorking(working)),
          ...kept(owed.filter(one => one.kind === 'ola' && one.who === who)),
        ])}
        firstCellIsHeader
      />
    </Scroll>
  )
}

/** Suppliers who had something, or owed something, in these days. */
export const suppliersOf = ({ totals, owed, back }: Pick<PartiesFacts, 'totals' | 'owed' | 'back'>) => {
  const names = [
    ...totals.filter(({ party }) => party === 'supplier').map(({ who }) => who ?? UNNAMED),
    ...owed.filter(({ kind }) => kind === 'supplier').map(({ who }) => who),
    ...back.map(({ supplier }) => supplier),
  ]
  return [...new Set(names)].map(name => ({
    name,
    time: totals.find(({ party, who }) => party === 'supplier' && (who ?? UNNAMED) === name),
    back: back.find(({ supplier }) => supplier === name),
    owed: owed.filter(({ kind, who }) => kind === 'supplier' && who === name),
  }))
}

function BySupplier(facts: Pick<PartiesFacts, 'totals' | 'owed' | 'back'>) {
  const suppliers = suppliersOf(facts)
  if (suppliers.length === 0) return <p class="govuk-body">No supplier had any of them.</p>
  return (
    <Scroll label="By supplier">
      <Table
        caption="By supplier"
        captionClass="govuk-table__caption--s"
        head={headed(
          ...(['Supplier', 'Cases', 'Working time', 'Done', 'Rejected'] as const),
          ...(['Promises', 'Kept', 'Kept, pauses counted'] as const),
        )}
        rows={suppliers.map(({ name, time, back, owed }) => [
          name,
          numeric(String(time?.cases ?? 0)),
          numeric(sayWorking(time?.working ?? 0)),
          numeric(String(back?.done ?? 0)),
          numeric(String(back?.rejected ?? 0)),
          ...kept(owed),
        ])}
        firstCellIsHeader
      />
    </Scroll>
  )
}
