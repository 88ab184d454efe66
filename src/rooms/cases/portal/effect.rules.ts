import type { Level } from '#rooms/clock/index.ts'

export type Effect = 'many_stopped' | 'stopped' | 'slowed' | 'can_wait'

interface Known {
  readonly effect: Effect
  readonly label: string
  readonly hint: string | null
  readonly impact: Level
  readonly urgency: Level
}

/** How it affects work, in a requester's words, and what the desk makes of it. An analyst may judge otherwise. */
export const EFFECTS: readonly Known[] = [
  {
    effect: 'many_stopped',
    label: 'Many people cannot work, or residents cannot get a service',
    hint: 'For example, nobody in the building can log in',
    impact: 1,
    urgency: 1,
  },
  {
    effect: 'stopped',
    label: 'It stops me or my team working',
    hint: 'There is no other way to do the work',
    impact: 2,
    urgency: 1,
  },
  { effect: 'slowed', label: 'We can work, but it is slower or harder', hint: null, impact: 2, urgency: 2 },
  { effect: 'can_wait', label: 'It does not affect work yet, or it can wait', hint: null, impact: 3, urgency: 3 },
]

/** Impact and urgency for an effect; undefined for one that nobody knows. */
export const levelsOf = (effect: string): { impact: Level; urgency: Level } | undefined =>
  EFFECTS.find(known => known.effect === effect)
