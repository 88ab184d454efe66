import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import { CaseLink } from '../linking/links.pages.tsx'
import { casePaths } from '../paths.ts'
import { majorPaths } from './paths.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

/** Declares a major incident from a case: one page, since somebody is in a hurry. */
export function DeclarePage({ chrome, theCase, entered, errors }: Props) {
  const { reference } = theCase
  const field = fieldsOf(entered, errors)
  const others = (entered.others ?? '').split(/\s+/).filter(Boolean)
  return (
    <WorkspacePage {...chrome} title="Declare a major incident" active={majorPaths.list()} errors={errors}>
      <Toolbar title="Declare a major incident" note={<CaseLink theCase={theCase} />} />
      <Form action={majorPaths.declare({ reference })} class="settings" draft={`major-${reference}`}>
        <Input {...field('title')} label="What is wrong" hint="As everybody will read it, such as “E-mail is down”" />
        <Textarea {...field('affected')} label="What and who is affected (optional)" rows={2} />
        <Input
          {...field('because')}
          label="Why is this a major incident?"
          hint="For the record. Only staff read this"
        />
        <Input
          {...field('update_minutes')}
          label="Tell everybody how it stands every"
          suffix="minutes"
          inputmode="numeric"
          class="govuk-input--width-4"
        />
        <Textarea
          {...field('banner')}
          label="Banner for the portal (optional)"
          hint={`Everybody at ${theCase.organisation} sees it when they come to ask for help. It goes when the incident is resolved`}
          rows={2}
        />
        {others.length > 0 && (
          <>
            <input type="hidden" name="others" value={others.join(' ')} />
            <p>
              {others.length === 1 ? '1 other case follows it' : `${others.length} other cases follow it`} from the
              start: {others.join(', ')}.
            </p>
          </>
        )}
        <div class="govuk-button-group">
          <Button variant="warning">Declare major incident</Button>
          <a class="govuk-link" href={casePaths.show({ reference })}>
            Cancel
          </a>
        </div>
      </Form>
    </WorkspacePage>
  )
}
