import { RECORD_KINDS } from '#platform/holdings/holding.ts'
import type { Chrome } from '#platform/http/env.ts'
import { sayDay, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { WarningText } from '#platform/ui/govuk/warning-text.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Counted } from '../succeeding/dry-run.queries.ts'
import type { Plan } from '../succeeding/plan.queries.ts'
import { HowFar } from '../succeeding/plan-pieces.pages.tsx'
import { PlanTag } from '../succeeding/plan-tag.tsx'
import { type Choosing as Choices, ChoosingForm } from './choosing.pages.tsx'
import type { Foreseen } from './dry-run.queries.ts'
import type { Split } from './split.queries.ts'
import { CONFLICTS, type Conflict, waysOf } from './split.rules.ts'

export interface Draft {
  readonly split: Split
  readonly foreseen: Foreseen
  readonly counted: readonly Counted[]
  readonly choosing: Choices
}

interface Facts {
  readonly plan: Plan
  readonly organisation: Organisation
  /** Only while it is being planned. */
  readonly draft: Draft | undefined
  /** It was to be taken back, and somebody worked there already. */
  readonly in_use: boolean
  readonly progress: { readonly doing: string; readonly done: number; readonly total: number }
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const many = (number: number) => number.toLocaleString('en-GB')
const counted = (number: number, one: string, more: string) => `${many(number)} ${number === 1 ? one : more}`

/** One plan: who goes, what it would do, what is to be settled, confirming it, and how far it is. */
export const SplitPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { plan, organisation, draft, errors, now } = facts
  const list = { href: informationPaths.splits({ organisation: organisation.id }), text: 'Splits' }
  const zone = organisation.zone
  return (
    <SettingsPage
      chrome={chrome}
      title={`Part of ${organisation.name} becomes ${plan.name}`}
      above={[ADMINISTRATION, list]}
      errors={errors}
      wide
    >
      <p class="govuk-body">
        <PlanTag state={plan.state} /> On {sayDay(plan.takes_effect_at, zone)}. Planned by {plan.planned_by_name},{' '}
        {sayWhen(plan.planned_at, zone, now)}
        {plan.confirmed_at && `; confirmed by ${plan.confirmed_by_name}, ${sayWhen(plan.confirmed_at, zone, now)}`}.
      </p>
      {draft && draft.split.come_up.length > 0 && <ComeUp kinds={draft.split.come_up} />}
      {facts.in_use && (
        <p class="govuk-body">
          It could not be taken back: somebody had begun to work in {plan.name}. It went on to its end.
        </p>
      )}
      {draft && <Choosing {...draft} />}
      {draft && draft.foreseen.parts.persons.length > 0 && (
        <DryRun {...draft} plan={plan} organisation={organisation} />
      )}
      {draft && <Settling {...draft} plan={plan} />}
      {draft && draft.foreseen.unsettled.length === 0 && <Confirming {...facts} />}
      {['running', 'undoing'].includes(plan.state) && <HowFar what="split" {...facts.progress} />}
      {['draft', 'confirmed', 'running'].includes(plan.state) && (
        <Form action={informationPaths.withdrawSplit({ id: plan.id })}>
          <Button variant="secondary">{plan.state === 'running' ? 'Take it all back' : 'Withdraw this plan'}</Button>
        </Form>
      )}
    </SettingsPage>
  )
}

/** It was confirmed, and when the day came things were otherwise. */
const ComeUp = ({ kinds }: { kinds: readonly string[] }) => (
  <WarningText>
    It was confirmed, and did not begin: since then something came up that nobody had settled (
    {kinds.map(kind => CONFLICTS[kind as Conflict['kind']]?.what.toLowerCase() ?? kind).join('; ')}). Nothing has been
    changed. Settle it and confirm again.
  </WarningText>
)

/** Folded once somebody is chosen: what would happen then comes first. */
const Choosing = ({ choosing, foreseen }: Draft) => {
  const { persons, teams, mailboxes } = foreseen.parts
  if (persons.length === 0 || choosing.errors) return <ChoosingForm {...choosing} />
  const who = [counted(persons.length, 'person', 'people'), counted(teams.length, 'team', 'teams')]
  return (
    <Details summary={`Who goes: ${who.join(', ')}, ${counted(mailboxes.length, 'mailbox', 'mailboxes')}. Change it`}>
      <ChoosingForm {...choosing} />
    </Details>
  )
}

const DryRun = ({ foreseen, counted: kinds, plan, organisation }: Draft & Pick<Facts, 'plan' | 'organisation'>) => {
  const { parts, cases } = foreseen
  const [it, other] = [plan.short_name, organisation.short_name]
  return (
    <>
      <h2 class="govuk-heading-m">What would happen</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          {counted(parts.persons.length, 'person goes', 'people go')} to {it}, with{' '}
          {counted(parts.teams.length, 'team', 'teams')} and {counted(parts.mailboxes.length, 'mailbox', 'mailboxes')}.
        </li>
        <li>
          {counted(cases.goes, 'open case goes', 'open cases go')} on in {it}, with their stories and files, under
          references of their own; what was promised is due when it was. For {other} they end as passed on, which counts
          neither as resolved nor as late. Nobody is written to.
        </li>
        <li>
          {counted(cases.stays, 'open case stays', 'open cases stay')} with {other}, and so do all {many(cases.closed)}{' '}
          closed ones: past reports read the same.
        </li>
        {parts.teams.length > 0 && (
          <li>
            A team that goes is made anew in {it}. Here it ends, and what is logged for it from then on waits to be
            given out.
          </li>
        )}
        <li>
          Categories, calendars, targets, agreements, canned replies and what roles may do are copied. Rules of
          escalation are not: {it} begins with the usual ones.
        </li>
        <li>
          A mailbox of a shared service logs cases for {it} once the service says so there; its own are {it}’s to set
          up.
        </li>
        <li>
          From then on {it} sees nothing of {other}, and {other} nothing of {it}.
        </li>
      </ul>
      <CardTable
        label="Records by kind"
        head={['Kind of record', 'Move', 'Copied', 'Stay']}
        rows={kinds.map(one => [RECORD_KINDS[one.kind], many(one.moves), many(one.copied), many(one.stays)])}
      />
    </>
  )
}

const Settling = ({ plan, split, foreseen }: Draft & Pick<Facts, 'plan'>) => {
  const { conflicts, unsettled } = foreseen
  const asked = conflicts.filter(({ kind }) => Object.keys(waysOf(kind)).length > 0)
  const byHand = conflicts.filter(conflict => !asked.includes(conflict))
  return (
    <>
      {byHand.length > 0 && <h2 class="govuk-heading-m">To be put right first</h2>}
      {byHand.map(conflict => (
        <p class="govuk-body">
          <strong>{title(conflict)}.</strong> {hintOf(conflict)}
        </p>
      ))}
      {asked.length > 0 && (
        <Form action={informationPaths.settleSplit({ id: plan.id })}>
          <h2 class="govuk-heading-m">What stands between</h2>
          <p class="govuk-body">
            {unsettled.length === 0
              ? 'All of it is settled.'
              : `${unsettled.length} of ${conflicts.length} are still to be settled.`}
          </p>
          {asked.map(conflict => (
            <Radios
              name={conflict.kind}
              idPrefix={conflict.kind}
              legend={title(conflict)}
              hint={hintOf(conflict)}
              value={split.ways[conflict.kind]}
              items={Object.entries(waysOf(conflict.kind)).map(([value, label]) => ({ value, label }))}
            />
          ))}
          <Button variant="secondary">Settle it so</Button>
        </Form>
      )}
    </>
  )
}

const title = ({ kind, many: number }: Conflict) =>
  number === null || number === 0 ? CONFLICTS[kind].what : `${CONFLICTS[kind].what}: ${many(number)}`

function hintOf({ kind, names, many: number }: Conflict): string {
  const listed = names.length > 0 ? [`${names.join(', ')}${(number ?? 0) > names.length ? ' and others' : ''}.`] : []
  const conflict = CONFLICTS[kind]
  return [...listed, ...('hint' in conflict ? [conflict.hint] : [])].join(' ')
}

const Confirming = ({ plan, entered, errors }: Facts) => (
  <Form action={informationPaths.confirmSplit({ id: plan.id })}>
    <h2 class="govuk-heading-m">Confirm</h2>
    <WarningText>
      It can be taken back until its last step, or until somebody works in the new organisation. After that it cannot.
      Should anything come up before the day that is not settled here, it waits and says so.
    </WarningText>
    <Input
      {...fieldsOf(entered, errors)('short_name')}
      label={`Type ${plan.short_name} to confirm`}
      class="govuk-input--width-10"
    />
    <Button>Confirm the split</Button>
  </Form>
)
