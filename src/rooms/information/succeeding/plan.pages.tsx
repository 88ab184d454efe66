import { RECORD_KINDS, type Way } from '#platform/holdings/holding.ts'
import type { Chrome } from '#platform/http/env.ts'
import { sayDay, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Clash, Counted, Standing } from './dry-run.queries.ts'
import { WAYS } from './passing.rules.ts'
import type { Plan } from './plan.queries.ts'
import { HowFar } from './plan-pieces.pages.tsx'
import { PlanTag } from './plan-tag.tsx'

interface Facts {
  readonly plan: Plan
  readonly first: Organisation
  readonly second: Organisation
  readonly clashes: readonly Clash[]
  readonly left: number
  readonly counted: readonly Counted[]
  readonly standing: Standing
  readonly progress: { readonly doing: string; readonly done: number; readonly total: number }
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const many = (number: number) => number.toLocaleString('en-GB')
const manyOf = (number: number, one: string, several: string) => `${many(number)} ${number === 1 ? one : several}`

/** What is so once a plan is over. */
const OVER: Readonly<Record<string, (facts: Facts) => string>> = {
  done: ({ plan, first, second }) =>
    `${plan.name} stands in the place of ${first.name} and ${second.name} since ${sayDay(plan.done_at ?? plan.takes_effect_at, first.zone)}. Their history stays their own, and whoever has a role in ${plan.short_name} reads it.`,
  undone: ({ first, second }) =>
    `All of it was taken back: everything of ${first.name} and ${second.name} is where it was before.`,
  withdrawn: () => 'It was withdrawn before anything happened.',
}

/** One plan: what it would do, what is to be settled, confirming it, and how far it is. */
export const PlanPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { plan, first, second, errors, now } = facts
  const draft = plan.state === 'draft'
  const list = { href: informationPaths.successions({ organisation: first.id }), text: 'Merges' }
  return (
    <SettingsPage
      chrome={chrome}
      title={`${first.name} and ${second.name} become ${plan.name}`}
      above={[ADMINISTRATION, list]}
      errors={errors}
      wide
    >
      <p class="govuk-body">
        <PlanTag state={plan.state} /> On {sayDay(plan.takes_effect_at, first.zone)}. Planned by {plan.planned_by_name},{' '}
        {sayWhen(plan.planned_at, first.zone, now)}
        {plan.confirmed_at &&
          `; confirmed by ${plan.confirmed_by_name}, ${sayWhen(plan.confirmed_at, first.zone, now)}`}
        .
      </p>
      {draft && plan.confirmed_at && (
        <p class="govuk-inset-text">
          On its day something was alike in both that nobody had settled, so nothing was begun. Settle it and confirm
          again.
        </p>
      )}
      {(draft || plan.state === 'confirmed') && <DryRun {...facts} />}
      {draft && <Settling {...facts} />}
      {plan.state === 'confirmed' && <Settled {...facts} />}
      {OVER[plan.state] && <p class="govuk-body">{OVER[plan.state]!(facts)}</p>}
      {draft && facts.left === 0 && <Confirming {...facts} />}
      {['running', 'undoing'].includes(plan.state) && <HowFar what="merge" {...facts.progress} />}
      {['draft', 'confirmed', 'running'].includes(plan.state) && (
        <Form action={informationPaths.withdrawSuccession({ id: plan.id })} class="settings__form">
          <Button variant="secondary">{plan.state === 'running' ? 'Take it all back' : 'Withdraw this plan'}</Button>
        </Form>
      )}
    </SettingsPage>
  )
}

const DryRun = ({ plan, first, second, counted, standing }: Facts) => (
  <>
    <h2 class="govuk-heading-m">What would pass</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        {manyOf(standing.open_cases, 'open case passes', 'open cases pass')} to {plan.short_name}. Each keeps its
        reference, its times and its story, and its story says so. Clocks go on unchanged.
      </li>
      <li>
        {manyOf(standing.closed_cases, 'closed case stays as it is', 'closed cases stay as they are')}, under the name
        of then: past reports read the same.
      </li>
      <li>
        {manyOf(standing.major_incidents, 'major incident', 'major incidents')} and{' '}
        {manyOf(standing.legal_holds, 'legal hold', 'legal holds')} stand and go on standing.
      </li>
      <li>
        Priorities, targets, agreements and escalation are {first.name}’s from then on; {second.name}’s go on for its
        open cases.
      </li>
      <li>
        Whoever has a role in either has it in {plan.short_name}, and so reads the history of both. Nobody else does.
      </li>
    </ul>
    <CardTable
      label="Records by kind"
      head={['Kind of record', 'Move', 'Copied', 'Stay']}
      rows={counted.map(({ kind, moves, copied, stays }) => [
        RECORD_KINDS[kind],
        many(moves),
        many(copied),
        many(stays),
      ])}
    />
  </>
)

/** How something alike is settled, in words with the names of both. */
const sayWay = (way: Way, { first, second }: Pick<Facts, 'first' | 'second'>) => WAYS[way](first, second)

const Settled = (facts: Facts) =>
  facts.clashes.length > 0 && (
    <CardTable
      label="What both have alike, and how it is settled"
      head={['What both have alike', 'How many', 'How it is settled']}
      rows={facts.clashes.map(({ table, what, many: alike }) => {
        const way = facts.plan.settled[table]
        return [`The same ${what}`, many(alike), way ? sayWay(way, facts) : 'Not settled']
      })}
    />
  )

const Settling = (facts: Facts) => {
  const { plan, clashes, left } = facts
  if (clashes.length === 0) return <p class="govuk-body">Nothing of theirs is alike: there is nothing to settle.</p>
  return (
    <Form action={informationPaths.settleSuccession({ id: plan.id })} class="settings__form">
      <h2 class="govuk-heading-m">What both have alike</h2>
      <p class="govuk-body">
        {left === 0 ? 'All of it is settled.' : `${left} of ${clashes.length} are still to be settled.`}
      </p>
      {clashes.map(({ table, what, ways, many: alike, names }) => (
        <Radios
          name={table}
          idPrefix={table.replace('.', '-')}
          legend={`The same ${what}: ${many(alike)}`}
          hint={`${names.join(', ')}${alike > names.length ? ' and others' : ''}`}
          value={plan.settled[table]}
          items={ways.map(way => ({
            value: way,
            label: sayWay(way, facts),
          }))}
        />
      ))}
      <Button variant="secondary">Settle it so</Button>
    </Form>
  )
}

const Confirming = ({ plan, entered, errors }: Facts) => (
  <Form action={informationPaths.confirmSuccession({ id: plan.id })} class="settings__form">
    <h2 class="govuk-heading-m">Confirm</h2>
    <WarningText>
      It can be taken back until its last step, which ends the two old organisations. After that it cannot.
    </WarningText>
    <Input
      {...fieldsOf(entered, errors)('short_name')}
      label={`Type ${plan.short_name} to confirm`}
      class="govuk-input--width-10"
    />
    <Button>Confirm the merge</Button>
  </Form>
)
