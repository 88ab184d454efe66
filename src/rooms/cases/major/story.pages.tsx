import { sayMoment } from '#platform/time/say.ts'
import { Change, Message, Note, Timeline } from '#platform/ui/pieces/timeline.tsx'
import type { Major, MajorUpdate } from './major.queries.ts'
import type { MajorEvent } from './story.queries.ts'
import { majorSentence } from './story.rules.ts'

interface Props {
  readonly major: Major
  readonly updates: readonly MajorUpdate[]
  readonly events: readonly MajorEvent[]
  readonly now: Date
}

/** What was said and what happened, newest first. */
export function MajorStory({ major, updates, events, now }: Props) {
  const entries = [
    ...updates.map(update => ({ at: update.said_at, shown: <Update update={update} zone={major.zone} now={now} /> })),
    ...events.map(event => ({
      at: event.happened_at,
      shown: <Change at={sayMoment(event.happened_at, major.zone, now)}>{majorSentence(event)}</Change>,
    })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
  return <Timeline label="What was said and done, newest first">{entries.map(({ shown }) => shown)}</Timeline>
}

function Update({ update, zone, now }: { update: MajorUpdate; zone: string; now: Date }) {
  const { author_name, said_at, body, shown_to, told, told_at } = update
  const entry = { author: author_name, at: sayMoment(said_at, zone, now) }
  const text = <p>{body}</p>
  if (shown_to === 'staff') return <Note {...entry}>{text}</Note>
  const how = told_at ? `to ${told === 1 ? '1 case' : `${told} cases`}` : `being told: ${told} so far`
  return (
    <Message {...entry} from="us" how={how}>
      {text}
    </Message>
  )
}
