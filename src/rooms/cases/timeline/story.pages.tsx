import { sayDay, sayMoment, sayWhen } from '#platform/time/say.ts'
import type { Content } from '#platform/ui/govuk/element.ts'
import { Change, Changes, DayBreak, Message as MessageCard, Note, Timeline } from '#platform/ui/pieces/timeline.tsx'
import { CHANNEL_NAMES, type Channel } from '../case.rules.ts'
import { casePaths } from '../paths.ts'
import { MessageText } from './message-text.pages.tsx'
import { sentenceOf } from './sentences.rules.ts'
import { type ChangesItem, newestMessage, newestOf, type SaidItem, type StoryItem } from './story.rules.ts'

export interface StoryProps {
  readonly items: readonly StoryItem[]
  readonly zone: string
  readonly now: Date
  /** How far back has been asked for, in pages; the newest page when 1. */
  readonly pages?: number
  readonly earlierHref: string
  /** What stands beneath a message: its attachments, where it was split off to. */
  /** What can be done with a message, beside who said it. */
  readonly actOf?: ((message: SaidItem['message']) => Content) | undefined
  readonly footOf?: ((message_id: string) => Content) | undefined
}

type At = Pick<StoryProps, 'zone' | 'now'>

const FOLD_FROM = 3

/** Few changes are a line each; more fold into one. */
function ChangesLines({ item, zone, now }: { item: ChangesItem } & At) {
  const say = (instant: string) => sayWhen(new Date(instant), zone, now)
  const lines = item.events.map(event => (
    <Change id={`event-${event.position}`} at={sayMoment(event.happened_at, zone, now)}>
      {sentenceOf(event, say)}
    </Change>
  ))
  if (lines.length < FOLD_FROM) return <>{lines}</>
  const first = item.events[0]!.happened_at
  const last = item.events.at(-1)!.happened_at
  return (
    <Changes
      summary={`${lines.length} changes, ${sayWhen(first, zone, now)}${+first === +last ? '' : ` to ${sayWhen(last, zone, now)}`}`}
    >
      {lines}
    </Changes>
  )
}

/** Words that also belong to another case: said there before it was merged into this one, or split off to it. */
function Whereabouts({ message: { from_reference, split_to } }: { message: SaidItem['message'] }) {
  const link = (reference: string) => <a href={casePaths.show({ reference })}>{reference}</a>
  return (
    <>
      {from_reference && <p class="entry__from">Said on {link(from_reference)}, merged into this</p>}
      {split_to && <p class="entry__from">Split off to {link(split_to)}</p>}
    </>
  )
}

function Said({
  item,
  newest,
  zone,
  now,
  footOf,
  actOf,
}: { item: SaidItem; newest: boolean } & At & Pick<StoryProps, 'footOf' | 'actOf'>) {
  const { message, unread } = item
  const entry = {
    ...{ id: newest ? 'newest' : `message-${message.id}`, author: message.author_name, unread },
    ...{ at: sayMoment(message.sent_at, zone, now), foot: footOf?.(message.id) },
    act: actOf?.(message),
  }
  const text = (
    <>
      <MessageText body={message.body} />
      <Whereabouts message={message} />
    </>
  )
  if (message.kind === 'note') return <Note {...entry}>{text}</Note>
  if (message.kind === 'forward')
    return (
      <MessageCard {...entry} from="us" how="forwarded, not to the requester">
        {text}
      </MessageCard>
    )
  // Channels are checked by the table; one from a newer release is shown by its own name.
  const channel = CHANNEL_NAMES[message.channel as Channel] ?? message.channel
  const from = message.author_side === 'requester' ? 'requester' : 'us'
  return (
    <MessageCard {...entry} from={from} how={message.channel === 'portal' ? undefined : `by ${channel.toLowerCase()}`}>
      {text}
    </MessageCard>
  )
}

const dayOf = (item: StoryItem, zone: string) =>
  sayDay(item.kind === 'message' ? item.message.sent_at : item.events[0]!.happened_at, zone)

/** The story of a case, oldest to newest, with a line where a day begins. */
export function Story({ items: all, pages = 1, earlierHref, ...props }: StoryProps) {
  const { items, earlier } = newestOf(all, pages)
  const newest = newestMessage(items)
  const { zone, now, footOf, actOf } = props
  let day = ''
  return (
    <Timeline label="Story">
      {earlier > 0 && (
        <li class="story__earlier">
          <a class="govuk-link" href={earlierHref}>
            Show earlier ({earlier} more)
          </a>
        </li>
      )}
      {items.map(item => {
        const today = dayOf(item, zone)
        const breaks = today !== day
        day = today
        return (
          <>
            {breaks && <DayBreak>{today}</DayBreak>}
            {item.kind === 'message' ? (
              <Said
                item={item}
                newest={item.message.id === newest}
                zone={zone}
                now={now}
                footOf={footOf}
                actOf={actOf}
              />
            ) : (
              <ChangesLines item={item} zone={zone} now={now} />
            )}
          </>
        )
      })}
    </Timeline>
  )
}
