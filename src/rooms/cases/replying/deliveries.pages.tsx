import { sayWhen } from '#platform/time/say.ts'
import { channelPaths } from '#rooms/channels/index.ts'
import type { Delivery } from './addressees.queries.ts'

interface Props {
  readonly deliveries: readonly Delivery[]
  readonly zone: string
  readonly now: Date
  /** Whether the reader may look into the mail itself. */
  readonly manages: boolean
}

interface Said {
  readonly words: string
  readonly wrong?: boolean
}

const because = (trouble: string | null) => (trouble ? `: ${trouble}` : '')

/** What became of one of the e-mails, in a sentence. A state nobody wrote a sentence for is told by its name. */
function say({ name, address, state, trouble, at }: Delivery, zone: string, now: Date): Said {
  const to = name ?? address
  const when = sayWhen(new Date(at), zone, now)
  const sentences: Record<string, Said> = {
    waiting: { words: `Waiting to be sent to ${to}` },
    sending: { words: `Being sent to ${to}` },
    sent: { words: `Sent to ${to} ${when}` },
    delayed: { words: `Delayed on its way to ${to}${because(trouble)}`, wrong: true },
    failed: { words: `Could not be sent to ${to}${because(trouble)}`, wrong: true },
    uncertain: { words: `May have been sent to ${to}: the connection broke off before we were told`, wrong: true },
    bounced: { words: `Could not be delivered to ${to}${because(trouble)}`, wrong: true },
    complained: { words: `Sent to ${to}, who said that it was not wanted`, wrong: true },
    suppressed: { words: `Not sent to ${to}: earlier messages to this address came back`, wrong: true },
    cancelled: { words: `Not sent to ${to}: it was cancelled` },
    held: { words: `Held back from ${to}${because(trouble)}`, wrong: true },
  }
  return sentences[state] ?? { words: `To ${to}: ${state}` }
}

/** What became of a message on its way to each whom it was sent to. */
export function Deliveries({ deliveries, zone, now, manages }: Props) {
  if (deliveries.length === 0) return null
  return (
    <ul class="deliveries" aria-label="E-mail">
      {deliveries.map(delivery => {
        const { words, wrong } = say(delivery, zone, now)
        return (
          <li class={wrong ? 'deliveries__wrong' : undefined} title={delivery.address}>
            {manages ? <a href={channelPaths.sentMessage({ id: delivery.sent_id })}>{words}</a> : words}
          </li>
        )
      })}
    </ul>
  )
}
