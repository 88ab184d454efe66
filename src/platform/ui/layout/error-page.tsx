import type { Frame } from './frame.ts'
import { PublicPage } from './public-page.tsx'

export type ProblemPageProps = {
  frame: Frame
  /** In a few words, as a heading: "You cannot close this case". */
  title: string
  /** What happened and what was kept, in a sentence. */
  message: string
  /** What to quote when asking us about it. */
  reference?: string | undefined
  wayOn?: { href: string; label: string } | undefined
}

/** Something stopped us. Says what, what to quote, and a way on. */
export function ProblemPage({ frame, title, message, reference, wayOn }: ProblemPageProps) {
  return (
    <PublicPage frame={frame} title={title}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          <p class="govuk-body">{message}</p>
          {reference && (
            <p class="govuk-body">
              If you tell us about this, quote <strong class="reference">{reference}</strong>.
            </p>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href={wayOn?.href ?? '/'}>
              {wayOn?.label ?? 'Go to the start page'}
            </a>
          </p>
        </div>
      </div>
    </PublicPage>
  )
}
