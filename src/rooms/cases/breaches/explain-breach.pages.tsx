import type { Chrome } from '#platform/http/env.ts'
import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Case } from '../case.queries.ts'
import type { CaseClock } from '../clocks/case-clock.rules.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { CaseLink } from '../linking/links.pages.tsx'
import { breachPaths, casePaths } from '../paths.ts'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly missed: readonly CaseClock[]
  readonly entered: Entered
  readonly errors: readonly Mistake[]
}

/** Why a promise was broken, in four answers. */
export function ExplainBreachPage({ chrome, theCase, missed, entered, errors }: Props) {
  const { reference, zone } = theCase
  const field = fieldsOf(entered, errors)
  return (
    <WorkspacePage {...chrome} title={`Why ${reference} was late`} errors={errors}>
      <Toolbar title="Why it was late" note={<CaseLink theCase={theCase} />} />
      <Form action={breachPaths.explain({ reference })} class="settings" draft={`breach-${reference}`}>
        <ul class="govuk-list">
          {missed.map(clock => (
            <li>
              {METRIC_NAMES[clock.metric]} ({clock.priority}): late from{' '}
              {clock.missed_at && sayFull(clock.missed_at, zone)}
            </li>
          ))}
        </ul>
        <p>The month’s report to the organisation shows what you write.</p>
        <Textarea {...field('cause')} label="Cause" hint="What made it late" rows={3} />
        <Textarea {...field('effect')} label="Effect" hint="Whom it touched, how, and for how long" rows={3} />
        <Textarea {...field('fix')} label="Fix" hint="What mended it" rows={3} />
        <Textarea {...field('prevention')} label="Prevention" hint="What keeps it from happening again" rows={3} />
        <div class="govuk-button-group">
          <Button>Save</Button>
          <a class="govuk-link" href={casePaths.show({ reference })}>
            Cancel
          </a>
        </div>
      </Form>
    </WorkspacePage>
  )
}

/** On the case: that a broken promise of the two highest priorities needs an explanation, or has one. */
export const BreachCard = ({ reference, explained }: { reference: string; explained: boolean }) => (
  <Card title={explained ? 'Late, and explained' : 'Late, and not explained'}>
    <p>
      <a href={breachPaths.explain({ reference })}>
        {explained ? 'Cause, effect, fix and prevention' : 'Say why, for the month’s report'}
      </a>
    </p>
  </Card>
)
