import type { Content } from '../govuk/element.ts'

/** Nothing here yet: what this place is for, and how to fill it. */
export const EmptyState = ({ title, children }: { title: string; children: Content }) => (
  <div class="empty">
    <svg class="empty__mark" viewBox="0 0 48 32" width="72" height="48" aria-hidden="true" focusable="false">
      <path
        d="M6 14 12 4h24l6 10v14H6zM6 14h10l3 5h10l3-5h10"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linejoin="round"
      />
    </svg>
    <h2 class="empty__title">{title}</h2>
    <div class="empty__text">{children}</div>
  </div>
)
