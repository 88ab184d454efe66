import type { Chrome } from '#platform/http/env.ts'
import { sayDay } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Plan } from './plan.queries.ts'
import { FoundingFields } from './plan-pieces.pages.tsx'
import { PlanTag } from './plan-tag.tsx'

interface Facts {
  readonly organisation: Organisation
  readonly others: readonly Organisation[]
  readonly plans: readonly Plan[]
  readonly names: ReadonlyMap<string, string>
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** The plans there are, and making one. */
export const PlansPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { organisation, others, plans, names, entered, errors } = facts
  const place = { organisation: organisation.id }
  return (
    <SettingsPage
      chrome={chrome}
      title="Merge with another organisation"
      above={[ADMINISTRATION, { href: informationPaths.index(place), text: 'Information held' }]}
      errors={errors}
    >
      <p class="govuk-body">
        {organisation.name} and another become one on a day you choose. You first see what passes, what stays and what
        both have alike. Nothing happens until you confirm it.
      </p>
      {plans.length > 0 && <Plans plans={plans} names={names} zone={organisation.zone} />}
      {organisation.ended_at ? (
        <p class="govuk-body">{organisation.name} has ended. Its history stays here to be read.</p>
      ) : others.length === 0 ? (
        <EmptyState title="There is no other organisation that you look after">
          Whoever plans a merge manages the information of both.
        </EmptyState>
      ) : (
        <NewPlan organisation={organisation} others={others} entered={entered} errors={errors} />
      )}
    </SettingsPage>
  )
}

const Plans = ({ plans, names, zone }: Pick<Facts, 'plans' | 'names'> & { zone: string }) => (
  <ul class="entries">
    {plans.map(plan => (
      <li class="entries__entry">
        <div>
          <a class="govuk-link" href={informationPaths.succession({ id: plan.id })}>
            {names.get(plan.organisation_id)} and {names.get(plan.other_id ?? '')} become {plan.name}
          </a>
          <p class="entries__note">
            on {sayDay(plan.takes_effect_at, zone)}, planned by {plan.planned_by_name}
          </p>
        </div>
        <PlanTag state={plan.state} />
      </li>
    ))}
  </ul>
)

const NewPlan = ({
  organisation,
  others,
  entered,
  errors,
}: Pick<Facts, 'organisation' | 'others' | 'entered' | 'errors'>) => {
  const field = fieldsOf(entered, errors)
  const choices = others.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <Form action={informationPaths.successions({ organisation: organisation.id })}>
      <h2 class="govuk-heading-m">Plan a merge</h2>
      <Select
        {...field('other_id')}
        label="With which organisation"
        options={[{ value: '', text: 'Choose one' }, ...choices]}
      />
      <FoundingFields field={field} more={`. The settings of ${organisation.name} go on where there can be one only`} />
      <Button>Count what would pass</Button>
    </Form>
  )
}
