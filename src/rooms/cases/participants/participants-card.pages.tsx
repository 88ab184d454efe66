import { Card } from '#platform/ui/pieces/card.tsx'
import { participantPaths } from '../paths.ts'
import type { Participant } from './participant.queries.ts'
import { ROLE_NAMES } from './participant.rules.ts'

interface Props {
  readonly reference: string
  readonly participants: readonly Participant[]
  readonly works: boolean
}

/** Who else is written to about the case, each with the role they have in it. */
export const ParticipantsCard = ({ reference, participants, works }: Props) => (
  <Card title="Also taking part" action={works && <a href={participantPaths.list({ reference })}>Add or remove</a>}>
    {participants.length === 0 ? (
      <p class="quiet">Nobody. Whoever is copied into a reply is listed here.</p>
    ) : (
      <ul class="side-list">
        {participants.map(({ name, address, role }) => (
          <li>
            <span dir="auto" title={address}>
              {name ?? address}
            </span>{' '}
            <span class="side-list__state">{ROLE_NAMES[role]}</span>
          </li>
        ))}
      </ul>
    )}
  </Card>
)
