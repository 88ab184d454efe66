/* A major incident is open, then resolved, then, once reviewed, closed. */

export type MajorState = 'open' | 'resolved' | 'closed'

export const MAJOR_STATES: Record<MajorState, string> = {
  open: 'Happening now',
  resolved: 'Resolved, to be reviewed',
  closed: 'Closed',
}

export const ROLES = {
  lead_id: 'Incident lead',
  communications_id: 'Communications',
  technical_id: 'Technical lead',
} as const
export type Role = keyof typeof ROLES

type Refusal = 'not-open' | 'not-resolved' | 'closed' | 'not-reviewed'

interface Facts {
  readonly state: MajorState
  readonly reviewed_at: Date | null
}

const whenOpen = ({ state }: Facts): Refusal | null => (state === 'open' ? null : 'not-open')

/** For each act, why it cannot be done now; null when it can. */
export const whyNot = {
  update: whenOpen,
  addCase: whenOpen,
  removeCase: whenOpen,
  resolve: whenOpen,
  change: ({ state }: Facts): Refusal | null => (state === 'closed' ? 'closed' : null),
  reopen: ({ state }: Facts): Refusal | null =>
    state === 'closed' ? 'closed' : state === 'open' ? 'not-resolved' : null,
  review: ({ state }: Facts): Refusal | null =>
    state === 'closed' ? 'closed' : state === 'open' ? 'not-resolved' : null,
  /** Requirement S-36: not closed without a review. */
  close: ({ state, reviewed_at }: Facts): Refusal | null =>
    state === 'closed' ? 'closed' : state === 'open' ? 'not-resolved' : reviewed_at ? null : 'not-reviewed',
}

const MINUTE_MS = 60_000

/** When everybody affected is to hear again. */
export const nextUpdateDue = (said_at: Date, update_minutes: number): Date =>
  new Date(said_at.getTime() + update_minutes * MINUTE_MS)

/** Cases of one category logged within the hour. */
export interface Burst {
  readonly category: string
  readonly cases: number
  /** How many there are in an hour as a rule. */
  readonly usual: number
}

const FEWEST = 5
const TIMES = 4

/** Whether so many cases like each other are more than chance: at least five, and four times what is usual. */
export const isBurst = ({ cases, usual }: Burst): boolean => cases >= FEWEST && cases >= usual * TIMES
