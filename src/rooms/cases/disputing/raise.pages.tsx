import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import type { Pause } from '../clocks/clocks.queries.ts'
import { casePaths } from '../paths.ts'
import { disputePaths } from './paths.ts'
import { pauseName } from './pauses.pages.tsx'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly pause: Pause
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

/** Saying why a pause should not have been. */
export function RaisePage({ chrome, theCase, pause, entered, errors }: Props) {
  const { reference, zone } = theCase
  return (
    <WorkspacePage {...chrome} title={`Dispute a pause of ${reference}`} errors={errors}>
      <Toolbar title="Dispute a pause" note={<span dir="auto">{`${reference} ${theCase.subject}`}</span>} />
      <Form action={disputePaths.raise({ reference, pause: pause.id })} class="settings" draft={`dispute-${pause.id}`}>
        <p>
          <strong>{pauseName(pause.reason)}</strong>, {sayFull(pause.from_time, zone)} to{' '}
          {pause.until_time ? sayFull(pause.until_time, zone) : 'now'}
          {pause.note && <>: {pause.note}</>}
        </p>
        <p>
          Whoever leads the desk reads what you write, and answers it. If they agree, the figures are also shown without
          this pause. The outcome as it was recorded stays.
        </p>
        <Textarea
          {...fieldsOf(entered, errors)('because')}
          label="Why should the clock not have stood still?"
          hint="For example: the answer they waited for was sent the day before"
          rows={4}
        />
        <div class="govuk-button-group">
          <Button>Dispute this pause</Button>
          <a class="govuk-link" href={casePaths.clock({ reference })}>
            Cancel
          </a>
        </div>
      </Form>
    </WorkspacePage>
  )
}
