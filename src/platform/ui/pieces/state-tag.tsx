import type { Content } from '../govuk/element.ts'

export type Stage = 'new' | 'open' | 'working' | 'waiting' | 'done' | 'closed'

/** A state in a word, with a mark (drawn by the style) whose shape says how far along it is. */
export const StateTag = ({ stage, children }: { stage: Stage; children: Content }) => (
  <span class={`state state--${stage}`}>{children}</span>
)
