import type { Content } from '../govuk/element.ts'
import type { Frame, Mistake } from './frame.ts'
import { PublicPage } from './public-page.tsx'
import { type RailSection, WorkspacePage } from './workspace-page.tsx'

type Props = {
  chrome: { frame: Frame; rail: RailSection[] }
  title: string
  back?: string | undefined
  errors?: readonly Mistake[] | undefined
  children: Content
}

/** A page that everyone has: in the workspace for those who work there, roomy for those they serve. */
export const PersonPage = ({ chrome, back, ...props }: Props) =>
  chrome.rail.length > 0 ? (
    <WorkspacePage {...chrome} {...props} />
  ) : (
    <PublicPage frame={chrome.frame} back={back} {...props} />
  )
