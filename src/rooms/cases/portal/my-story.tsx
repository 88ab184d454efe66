import { sayMoment } from '#platform/time/say.ts'
import { Change, Message, Timeline } from '#platform/ui/pieces/timeline.tsx'
import type { Attachment } from '../attaching/attachment.queries.ts'
import { Attachments } from '../attaching/attachments.tsx'
import type { Message as Said } from '../case.queries.ts'
import { MessageText } from '../timeline/message-text.pages.tsx'
import type { StoryEvent } from '../timeline/story.queries.ts'
import { storyOf } from '../timeline/story.rules.ts'
import { changeInPlainWords } from './change.rules.ts'
import type { MyCaseWhole } from './my-case.queries.ts'

export interface StoryFacts {
  readonly mine: MyCaseWhole
  readonly messages: readonly Said[]
  readonly events: readonly StoryEvent[]
  readonly attachments: readonly Attachment[]
}

type Props = { facts: StoryFacts; reader_id: string; now: Date }

/** What was said and what changed, oldest first, without anything that is the desk's own. */
export const MyStory = ({ facts, reader_id, now }: Props) => (
  <Timeline label="What has happened so far">
    {storyOf(facts.events, facts.messages, undefined).map(item =>
      item.kind === 'message' ? (
        <WhatWasSaid {...{ facts, reader_id, now }} message={item.message} />
      ) : (
        item.events.map(event => <WhatChanged {...{ facts, reader_id, now, event }} />)
      ),
    )}
  </Timeline>
)

function WhatWasSaid({ facts, reader_id, now, message }: Props & { message: Said }) {
  const { mine, attachments } = facts
  const files = attachments.filter(({ message_id }) => message_id === message.id)
  const ours = message.author_side === 'staff'
  return (
    <Message
      id={`message-${message.id}`}
      from={ours ? 'us' : 'requester'}
      author={message.author_id === reader_id ? 'You' : message.author_name}
      at={sayMoment(message.sent_at, mine.zone, now)}
      unread={ours && mine.news && (mine.looked_at === null || message.sent_at > mine.looked_at)}
      foot={files.length > 0 && <Attachments files={files} />}
    >
      <MessageText body={message.body} />
    </Message>
  )
}

function WhatChanged({ facts, reader_id, now, event }: Props & { event: StoryEvent }) {
  const text = changeInPlainWords({ ...event, by: event.actor_id === reader_id ? 'You' : event.actor_name })
  return text && <Change at={sayMoment(event.happened_at, facts.mine.zone, now)}>{text}</Change>
}
