import type { Content } from '../govuk/element.ts'

const MARKS = {
  new: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 1.5" />,
  open: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" />,
  working: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />
    </>
  ),
  waiting: <path d="M3 2h2v8H3zM7 2h2v8H7z" fill="currentColor" />,
  done: <path d="M1.5 6.5 4.5 9.5 10.5 2.5" fill="none" stroke="currentColor" stroke-width="2" />,
  closed: <path d="M2 2h8v8H2z" fill="currentColor" />,
} as const

export type Stage = keyof typeof MARKS

/** A state in a word, with a mark whose shape says how far along it is. */
export const StateTag = ({ stage, children }: { stage: Stage; children: Content }) => (
  <span class={`state state--${stage}`}>
    <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true" focusable="false">
      {MARKS[stage]}
    </svg>
    {children}
  </span>
)
