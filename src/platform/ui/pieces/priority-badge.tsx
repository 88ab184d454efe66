const SHAPES = {
  1: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z',
  2: 'M8 1.5 15.5 14.5H.5z',
  3: 'M2 2h12v12H2z',
  4: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z',
} as const

export type Level = keyof typeof SHAPES

/** P1 to P4, each its own shape, the first two filled: to be told apart without colour and at a glance. */
export const PriorityBadge = ({ level, title }: { level: Level; title?: string | undefined }) => (
  <span class={`priority priority--${level}`} title={title}>
    <svg viewBox="0 0 16 16" width="11" height="11" aria-hidden="true" focusable="false">
      <path d={SHAPES[level]} />
    </svg>
    P{level}
  </span>
)
