import { sayMoment } from '#platform/time/say.ts'
import { Card } from '#platform/ui/pieces/card.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import { type Delivered, listDelivered } from '#rooms/channels/index.ts'
import type { SideCard } from '../panels.ts'

const MOST = 8

const WAYS: Record<string, string> = { email: 'by e-mail', sms: 'by text message', webhook: 'by webhook' }

/** What became of it, as the end of a sentence that begins with a name. What was kept back is not worth a line. */
const SAID: Record<string, string> = {
  waiting: 'will be told',
  sending: 'is being told',
  sent: 'was told',
  failed: 'could not be told',
  uncertain: 'may not have been told',
}

const Line = ({ one, zone, now }: { one: Delivered; zone: string; now: Date }) => (
  <li class="quiet">
    {one.person ?? 'Somebody'} {SAID[one.state]} {WAYS[one.channel]}, <When at={sayMoment(one.at, zone, now)} />
    {one.state === 'failed' && one.reason && `: ${one.reason}`}
  </li>
)

/** Who was told of the case, by which way, and whether it went. */
export const toldCard: SideCard = async (tx, { theCase }, { now }) => {
  const told = (await listDelivered(tx, theCase.id, MOST)).filter(({ state }) => state in SAID)
  if (told.length === 0) return null
  return (
    <Card title="Told">
      <ul class="side-list">
        {told.map(one => (
          <Line one={one} zone={theCase.zone} now={now} />
        ))}
      </ul>
    </Card>
  )
}
