import type { Chrome } from '#platform/http/env.ts'
import { sayDay } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, peoplePaths } from '#rooms/people/index.ts'
import { heirsOf } from './dividing.rules.ts'
import { reorganisingPaths } from './paths.ts'
import { ReorganisationTag } from './plan-tag.tsx'
import type { TeamToPlan } from './team-plan.queries.ts'

interface Props {
  readonly chrome: Chrome
  readonly facts: TeamToPlan
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** What is planned and was done with a team, and planning what comes in its place. */
export const ReorganisePage = ({ chrome, facts, now, entered, errors }: Props) => {
  const { organisation, team } = facts
  const over = team.ends_at !== null && team.ends_at <= now
  const above = [
    ADMINISTRATION,
    { href: peoplePaths.teams({ organisation: organisation.id }), text: `Teams of ${organisation.short_name}` },
    { href: peoplePaths.team({ id: team.id }), text: team.name },
  ]
  return (
    <SettingsPage chrome={chrome} title={`Re-organise ${team.name}`} above={above} errors={errors}>
      <Plans facts={facts} />
      {over ? (
        <p class="govuk-body">This team has ended. Its past cases and reports stay under its name.</p>
      ) : (
        <>
          <p class="govuk-body">
            From a day on another team comes in the place of {team.name}. Its open cases, and whatever sends work to it,
            go there; its closed cases and past reports stay under its name. You see what would go before you confirm
            it.
          </p>
          <PlanForm facts={facts} entered={entered} errors={errors} />
        </>
      )}
    </SettingsPage>
  )
}

const Plans = ({ facts: { plans, organisation, nameOf } }: Pick<Props, 'facts'>) =>
  plans.length > 0 && (
    <ul class="entries">
      {plans.map(plan => (
        <li class="entries__entry">
          <div>
            <a class="govuk-link" href={reorganisingPaths.show({ id: plan.id })}>
              {nameOf(plan.team_id)} becomes {heirsOf(plan).map(nameOf).join(' and ')}
            </a>
            <p class="entries__note">
              on {sayDay(plan.takes_effect_at, organisation.zone)}, planned by {plan.planned_by_name}
            </p>
          </div>
          <ReorganisationTag state={plan.state} />
        </li>
      ))}
    </ul>
  )

const PlanForm = ({ facts, entered, errors }: Pick<Props, 'facts' | 'entered' | 'errors'>) => {
  const { team, others, organisation } = facts
  const field = fieldsOf(entered, errors)
  const choices = others.map(({ id, name, starts_at, stands }) => ({
    value: id,
    text: stands || !starts_at ? name : `${name}, from ${sayDay(starts_at, organisation.zone)}`,
  }))
  return (
    <Form action={reorganisingPaths.team({ id: team.id })}>
      <Select
        {...field('to')}
        label="What comes in its place"
        options={[{ value: '', text: 'Choose' }, ...choices, { value: 'new', text: 'A new team' }]}
      />
      <Input {...field('name')} label="Name of the new team" hint="If it is a new one. It begins on that day" />
      <Input
        {...field('day')}
        label="From which day"
        hint="It begins at midnight. Empty to do it as soon as it is confirmed"
        type="date"
        class="govuk-input--width-10"
      />
      <Radios
        {...field('people')}
        legend="Its people"
        items={[
          { value: 'go', label: 'Go along, with its rotas and whoever leads it' },
          { value: 'stay', label: 'Do not go along', hint: 'You say yourself who works in the new team' },
        ]}
      />
      <Dividing facts={facts} entered={entered} choices={choices} />
      <Button>See what would go</Button>
    </Form>
  )
}

const Dividing = ({
  facts: { paths },
  entered,
  choices,
}: Pick<Props, 'facts' | 'entered'> & { choices: readonly { value: string; text: string }[] }) =>
  paths.length > 0 && (
    <Details summary="Divide its work between teams by category" open={paths.some((_, at) => entered?.[`goes_${at}`])}>
      <p class="govuk-body">What is in a category, or under it, goes to the team you choose here.</p>
      {paths.map((path, at) => (
        <>
          <input type="hidden" name={`path_${at}`} value={path} />
          <Select
            name={`goes_${at}`}
            id={`goes_${at}`}
            label={path}
            value={entered?.[`goes_${at}`]}
            options={[{ value: '', text: 'Where the rest goes' }, ...choices]}
          />
        </>
      ))}
    </Details>
  )
