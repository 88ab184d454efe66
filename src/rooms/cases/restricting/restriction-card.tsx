import { holdsIn } from '#platform/http/actor.ts'
import { Card } from '#platform/ui/pieces/card.tsx'
import type { SideCard } from '../panels.ts'
import { restrictionPaths } from '../paths.ts'
import { findRestriction } from './reader.queries.ts'

/** Who may know of a restricted case; of any other, for those who lead, the way to restrict it. Asks nothing of ordinary cases. */
export const restrictionCard: SideCard = async (tx, { theCase }, { actor }) => {
  const { id, reference, organisation_id, requester } = theCase
  const leads = holdsIn(actor, 'cases.restrict', organisation_id)
  const href = restrictionPaths.show({ reference })
  const restriction = theCase.restricted ? await findRestriction(tx, id) : undefined
  if (!restriction)
    return (
      leads && (
        <Card title="Who may know of this" action={<a href={href}>Restrict this case</a>}>
          <p>Everybody who reads cases here.</p>
        </Card>
      )
    )
  return (
    <Card title="Restricted" id="restricted" action={leads && <a href={href}>Change</a>}>
      <p>Only those named here may know of this case. Whoever opens it is recorded.</p>
      <ul class="side-list">
        {restriction.readers.map(({ name, team_id }) => (
          <li>{team_id ? `${name} (the whole team)` : name}</li>
        ))}
        <li>{restriction.shown_to_requester ? `${requester}, on the portal` : `Not ${requester}, whose case it is`}</li>
      </ul>
    </Card>
  )
}
