import type { Chrome } from '#platform/http/env.ts'
import { sayDay, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { CardTable } from '#platform/ui/pieces/card-table.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, peoplePaths } from '#rooms/people/index.ts'
import { STATE_NAMES, type State } from '../case.rules.ts'
import { heirsOf } from './dividing.rules.ts'
import { reorganisingPaths } from './paths.ts'
import { ReorganisationTag } from './plan-tag.tsx'
import type { Foreseen } from './team-plan.queries.ts'

interface Props {
  readonly chrome: Chrome
  readonly facts: Foreseen
  readonly now: Date
}

const many = (number: number, one: string, several: string) =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : several}`

/** One re-organisation: what it would do, confirming it, and what was done. */
export const ReorganisationPage = ({ chrome, facts, now }: Props) => {
  const { plan, organisation, nameOf } = facts
  const { id, state, team_id } = plan
  const above = [
    ADMINISTRATION,
    { href: peoplePaths.team({ id: team_id }), text: nameOf(team_id) },
    { href: reorganisingPaths.team({ id: team_id }), text: 'Re-organise' },
  ]
  const title = `${nameOf(team_id)} becomes ${heirsOf(plan).map(nameOf).join(' and ')}`
  return (
    <SettingsPage chrome={chrome} title={title} above={above} wide>
      <p class="govuk-body">
        <ReorganisationTag state={state} /> From {sayDay(plan.takes_effect_at, organisation.zone)}. Planned by{' '}
        {plan.planned_by_name}
        {plan.confirmed_at &&
          `; confirmed by ${plan.confirmed_by_name}, ${sayWhen(plan.confirmed_at, organisation.zone, now)}`}
        .
      </p>
      {['draft', 'confirmed'].includes(state) && <WouldGo facts={facts} />}
      {['running', 'done'].includes(state) && <Went plan={plan} />}
      <div class="govuk-button-group">
        {state === 'draft' && (
          <Form action={reorganisingPaths.confirm({ id })}>
            <Button>Confirm it</Button>
          </Form>
        )}
        {['draft', 'confirmed'].includes(state) && (
          <Form action={reorganisingPaths.withdraw({ id })}>
            <Button variant="secondary">Withdraw it</Button>
          </Form>
        )}
      </div>
    </SettingsPage>
  )
}

const WouldGo = ({ facts: { plan, cases, pointing, others, nameOf } }: Pick<Props, 'facts'>) => {
  const open = cases.reduce((sum, one) => sum + one.many, 0)
  const divided = Object.entries(plan.divided)
  return (
    <>
      <h2 class="govuk-heading-m">What would go</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          {many(open, 'open case goes', 'open cases go')} to {nameOf(plan.to_team_id)}
          {open > 0 &&
            ` (${cases.map(({ state, many: n }) => `${n} ${STATE_NAMES[state as State].toLowerCase()}`).join(', ')})`}
          . The story of each says so, and whoever has one keeps it if they work there.
        </li>
        {divided.map(([path, team]) => (
          <li>
            What is in {path} goes to {nameOf(team)}.
          </li>
        ))}
        <li>
          {plan.people_go
            ? 'Its people and rotas go along, and so does who leads it.'
            : 'Its people and rotas do not go along: say yourself who works in the new team.'}
        </li>
        <li>Closed cases and past reports stay under {nameOf(plan.team_id)}. A case reopened later goes along.</li>
        {others > 0 && (
          <li>
            It works for {many(others, 'other organisation', 'other organisations')} as well. What of theirs points at
            it goes along too.
          </li>
        )}
      </ul>
      {pointing.length > 0 && (
        <CardTable
          label="What points at it"
          head={['What points at it', 'How many', 'The first of them']}
          rows={pointing.map(({ kind, many: n, names }) => [kind, n.toLocaleString('en-GB'), names.join(', ')])}
        />
      )}
    </>
  )
}

const KINDS: Record<string, string> = {
  members: 'People',
  rotas: 'Rotas',
  groups: 'Sign-in groups',
  categories: 'Categories',
  mailboxes: 'Mailboxes',
  hooks: 'Conversations',
  replies: 'Canned replies',
  views: 'Saved views',
  signatures: 'Words beneath replies',
}

const Went = ({ plan }: { plan: Foreseen['plan'] }) => (
  <>
    <h2 class="govuk-heading-m">What went</h2>
    <p class="govuk-body" role="status">
      {many(plan.cases_moved, 'open case', 'open cases')}
      {plan.state === 'running' ? ' so far. It goes on if it is interrupted.' : '.'}
    </p>
    <CardTable
      label="What pointed at it and points elsewhere now"
      head={['What pointed at it', 'How many']}
      rows={Object.entries(plan.pointed)
        .filter(([, number]) => number > 0)
        .map(([kind, number]) => [KINDS[kind] ?? kind, number.toLocaleString('en-GB')])}
    />
  </>
)
