import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Case } from '../case.queries.ts'
import { casePaths } from '../paths.ts'
import { promiseName } from './explain-words.ts'
import { POLICIES, POLICY_NAMES, type Policy, type Would } from './what-if.rules.ts'

/** What was asked, and what would follow; nothing was asked while `would` is missing. */
export interface Tried {
  readonly impact: number
  readonly urgency: number
  readonly policy: Policy | undefined
  readonly priority: string
  readonly would: readonly Would[] | undefined
}

interface Props {
  readonly facts: { readonly theCase: Case; readonly now: Date }
  readonly tried: Tried
}

const LEVELS = [1, 2, 3].map(level => ({
  value: `${level}`,
  text: `${level}${['', ' (highest)', '', ' (lowest)'][level]}`,
}))

/** Another priority, tried before anybody changes it. */
export function WhatIf({ facts: { theCase, now }, tried }: Props) {
  const { impact, urgency, policy, priority, would } = tried
  return (
    <section class="what-if" aria-labelledby="what-if">
      <h2 class="govuk-heading-m" id="what-if">
        What if the priority were another?
      </h2>
      <p>Nothing is changed by asking.</p>
      <Form action={`${casePaths.clock({ reference: theCase.reference })}#what-if`} method="get" class="what-if__form">
        <Select name="impact" label="Impact" options={LEVELS} value={`${impact}`} />
        <Select name="urgency" label="Urgency" options={LEVELS} value={`${urgency}`} />
        <Select
          name="policy"
          label="Time used so far"
          value={policy ?? ''}
          options={[
            { value: '', text: 'As the agreement says' },
            ...POLICY_NAMES.map(value => ({ value, text: POLICIES[value] })),
          ]}
        />
        <Button variant="secondary">Show what would follow</Button>
      </Form>
      {would && <Answer {...{ would, priority, theCase, now }} />}
    </section>
  )
}

const BECOMES = {
  late: 'Becomes late at once',
  'in time': 'No longer late',
  moved: 'Moves',
  same: 'Stays as it is',
} as const

function Answer({
  would,
  priority,
  theCase,
  now,
}: Pick<Tried, 'priority'> & { would: readonly Would[]; theCase: Case; now: Date }) {
  const due = (at: number | undefined) => (at === undefined ? 'No due time' : sayWhen(new Date(at), theCase.zone, now))
  if (would.length === 0) return <p>Every clock of this case has ended, so no priority moves anything.</p>
  return (
    <Scroll label="What would follow">
      <Table
        caption={`As ${priority}${priority === theCase.priority ? ', as it is now' : ''}`}
        captionClass="govuk-table__caption--s"
        head={['Clock', 'Due now', 'Due then', 'What happens', 'Late then?']}
        rows={would.map(({ clock, now: was, becomes }) => [
          promiseName(clock),
          was ? due(was.due) : 'Does not run',
          due(clock.due),
          was ? BECOMES[becomes] : 'Begins',
          clock.breach ? 'Yes' : 'No',
        ])}
        firstCellIsHeader
      />
    </Scroll>
  )
}
