import { Button } from '#platform/ui/govuk/button.tsx'
import type { Content } from '#platform/ui/govuk/element.ts'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { type Entered, Form } from '#platform/ui/pieces/form.tsx'
import type { CaseFacts } from '../case-page.queries.ts'
import { casePaths } from '../paths.ts'

/** The acts that have a form on the case page, each under a path of its own. */
export const ACTS = [
  'assign',
  'classify',
  'prioritise',
  'edit',
  'changeRequester',
  'hold',
  'resume',
  'resolve',
  'close',
  'reopen',
] as const
export type ActName = (typeof ACTS)[number]

/** What a form is drawn from: the case as it is, what was typed, and what was wrong with it. */
export interface FormFacts {
  readonly facts: CaseFacts
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

interface Props {
  readonly act: ActName
  readonly facts: CaseFacts
  /** What the button does, in its own words. */
  readonly does: string
  readonly variant?: 'warning' | undefined
  readonly children?: Content
}

/**
 * A form that changes a case. It carries the version it was drawn from and the last event then: when somebody has changed the case
 * meanwhile, the act refuses, and the page can say what they did.
 */
export function ActForm({ act, facts, does, variant, children }: Props) {
  const { reference, version } = facts.theCase
  return (
    <Form id={`act-${act}`} class="act-form" action={casePaths[act]({ reference })}>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="seen" value={facts.events.at(-1)?.position ?? 0} />
      {children}
      <div class="act-form__foot">
        <Button {...(variant && { variant })}>{does}</Button>
        <a class="govuk-link" href={casePaths.show({ reference })}>
          Cancel
        </a>
      </div>
    </Form>
  )
}
