import { Button } from '#platform/ui/govuk/button.tsx'
import { Details } from '#platform/ui/govuk/details.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { casePaths } from '#rooms/cases/index.ts'
import { sayMonth } from '../day.rules.ts'
import { reportPaths } from '../paths.ts'
import type { PerformanceFacts } from './performance.pages.tsx'
import type { Breach } from './performance.queries.ts'
import { MEASURES, PRIORITIES } from './performance.rules.ts'

interface Props {
  readonly facts: PerformanceFacts
}

/** Promises that a change of priority, terms or agreed date made late at that moment, by name: whether they count is the reader's to say. */
export function ByChange({ facts: { reclassified, leavesOut } }: Props) {
  if (reclassified.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Made late by a change of priority or date: {reclassified.length}</h2>
      <p>
        {leavesOut ? 'Left out above:' : 'Counted above as not kept:'}{' '}
        {reclassified.map(({ reference, metric, priority }, i) => (
          <>
            {i > 0 && ', '}
            <a href={casePaths.clock({ reference })}>{reference}</a> ({MEASURE_NAMES[metric] ?? metric}, {priority})
          </>
        ))}
      </p>
    </>
  )
}

const MEASURE_NAMES: Readonly<Record<string, string>> = { first_response: 'answer', resolve: 'fix' }

/** The broken promises of the two highest priorities, each with its explanation, or the want of one. */
export function Breaches({ facts: { breaches } }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">P1 and P2 that were late</h2>
      {breaches.length === 0 && <p>None.</p>}
      <ul class="entries">
        {breaches.map(breach => (
          <li class="entries__entry">
            <div>
              <a href={casePaths.show({ reference: breach.reference })}>
                {breach.reference} {breach.subject}
              </a>{' '}
              ({breach.priority}
              {(breach.reclassified ?? []).length > 0 && ', made late by a change of priority or date'})
              <Explanation breach={breach} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

const Explanation = ({ breach: { cause, effect, fix, prevention } }: { breach: Breach }) =>
  cause === null ? (
    <p class="entries__note">
      <strong>Not explained yet.</strong>
    </p>
  ) : (
    <p class="entries__note">
      Cause: {cause} Effect: {effect} Fix: {fix} Prevention: {prevention}
    </p>
  )

/** Answering for a month: its figures are then kept as they are. */
export function Final({ facts: { scope, month, over, breaches, final, makesFinal } }: Props) {
  if (!makesFinal || !scope.chosen || final.length > 0) return null
  const missing = breaches.filter(({ cause }) => cause === null).length
  return (
    <Form action={reportPaths.makeFinal()}>
      <h2 class="govuk-heading-m" id="final">
        Make {sayMonth(month)} final
      </h2>
      <input type="hidden" name="organisation_id" value={scope.chosen.id} />
      <input type="hidden" name="month" value={month} />
      {!over && <p>It can be made final when the month is over.</p>}
      {over && missing > 0 && (
        <p>
          {missing === 1 ? 'One late P1 or P2 is' : `${missing} late P1s and P2s are`} to be explained first: its cause,
          effect, fix and prevention.
        </p>
      )}
      {over && missing === 0 && (
        <>
          <p>The figures are then kept as they are now, under your name, whatever is changed or worked out later.</p>
          <Button>Make final</Button>
        </>
      )}
    </Form>
  )
}

/** What share of promises is to be kept. */
export function Goals({ facts: { scope, month, goals, setsGoals, entered, errors } }: Props) {
  if (!setsGoals || !scope.chosen) return null
  const known = Object.fromEntries(
    goals.map(({ metric, priority, percent }) => [`${metric}_${priority}`, `${percent}`]),
  )
  const field = fieldsOf(entered ?? known, errors)
  return (
    <Details summary="Set the goals" open={entered !== undefined}>
      <Form action={reportPaths.goals()}>
        <input type="hidden" name="organisation_id" value={scope.chosen.id} />
        <input type="hidden" name="month" value={month} />
        {Object.entries(MEASURES).map(([metric, name]) => (
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{name}</legend>
            {PRIORITIES.map(priority => (
              <Input
                {...field(`${metric}_${priority}`)}
                label={priority}
                suffix="%"
                inputmode="numeric"
                class="govuk-input--width-3"
              />
            ))}
          </fieldset>
        ))}
        <Button variant="secondary">Save goals</Button>
      </Form>
    </Details>
  )
}
