import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import { CaseLink } from '../linking/links.pages.tsx'
import { casePaths, restorePaths } from '../paths.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  /** Since when it works, if somebody has said so. */
  readonly since: Date | null
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

/** Saying that it works again, which is not yet that it is fixed. */
export function RestorePage({ chrome, theCase, since, entered, errors }: Props) {
  const { reference, zone } = theCase
  const field = fieldsOf(entered, errors)
  return (
    <WorkspacePage {...chrome} title={`It works again: ${reference}`} errors={errors}>
      <Toolbar title="It works again" note={<CaseLink theCase={theCase} />} />
      {since ? (
        <div class="settings">
          <p>Somebody has said so: it works again since {sayFull(since, zone)}.</p>
          <p>
            <a class="govuk-link" href={casePaths.show({ reference })}>
              Back to the case
            </a>
          </p>
        </div>
      ) : (
        <Form action={restorePaths.restore({ reference })} class="settings" draft={`restore-${reference}`}>
          <p>
            The clock of what was promised until it works again stops at that moment. The case stays open until it is
            fixed.
          </p>
          <Textarea
            {...field('how')}
            label="What makes it work again?"
            hint="The requester reads this. Such as: “A spare line carries the building for now.”"
            rows={3}
          />
          <div class="act-form__pair">
            <Input {...field('date')} label="Since (optional)" type="date" />
            <Input {...field('time')} label="At" type="time" />
          </div>
          <p class="govuk-hint">Empty is since now. Times are those of {zone}.</p>
          <div class="govuk-button-group">
            <Button preventDoubleClick>Say that it works again</Button>
            <a class="govuk-link" href={casePaths.show({ reference })}>
              Cancel
            </a>
          </div>
        </Form>
      )}
    </WorkspacePage>
  )
}
