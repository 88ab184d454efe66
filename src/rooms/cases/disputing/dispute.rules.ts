/** When a pause may be disputed, and who may answer. Facts in, facts out. */
export const DISPUTE_STATES = {
  open: 'Open',
  upheld: 'Upheld: the pause does not count',
  rejected: 'Rejected: the pause counts',
  withdrawn: 'Withdrawn',
} as const
export type DisputeState = keyof typeof DISPUTE_STATES

interface Standing {
  readonly state: DisputeState
  readonly raised_by: string
}

type WhyNotDispute = 'disputed-already' | 'settled' | 'own-dispute' | 'not-yours' | null

export const whyNotDispute = {
  /** Once at a time; and what was upheld is settled for good. */
  raise: (known: readonly Pick<Standing, 'state'>[]): WhyNotDispute =>
    known.some(({ state }) => state === 'open' || state === 'upheld') ? 'disputed-already' : null,
  /** Nobody answers themselves. */
  settle: ({ state, raised_by }: Standing, person_id: string | undefined): WhyNotDispute => {
    if (state !== 'open') return 'settled'
    return raised_by === person_id ? 'own-dispute' : null
  },
  withdraw: ({ state, raised_by }: Standing, person_id: string | undefined): WhyNotDispute => {
    if (raised_by !== person_id) return 'not-yours'
    return state === 'open' ? null : 'settled'
  },
}
