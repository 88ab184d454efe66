import {
  casePaths,
  escalationPaths,
  handOverCases,
  listLeftBehind,
  previewCalendarChange,
  previewPausesChange,
  previewTargetsChange,
  progressUnder,
  recountPaths,
} from '#rooms/cases/index.ts'
import type { CatalogueHooks } from '#rooms/catalogue/index.ts'
import type { PeopleHooks } from '#rooms/people/index.ts'
import { onboardingHooks } from './onboarding.ts'

/** What rooms further up ask of those below them, which they do not know: handed in here, and nowhere else. */
export const peopleHooks: PeopleHooks = {
  foreseeCalendar: previewCalendarChange,
  progressOf: (tx, calendar_id) => progressUnder(tx, { what: 'calendar', subject_id: calendar_id }),
  countAgainHref: calendar_id => recountPaths.list({ id: calendar_id }),
  leftBehind: listLeftBehind,
  handOver: handOverCases,
  caseHref: reference => casePaths.show({ reference }),
  onboarding: onboardingHooks,
}

export const catalogueHooks: CatalogueHooks = {
  foreseeTargets: previewTargetsChange,
  foreseePauses: previewPausesChange,
  pausesProgress: (tx, organisation_id) => progressUnder(tx, { what: 'pauses', subject_id: organisation_id }),
  progressOf: (tx, organisation_id) => progressUnder(tx, { what: 'targets', subject_id: organisation_id }),
  escalationHref: (organisation, under) => escalationPaths.rules({ organisation }, { under }),
  caseHref: peopleHooks.caseHref,
}
