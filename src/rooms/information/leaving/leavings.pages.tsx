import type { Chrome } from '#platform/http/env.ts'
import { sayDay } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { type Entered, Form } from '#platform/ui/pieces/form.tsx'
import { ADMINISTRATION, type Organisation } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import type { Leaving } from './leaving.queries.ts'
import { LeavingFields } from './leaving-fields.tsx'
import { LeavingTag } from './leaving-tag.tsx'

interface Facts {
  readonly organisation: Organisation
  readonly leavings: readonly Leaving[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

/** What was planned, and planning it. */
export const LeavingsPage = ({ chrome, facts }: { chrome: Chrome; facts: Facts }) => {
  const { organisation, leavings, entered, errors } = facts
  const place = { organisation: organisation.id }
  const above = [ADMINISTRATION, { href: informationPaths.index(place), text: 'Information held' }]
  return (
    <SettingsPage chrome={chrome} title="Leave" above={above} errors={errors}>
      <p class="govuk-body">
        {organisation.name} leaves this service on a day you choose. Everything held for it is first made into an
        archive to take away; then every way in ends, and its open cases with it. It is kept until an agreed day, and
        then destroyed. You first see all of it counted. Nothing happens until it is confirmed.
      </p>
      {leavings.length > 0 && (
        <ul class="entries">
          {leavings.map(leaving => (
            <li class="entries__entry">
              <div>
                <a class="govuk-link" href={informationPaths.leaving({ id: leaving.id })}>
                  Leaves on {sayDay(leaving.leaves_at, organisation.zone)}
                </a>
                <p class="entries__note">planned by {leaving.planned_by_name}</p>
              </div>
              <LeavingTag state={leaving.state} />
            </li>
          ))}
        </ul>
      )}
      {!organisation.ended_at && (
        <Form action={informationPaths.leavings(place)}>
          <h2 class="govuk-heading-m">Plan it</h2>
          <LeavingFields entered={entered} errors={errors} />
          <Button>Count what would happen</Button>
        </Form>
      )}
    </SettingsPage>
  )
}
