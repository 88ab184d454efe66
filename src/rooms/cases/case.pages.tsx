import type { Chrome } from '#platform/http/env.ts'

import type { Content } from '#platform/ui/govuk/element.ts'
import { Tag } from '#platform/ui/govuk/tag.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { OrganisationTag } from '#platform/ui/pieces/organisation-tag.tsx'
import { PriorityBadge } from '#platform/ui/pieces/priority-badge.tsx'
import { type Stage, StateTag } from '#platform/ui/pieces/state-tag.tsx'
import { KeptLine, peoplePaths } from '#rooms/people/index.ts'
import { type Opened, WorkCard } from './acting/work-card.pages.tsx'
import { Attachments } from './attaching/attachments.tsx'
import type { Message } from './case.queries.ts'
import { STATE_NAMES, type State } from './case.rules.ts'
import type { CaseFacts } from './case-page.queries.ts'
import { ClockLine } from './clocks/clock.pages.tsx'
import { standstillsOf } from './clocks/explain-clock.rules.ts'
import { SourceFoot } from './filing/source.pages.tsx'
import { levelOf } from './level.ts'
import { isForStaff } from './message.ts'
import { casePaths, forwardPaths } from './paths.ts'
import { Present } from './presence/present.pages.tsx'
import { Composer, type ComposerProps } from './replying/composer.pages.tsx'
import { Deliveries } from './replying/deliveries.pages.tsx'
import { isUndoable, PendingReply } from './replying/pending.pages.tsx'
import { RequesterCard } from './requester-card.pages.tsx'
import { Story } from './timeline/story.pages.tsx'
import { storyOf } from './timeline/story.rules.ts'

const STAGES: Record<State, Stage> = {
  new: 'new',
  in_progress: 'working',
  on_hold: 'waiting',
  resolved: 'done',
  closed: 'closed',
}

export const CaseState = ({ state }: { state: State }) => (
  <StateTag stage={STAGES[state]}>{STATE_NAMES[state]}</StateTag>
)

export interface CasePageProps {
  readonly chrome: Chrome
  readonly facts: CaseFacts
  readonly reader: {
    readonly person_id: string
    readonly works: boolean
    readonly manages_mail: boolean
    readonly manages_information: boolean
  }
  /** Nothing that is sent leaves this installation: known of who manages mail. */
  readonly stays_here: boolean
  readonly now: Date
  readonly pages?: number
  /** Absent for those who may read but not act. */
  readonly composer?: Pick<ComposerProps, 'write' | 'message_id' | 'entered' | 'meanwhile' | 'arrived'>
  readonly errors?: readonly Mistake[]
  /** The act whose form stands open on the side. */
  readonly opened?: Opened | undefined
  /** For how many days after closing the organisation lets a case be reopened. */
  readonly reopen_days: number
  /** The cards of what the case is made of, in their order. */
  readonly side: readonly Content[]
}

function Top({ facts, reader, now }: Pick<CasePageProps, 'facts' | 'reader' | 'now'>) {
  const { theCase, clocks, pauses, events } = facts
  const organisation = {
    name: theCase.organisation,
    short_name: theCase.organisation,
    colour: theCase.organisation_accent,
  }
  return (
    <header class="case__top">
      <div class="case__line">
        <span class="case__reference">{theCase.reference}</span>
        <CaseState state={theCase.state} />
        {theCase.restricted && <Tag colour="magenta">Restricted</Tag>}
        {facts.kept.held && reader.manages_information && <Tag colour="orange">Legal hold</Tag>}
        <PriorityBadge level={levelOf(theCase.priority)} />
        <OrganisationTag organisation={organisation} />
        <Present theCase={theCase} viewers={facts.viewers} reader_id={reader.person_id} />
      </div>
      <h1 class="case__subject" dir="auto">
        {theCase.subject}
      </h1>
      <ClockLine theCase={theCase} clocks={clocks} still={standstillsOf(pauses, events)} now={now} />
    </header>
  )
}

/** How long the case is kept and who answers for it; for who manages that, the ways to the rule and to holding it. */
const CaseKept = ({ facts: { theCase, kept }, manages }: { facts: CaseFacts; manages: boolean }) => (
  <KeptLine
    {...{ kept, kind: 'case' as const, from: theCase.closed_at, zone: theCase.zone }}
    href={manages ? peoplePaths.keeping({ organisation: theCase.organisation_id }) : undefined}
    holdHref={manages ? casePaths.keeping({ reference: theCase.reference }) : undefined}
  />
)

/** Beneath a message: its files, where it came from if that was by e-mail, and what became of its own e-mails. */
const footOf =
  ({ facts, reader, now }: Pick<CasePageProps, 'facts' | 'reader' | 'now'>) =>
  (message_id: string) => {
    const { theCase, attachments, sources, correspondence } = facts
    const source = sources.find(one => one.message_id === message_id)
    const pictures = new Set(Object.values(source?.inline_files ?? {}))
    const files = attachments.filter(file => file.message_id === message_id && !pictures.has(file.file_id))
    const deliveries = correspondence.deliveries.filter(delivery => delivery.message_id === message_id)
    if (!source && files.length === 0 && deliveries.length === 0) return null
    return (
      <>
        <Attachments files={files} />
        {source && <SourceFoot source={source} theCase={theCase} works={reader.works} now={now} />}
        <Deliveries deliveries={deliveries} zone={theCase.zone} now={now} manages={reader.manages_mail} />
      </>
    )
  }

/** What both sides may read can be passed on; a note never can. */
const actOf = (reference: string) => (message: Message) =>
  !isForStaff(message.kind) &&
  !message.from_reference && (
    <a class="govuk-link" href={forwardPaths.forward({ reference, message: message.id })}>
      Forward<span class="govuk-visually-hidden"> the message of {message.author_name}</span>
    </a>
  )

/** A case as those who work on it see it: what it is, its story, what surrounds it. */
export function CasePage(props: CasePageProps) {
  const { chrome, facts, reader, now, pages = 1, composer, errors, side, opened, reopen_days } = props
  const { theCase, events, messages } = facts
  const { reference, zone } = theCase
  const isAssignee = theCase.assignee_id === reader.person_id
  const items = storyOf(events, messages, {
    person_id: reader.person_id,
    has_unread: theCase.unread && isAssignee,
  })
  const title = `${reference} ${theCase.subject}`
  return (
    <WorkspacePage {...chrome} title={title} {...(errors && { errors })}>
      <div class="case">
        <Top facts={facts} reader={reader} now={now} />
        <div class="case__story" data-module="newest">
          <Story
            items={items}
            zone={zone}
            now={now}
            pages={pages}
            earlierHref={casePaths.show({ reference }, { pages: pages + 1 })}
            footOf={footOf(props)}
            actOf={composer && actOf(reference)}
          />
          {facts.correspondence.pending
            .filter(pending => !composer || !isUndoable(pending, reader.person_id))
            .map(pending => (
              <PendingReply {...{ pending, zone, now }} reader_id={reader.person_id} works={reader.works} />
            ))}
          {composer && (
            <Composer
              correspondence={facts.correspondence}
              now={now}
              reader_id={reader.person_id}
              manages_mail={reader.manages_mail}
              stays_here={props.stays_here}
              {...composer}
              theCase={theCase}
              seen={events.at(-1)?.position ?? 0}
              templates={facts.templates}
              errors={errors}
            />
          )}
        </div>
        <div class="case__side">
          <WorkCard {...{ facts, reopen_days, now, opened }} works={reader.works} />
          <RequesterCard facts={facts} works={reader.works} opened={opened} />
          {side}
          <CaseKept facts={facts} manages={reader.manages_information} />
        </div>
      </div>
    </WorkspacePage>
  )
}
