import type { Chrome } from '#platform/http/env.ts'

import type { Content } from '#platform/ui/govuk/element.ts'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { OrganisationTag } from '#platform/ui/pieces/organisation-tag.tsx'
import { type Level, PriorityBadge } from '#platform/ui/pieces/priority-badge.tsx'
import { type Stage, StateTag } from '#platform/ui/pieces/state-tag.tsx'
import type { Case } from './case.queries.ts'
import { STATE_NAMES, type State } from './case.rules.ts'
import type { CaseFacts } from './case-page.queries.ts'
import { casePaths } from './paths.ts'
import { Present } from './presence/present.pages.tsx'
import { Composer, type ComposerProps } from './replying/composer.pages.tsx'
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

// The table keeps priorities to P1 to P4.
export const levelOf = (priority: string): Level => Number(priority.slice(1)) as Level

export const CaseState = ({ state }: { state: State }) => (
  <StateTag stage={STAGES[state]}>{STATE_NAMES[state]}</StateTag>
)

export interface CasePageProps {
  readonly chrome: Chrome
  readonly facts: CaseFacts
  readonly reader: { readonly person_id: string; readonly works: boolean }
  readonly now: Date
  readonly pages?: number
  /** Absent for those who may read but not act. */
  readonly composer?: Pick<ComposerProps, 'write' | 'message_id' | 'entered' | 'meanwhile' | 'attach'>
  readonly errors?: readonly Mistake[]
  /** The cards of what the case is made of, in their order. */
  readonly side: readonly Content[]
}

function Top({ theCase, facts, reader }: { theCase: Case } & Pick<CasePageProps, 'facts' | 'reader'>) {
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
        <PriorityBadge level={levelOf(theCase.priority)} />
        <OrganisationTag organisation={organisation} />
        <Present theCase={theCase} viewers={facts.viewers} reader_id={reader.person_id} />
      </div>
      <h1 class="case__subject" dir="auto">
        {theCase.subject}
      </h1>
    </header>
  )
}

/** A case as those who work on it see it: what it is, its story, what surrounds it. */
export function CasePage({ chrome, facts, reader, now, pages = 1, composer, errors, side }: CasePageProps) {
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
        <Top theCase={theCase} facts={facts} reader={reader} />
        <div class="case__story">
          <Story
            items={items}
            zone={zone}
            now={now}
            pages={pages}
            earlierHref={casePaths.show({ reference }, { pages: pages + 1 })}
          />
          {composer && (
            <Composer
              {...composer}
              theCase={theCase}
              seen={events.at(-1)?.position ?? 0}
              templates={facts.templates}
              errors={errors}
            />
          )}
        </div>
        <div class="case__side">
          <RequesterCard facts={facts} />
          {side}
        </div>
      </div>
    </WorkspacePage>
  )
}
