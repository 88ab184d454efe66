/* The story of a case: its events give the order and the changes, its messages the words. */
import type { Message } from '../case.queries.ts'
import type { StoryEvent } from './story.queries.ts'

export interface SaidItem {
  readonly kind: 'message'
  readonly message: Message
  readonly unread: boolean
}

export interface ChangesItem {
  readonly kind: 'changes'
  readonly events: readonly StoryEvent[]
}

export type StoryItem = SaidItem | ChangesItem

/** Whose view it is: what came after their own last word is unread, while the case says that something is. */
export interface Reader {
  readonly person_id: string
  readonly has_unread: boolean
}

/** Files are shown beneath the message they came with. */
const SHOWN_WITH_MESSAGE = new Set(['case.filesAttached', 'case.filesAttachedForStaff'])

/** What an event of a message has to say is the message itself; that of logging also says how the case came. */
const SAID_BY_MESSAGE = new Set(['case.replied', 'case.noted', 'case.forwarded'])

const messageIdOf = (event: StoryEvent): string | undefined => {
  const payload = event.payload
  if (typeof payload !== 'object' || payload === null || !('message_id' in payload)) return undefined
  return typeof payload.message_id === 'string' ? payload.message_id : undefined
}

/**
 * Oldest to newest. A message stands where its event stands; one without an event (brought in by an import) stands by its time.
 * Changes that follow each other are gathered into one item.
 */
export function storyOf(
  events: readonly StoryEvent[],
  messages: readonly Message[],
  reader: Reader | undefined,
): StoryItem[] {
  const unread = unreadFor(messages, reader)
  const withEvent = new Set(events.map(messageIdOf))
  const byId = new Map(messages.map(message => [message.id, message]))
  const loose = messages.filter(message => !withEvent.has(message.id))
  const items: StoryItem[] = []
  const say = (message: Message) => items.push({ kind: 'message', message, unread: unread.has(message.id) })
  for (const event of events) {
    if (SHOWN_WITH_MESSAGE.has(event.name)) continue
    while (loose[0] && loose[0].sent_at < event.happened_at) say(loose.shift()!)
    if (!SAID_BY_MESSAGE.has(event.name)) addChange(items, event)
    const message = byId.get(messageIdOf(event) ?? '')
    if (message) say(message)
  }
  for (const message of loose) say(message)
  return items
}

function addChange(items: StoryItem[], event: StoryEvent) {
  const last = items.at(-1)
  if (last?.kind === 'changes') items[items.length - 1] = { kind: 'changes', events: [...last.events, event] }
  else items.push({ kind: 'changes', events: [event] })
}

function unreadFor(messages: readonly Message[], reader: Reader | undefined): ReadonlySet<string> {
  if (!reader?.has_unread) return new Set()
  const ownLast = messages.findLastIndex(message => message.author_id === reader.person_id)
  return new Set(messages.slice(ownLast + 1).map(message => message.id))
}

/** At most this many items are shown at first; a page further back shows as many more. */
export const STORY_PAGE = 200

/** The newest items of a story, and how many older ones are left out. `pages` says how far back one has asked to go. */
export function newestOf(items: readonly StoryItem[], pages: number): { items: readonly StoryItem[]; earlier: number } {
  const earlier = Math.max(0, items.length - STORY_PAGE * Math.max(1, pages))
  return { items: items.slice(earlier), earlier }
}

/** Where the page opens: at the first unread message, or the last one. */
export function newestMessage(items: readonly StoryItem[]): string | undefined {
  const said = items.filter(item => item.kind === 'message')
  return (said.find(item => item.unread) ?? said.at(-1))?.message.id
}

/** What others have said since a page was shown: `seen` is the position of the last event it knew. */
export function saidSince(
  events: readonly StoryEvent[],
  messages: readonly Message[],
  seen: number,
  person_id: string,
): Message[] {
  const ids = new Set(events.filter(event => event.position > seen && event.actor_id !== person_id).map(messageIdOf))
  return messages.filter(message => ids.has(message.id))
}
