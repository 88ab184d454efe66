import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { CalendarContent } from './calendars/calendar.queries.ts'
import type { Foresight } from './changes/foresight.ts'
import type { ElsewhereStanding } from './onboarding/onboarding.actions.ts'
import type { StepName } from './onboarding/steps.rules.ts'

/** A version a calendar would have. */
export interface CalendarChange {
  readonly calendar_id: string
  readonly content: CalendarContent
  readonly effective_from: Date
}

/** How far the clocks that run under changed terms have been worked out again. */
export interface Progress {
  readonly looked_at: number
  readonly total: number
  readonly moved: number
  readonly asked_at: Date
  readonly finished_at: Date | null
}

interface InHand {
  readonly total: number
  readonly first: readonly { readonly reference: string; readonly about: string }[]
}

/** What somebody has in hand who leaves. */
export interface LeftBehind {
  readonly cases: InHand
  readonly tasks: InHand
}

/** What one who asks sees of a kind of record. */
export interface SeenOfKind {
  readonly name: string
  readonly tables: number
  readonly own: number
  /** Of others, and there for everybody. */
  readonly shared: number
  /** Of organisations the asker is not to see. */
  readonly others: number
}

/** What taking an organisation on asks of rooms further up. */
export interface OnboardingHooks {
  standing(tx: Read, organisation_id: string, now: Date): Promise<ElsewhereStanding>
  /** Where a step is taken, where that is another room's page. */
  links(step: StepName, organisation_id: string): readonly { href: string; text: string }[]
  /** What whoever the transaction speaks for sees, in every table there is. */
  countSeen(tx: Read, asked: { organisation_id: string; allowed: readonly string[] }): Promise<SeenOfKind[]>
  /** What it lacks that another has, or that is usual (`from` is then USUAL), kind by kind. */
  foreseeAlike(tx: Read, asked: { organisation_id: string; from: string }): Promise<Lacking[]>
  /** Makes what it lacks of these kinds. What it has is left as it is. */
  makeAlike(
    tx: Write,
    author: Author,
    command: { organisation_id: string; from: string; kinds: readonly string[] },
    now: Date,
  ): Promise<void>
}

/** In place of an organisation: a plain set to begin with. */
export const USUAL = 'usual'

/** What making one organisation like another would make of a kind. */
export interface Lacking {
  readonly kind: string
  readonly title: string
  /** Each thing that would be made, in words. */
  readonly would: readonly string[]
  /** Why nothing would be, in words. */
  readonly otherwise: string
}

/**
 * What this room asks of rooms below it, which it does not know: app/ hands it in. People's calendars move the clocks of cases, and only
 * cases can say which.
 */
export interface PeopleHooks {
  /** What a version would move, with nothing written. */
  foreseeCalendar(tx: Read, change: CalendarChange, now: Date): Promise<Foresight>
  /** How the last change of a calendar is getting on; undefined when it never changed. */
  progressOf(tx: Read, calendar_id: string): Promise<Progress | undefined>
  /** Where past outcomes on a calendar are counted again. */
  countAgainHref(calendar_id: string): string
  /** The open cases somebody has and the tasks they were to do. */
  leftBehind(tx: Read, person_id: string): Promise<LeftBehind>
  /** Gives somebody's open cases to a team. */
  handOver(tx: Write, author: Author, command: { person_id: string; team_id: string }, now: Date): Promise<number>
  readonly onboarding: OnboardingHooks
  /** Where a case is found. */
  caseHref(reference: string): string
}
