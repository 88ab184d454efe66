import type { Content } from '../govuk/element.ts'

type Props = { title: Content; count?: string | undefined; note?: Content; children?: Content }

/** The head of a workspace page: its h1, how many there are, and what can be done here. */
export const Toolbar = ({ title, count, note, children }: Props) => (
  <div class="toolbar">
    <h1 class="toolbar__title">
      {title} {count && <span class="toolbar__count">{count}</span>}
    </h1>
    {note && <p class="toolbar__note">{note}</p>}
    {children && <div class="toolbar__actions">{children}</div>}
  </div>
)
