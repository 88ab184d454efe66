import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { informationPaths } from '../paths.ts'
import type { Hold, HoldOf } from './holds.queries.ts'

const OF: Record<string, string> = {
  organisation: 'Everything of the organisation',
  person: 'This person',
  case: 'A case',
}

/** The holds that stand, each with its reason. */
export const HoldList = ({
  holds,
  zone,
  now,
}: {
  holds: readonly (Hold & Partial<Pick<HoldOf, 'about'>>)[]
  zone: string
  now: Date
}) => (
  <ul class="entries">
    {holds.map(({ id, kind, because, set_by_name, set_at, about }) => (
      <li class="entries__entry">
        <div>
          <strong>{about ?? OF[kind]} is held</strong>
          <p class="entries__note">
            {because && (
              <>
                <span dir="auto">{because}</span> ·{' '}
              </>
            )}
            {set_by_name}, {sayWhen(set_at, zone, now)}
          </p>
        </div>
        <Form action={informationPaths.liftHold({ id })}>
          <Button variant="secondary">Lift this hold</Button>
        </Form>
      </li>
    ))}
  </ul>
)
