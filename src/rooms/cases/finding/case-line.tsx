import { sayFull, sayWhen } from '#platform/time/say.ts'
import { OrganisationTag } from '#platform/ui/pieces/organisation-tag.tsx'
import { PriorityBadge } from '#platform/ui/pieces/priority-badge.tsx'
import { type Stage, StateTag } from '#platform/ui/pieces/state-tag.tsx'
import type { Moment } from '#platform/ui/pieces/when.tsx'
import { type Priority, STATE_NAMES, type State } from '../case.rules.ts'

/** How far along each state is, for its mark. */
export const STAGES: Record<State, Stage> = {
  new: 'new',
  in_progress: 'working',
  on_hold: 'waiting',
  resolved: 'done',
  closed: 'closed',
}

/** A moment in a zone, as the pieces show it. */
export const momentOf = (at: Date, zone: string, now: Date): Moment => ({
  text: sayWhen(at, zone, now),
  title: sayFull(at, zone),
  datetime: at.toISOString(),
})

// 'P1' to 'P4' and nothing else, by the table's own check.
export const levelOf = (priority: Priority) => Number(priority.slice(1)) as 1 | 2 | 3 | 4

export const CaseState = ({ state }: { state: State }) => (
  <StateTag stage={STAGES[state]}>{STATE_NAMES[state]}</StateTag>
)

export const CasePriority = ({ priority }: { priority: Priority }) => <PriorityBadge level={levelOf(priority)} />

type Tagged = { organisation: string; organisation_name: string; organisation_accent: string }

export const CaseOrganisation = ({ of }: { of: Tagged }) => (
  <OrganisationTag
    organisation={{ name: of.organisation_name, short_name: of.organisation, colour: of.organisation_accent }}
  />
)
