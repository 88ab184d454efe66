import { sayMoment } from '#platform/time/say.ts'
import type { Content } from '#platform/ui/govuk/element.ts'
import { type Stage, StateTag } from '#platform/ui/pieces/state-tag.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { State } from '../case.rules.ts'
import { requestPaths } from '../paths.ts'
import type { MyCase } from './my-case.queries.ts'
import { dueInShort, type Stands, standing } from './plain-words.ts'

const STAGES: Record<State, Stage> = {
  new: 'new',
  in_progress: 'working',
  on_hold: 'waiting',
  resolved: 'done',
  closed: 'closed',
}

export const Standing = ({ mine }: { mine: Stands }) => <StateTag stage={STAGES[mine.state]}>{standing(mine)}</StateTag>

/** What a person asked for and where each stands: for their list and their home page. */
export const MyCasesList = ({ cases, now }: { cases: readonly MyCase[]; now: Date }) => (
  <ul class="requests">
    {cases.map(mine => (
      <li class="request">
        <p class="request__subject">
          <a class="govuk-link" href={requestPaths.show({ reference: mine.reference })}>
            {mine.subject}
          </a>
          {mine.news && <strong class="request__news">New answer</strong>}
        </p>
        <p class="request__standing">
          <Standing mine={mine} />
          <Due>{dueInShort(mine, now)}</Due>
        </p>
        <p class="request__foot">
          <span class="reference">{mine.reference}</span>, asked <When at={sayMoment(mine.logged_at, mine.zone, now)} />
          {mine.following && ', by somebody else: you follow it'}
        </p>
      </li>
    ))}
  </ul>
)

const Due = ({ children }: { children: Content }) => children && <span class="request__due">{children}</span>
