export type Level = 1 | 2 | 3 | 4

/** P1 to P4, each with its own shape (drawn by the style), the first two filled: to be told apart without colour and at a glance. */
export const PriorityBadge = ({ level, title }: { level: Level; title?: string | undefined }) => (
  <span class={`priority priority--${level}`} title={title}>
    P{level}
  </span>
)
