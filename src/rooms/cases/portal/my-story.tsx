import { sayMoment } from '#platform/time/say.ts'
import { MessageFrame } from '#platform/ui/pieces/message-frame.tsx'
import { Change, Message, Timeline } from '#platform/ui/pieces/timeline.tsx'
import type { Attachment } from '../attaching/attachment.queries.ts'
import { Attachments } from '../attaching/attachments.tsx'
import type { Message as Said } from '../case.queries.ts'
import type { Source } from '../filing/source.queries.ts'
import { mailPaths } from '../paths.ts'
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
  /** Of messages that came by e-mail: the pictures in their text. */
  readonly sources: readonly Pick<Source, 'message_id' | 'inline_files'>[]
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
  const { mine, attachments, sources } = facts
  const source = sources.find(one => one.message_id === message.id)
  const pictures = new Set(Object.values(source?.inline_files ?? {}))
  const files = attachments.filter(file => file.message_id === message.id && !pictures.has(file.file_id))
  const ours = message.author_side === 'staff'
  return (
    <Message
      id={`message-${message.id}`}
      from={ours ? 'us' : 'requester'}
      author={message.author_id === reader_id ? 'You' : message.author_name}
      at={sayMoment(message.sent_at, mine.zone, now)}
      unread={ours && mine.news && (mine.looked_at === null || message.sent_at > mine.looked_at)}
      foot={(files.length > 0 || source) && <Foot files={files} whole={source && wholeOf(mine, message)} />}
    >
      <MessageText body={message.body} />
    </Message>
  )
}

const wholeOf = ({ reference }: MyCaseWhole, { id, author_name }: Said) => ({
  href: mailPaths.frame({ reference, message: id }),
  title: `The whole message from ${author_name}`,
})

const Foot = ({ files, whole }: { files: readonly Attachment[]; whole?: ReturnType<typeof wholeOf> | undefined }) => (
  <>
    <Attachments files={files} />
    {whole && <MessageFrame {...whole} summary="Show the whole message" />}
  </>
)

function WhatChanged({ facts, reader_id, now, event }: Props & { event: StoryEvent }) {
  const text = changeInPlainWords({ ...event, by: event.actor_id === reader_id ? 'You' : event.actor_name })
  return text && <Change at={sayMoment(event.happened_at, facts.mine.zone, now)}>{text}</Change>
}
