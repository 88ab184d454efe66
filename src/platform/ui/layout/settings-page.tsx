import { type Breadcrumb, Breadcrumbs } from '../govuk/breadcrumbs.tsx'
import type { Content } from '../govuk/element.ts'
import type { Frame, Mistake } from './frame.ts'
import { type RailSection, WorkspacePage } from './workspace-page.tsx'

type Props = {
  chrome: { frame: Frame; rail: RailSection[] }
  title: string
  /** The pages above this one, the highest first. */
  above: readonly Breadcrumb[]
  errors?: readonly Mistake[] | undefined
  wide?: boolean | undefined
  children: Content
}

/** A page on which something is set up: where it belongs, its heading, and its forms in one readable column. */
export const SettingsPage = ({ chrome, title, above, errors, wide, children }: Props) => (
  <WorkspacePage {...chrome} title={title} active={above[0]?.href} errors={errors}>
    <div class={wide ? 'settings settings--wide' : 'settings'}>
      <Breadcrumbs items={above} />
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </div>
  </WorkspacePage>
)
