import { classes } from '../classes.ts'
import type { Content } from '../govuk/element.ts'
import { Avatar } from './avatar.tsx'
import { type Moment, When } from './when.tsx'

type Entry = {
  id?: string | undefined
  author: string
  at: Moment
  unread?: boolean | undefined
  act?: Content
  children: Content
}

/** The story of something, oldest to newest. */
export const Timeline = ({ label, children }: { label: string; children: Content }) => (
  <ol class="timeline" aria-label={label}>
    {children}
  </ol>
)

type MessageProps = Entry & {
  from: 'requester' | 'us'
  /** How it came or went: "by telephone", "to Ben and 1 other". */
  how?: Content
  /** Attachments, delivery, and what can be done with it. */
  foot?: Content
}

/** What was said. Ours and the requester's stand on different edges. */
export const Message = ({ from, how, foot, ...entry }: MessageProps) => (
  <li class={classes('entry', `entry--${from}`, entry.unread && 'entry--unread')} id={entry.id}>
    <article class="entry__card">
      <EntryHead entry={entry}>{how}</EntryHead>
      <div class="entry__text prose">{entry.children}</div>
      {foot && <div class="entry__foot">{foot}</div>}
    </article>
  </li>
)

/** What staff tell each other. It is tinted and says Internal, so that nobody takes it for a reply. */
export const Note = ({ foot, ...entry }: Entry & { foot?: Content }) => (
  <li class={classes('entry entry--note', entry.unread && 'entry--unread')} id={entry.id}>
    <article class="entry__card">
      <EntryHead entry={entry}>
        <strong class="entry__internal">Internal</strong>
      </EntryHead>
      <div class="entry__text prose">{entry.children}</div>
      {foot && <div class="entry__foot">{foot}</div>}
    </article>
  </li>
)

const EntryHead = ({ entry, children }: { entry: Entry; children: Content }) => (
  <header class="entry__head">
    <Avatar name={entry.author} />
    <span class="entry__author">{entry.author}</span>
    {children && <span class="entry__how">{children}</span>}
    {entry.unread && <span class="entry__new">New</span>}
    {entry.act && <span class="entry__act">{entry.act}</span>}
    <span class="entry__time">
      <When at={entry.at} />
    </span>
  </header>
)

/** Something that changed, in one grey line. */
export const Change = ({ id, at, children }: { id?: string | undefined; at: Moment; children: Content }) => (
  <li class="change" id={id}>
    <span class="change__text">{children}</span> <When at={at} />
  </li>
)

/** Several changes folded into one line: "5 changes between 09:12 and 09:40". */
export const Changes = ({ summary, children }: { summary: Content; children: Content }) => (
  <li class="changes">
    <details>
      <summary>{summary}</summary>
      <ol>{children}</ol>
    </details>
  </li>
)

/** The day that what follows happened on. */
export const DayBreak = ({ children }: { children: Content }) => <li class="day-break">{children}</li>
