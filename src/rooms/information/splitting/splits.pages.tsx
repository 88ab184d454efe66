import type { Chrome } from '#platform/http/env.ts'
import { sayDay } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Plan } from '../succeeding/plan.queries.ts'
import { FoundingFields } from '../succeeding/plan-pieces.pages.tsx'
import { PlanTag } from '../succeeding/plan-tag.tsx'

interface Facts {
  readonly organisation: Organisation
  readonly plans: readonly Plan[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** The plans to split an organisation, and making one. */
export const SplitsPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { organisation, plans, errors } = facts
  const held = { href: informationPaths.index({ organisation: organisation.id }), text: 'Information held' }
  return (
    <SettingsPage chrome={chrome} title="Split off a new organisation" above={[ADMINISTRATION, held]} errors={errors}>
      <p class="govuk-body">
        Part of {organisation.name} becomes an organisation of its own on a day you choose: a council is divided, a
        company is founded. You choose who goes, see what goes with them and what stands between, and nothing happens
        until you confirm it.
      </p>
      {plans.length > 0 && (
        <ul class="entries">
          {plans.map(plan => (
            <li class="entries__entry">
              <div>
                <a class="govuk-link" href={informationPaths.split({ id: plan.id })}>
                  Part of it becomes {plan.name}
                </a>
                <p class="entries__note">
                  on {sayDay(plan.takes_effect_at, organisation.zone)}, planned by {plan.planned_by_name}
                </p>
              </div>
              <PlanTag state={plan.state} />
            </li>
          ))}
        </ul>
      )}
      {organisation.ended_at ? (
        <p class="govuk-body">{organisation.name} has ended. Its history stays here to be read.</p>
      ) : (
        <NewSplit {...facts} />
      )}
    </SettingsPage>
  )
}

const NewSplit = ({ organisation, entered, errors }: Facts) => {
  const field = fieldsOf(entered, errors)
  return (
    <Form action={informationPaths.splits({ organisation: organisation.id })}>
      <h2 class="govuk-heading-m">Plan a split</h2>
      <FoundingFields field={field} />
      <Button>Choose who goes</Button>
    </Form>
  )
}
