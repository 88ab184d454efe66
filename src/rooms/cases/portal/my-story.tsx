import type { Content } from '#platform/ui/govuk/element.ts'
import { Change, Message, Timeline } from '#platform/ui/pieces/timeline.tsx'
import type { Attachment } from '../attaching/attachment.queries.ts'
import { Attachments } from '../attaching/attachments.tsx'
import type { Message as Said } from '../case.queries.ts'
import type { MyCaseWhole, Told } from './my-case.queries.ts'
import { momentOf } from './my-cases-list.tsx'
import { changeInPlainWords } from './story.rules.ts'

export interface StoryFacts {
  mine: MyCaseWhole
  messages: readonly Said[]
  told: readonly Told[]
  attachments: readonly Attachment[]
}

type Line = { at: Date; content: Content }

/** What was said and what changed, oldest first, without anything that is the desk's own. */
export function MyStory({ facts, reader_id, now }: { facts: StoryFacts; reader_id: string; now: Date }) {
  const lines = [...saidIn(facts, reader_id, now), ...changesIn(facts, reader_id, now)]
  // Sorting keeps the order of what happened at one moment: the message before the change it made.
  lines.sort((a, b) => a.at.getTime() - b.at.getTime())
  return <Timeline label="What has happened so far">{lines.map(line => line.content)}</Timeline>
}

function saidIn({ mine, messages, attachments }: StoryFacts, reader_id: string, now: Date): Line[] {
  return messages.map(message => {
    const files = attachments.filter(({ message_id }) => message_id === message.id)
    const ours = message.author_side === 'staff'
    const content = (
      <Message
        id={`message-${message.id}`}
        from={ours ? 'us' : 'requester'}
        author={message.author_id === reader_id ? 'You' : message.author_name}
        at={momentOf(message.sent_at, mine.zone, now)}
        unread={ours && (mine.looked_at === null || message.sent_at > mine.looked_at)}
        foot={files.length > 0 && <Attachments files={files} />}
      >
        {message.body}
      </Message>
    )
    return { at: message.sent_at, content }
  })
}

function changesIn({ mine, told }: StoryFacts, reader_id: string, now: Date): Line[] {
  return told.flatMap(event => {
    const text = changeInPlainWords({ ...event, by: event.actor_id === reader_id ? 'You' : event.actor_name })
    const at = event.happened_at
    return text ? [{ at, content: <Change at={momentOf(at, mine.zone, now)}>{text}</Change> }] : []
  })
}
