import type { Chrome } from '#platform/http/env.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import type { Case } from './case.queries.ts'

/** A case as those who work on it see it. */
export function CasePage({ chrome, theCase }: { chrome: Chrome; theCase: Case }) {
  return (
    <WorkspacePage {...chrome} title={`${theCase.reference} ${theCase.subject}`}>
      <h1 class="govuk-heading-m">{theCase.subject}</h1>
    </WorkspacePage>
  )
}
