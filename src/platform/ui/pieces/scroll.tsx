import type { Content } from '../govuk/element.ts'

/** A table wider than a small screen: it moves by itself, not the page, with the keyboard too. */
export const Scroll = ({ label, children }: { label: string; children: Content }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1)
  <section class="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
)
