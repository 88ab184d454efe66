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
import { casePaths, pinPaths } from '../paths.ts'
import type { AgreedDate } from './pin.queries.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  /** The date that is agreed now, if one is. */
  readonly agreed: AgreedDate | undefined
  readonly now: Date
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

/** Agreeing by hand by when it is fixed, or going back to what the agreement says. */
export function PinPage({ chrome, theCase, agreed, now, entered, errors }: Props) {
  const { reference, zone } = theCase
  const field = fieldsOf(entered, errors)
  return (
    <WorkspacePage {...chrome} title={`Agree a date for ${reference}`} errors={errors}>
      <Toolbar title="Agree a date" note={<span dir="auto">{`${reference} ${theCase.subject}`}</span>} />
      <div class="settings">
        <p>
          {agreed
            ? `Agreed now: ${sayFull(agreed.due, zone)}. `
            : 'The fix is due when its agreement says, until you agree a date. '}
          An agreed date stays, whatever becomes of the priority or the agreement; the clock’s page then says what they
          would give.
        </p>
        <Form action={pinPaths.pin({ reference })} draft={`pin-${reference}`}>
          <div class="act-form__pair">
            <Input {...field('date')} label="Date" type="date" />
            <Input {...field('time')} label="Time" type="time" />
          </div>
          <Textarea {...field('because')} label="With whom, and why" rows={3} />
          <div class="govuk-button-group">
            <Button>Agree this date</Button>
            <a class="govuk-link" href={casePaths.clock({ reference })}>
              Cancel
            </a>
          </div>
        </Form>
        {agreed && <Drop {...{ theCase, agreed, now, field }} />}
      </div>
    </WorkspacePage>
  )
}

interface DropProps extends Pick<Props, 'theCase' | 'now'> {
  readonly agreed: AgreedDate
  readonly field: ReturnType<typeof fieldsOf>
}

/** Going back to what the agreement says, and what that would do. A broken promise stays. */
function Drop({ theCase: { reference, zone }, agreed: { due, otherwise, makesLate }, now, field }: DropProps) {
  if (due < now) return <p>The agreed date has passed, so it stays; you may agree another.</p>
  const then = makesLate
    ? 'More than the agreement allows is used already: without the date, this is late from that moment on.'
    : otherwise && `Without the date, it is due ${sayFull(otherwise, zone)}.`
  return (
    <Form action={pinPaths.unpin({ reference })}>
      <h2 class="govuk-heading-m">Go back to the agreement</h2>
      {then && <p>{then}</p>}
      <Input {...field('undone_because')} label="Why" />
      <Button variant="secondary">Drop the agreed date</Button>
    </Form>
  )
}
