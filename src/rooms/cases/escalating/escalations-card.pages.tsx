import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Card } from '#platform/ui/pieces/card.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { escalationPaths } from '../paths.ts'
import type { Escalation } from './escalation.queries.ts'
import { sayThreshold } from './escalation.rules.ts'

interface Props {
  readonly theCase: { readonly reference: string; readonly zone: string }
  readonly escalations: readonly Escalation[]
  readonly reader_id: string
  readonly works: boolean
  readonly now: Date
}

const OWED_BY: Readonly<Record<Escalation['kind'], string>> = {
  sla: '',
  ola: ' by the team',
  supplier: ' by the supplier',
}

/** "Fix by the supplier, 75 % of the time". */
export const sayWhat = (one: Escalation) =>
  `${METRIC_NAMES[one.metric] ?? one.metric}${OWED_BY[one.kind]}, ${sayThreshold(one)}`

/** "Asha Patel, Chidi Okafor, told 3 times". */
export function sayTold({ told, repeats }: Pick<Escalation, 'told' | 'repeats'>): string {
  const names = told.map(({ name }) => name).join(', ') || 'Nobody to tell'
  return repeats > 0 ? `${names}, ${repeats + 1} times` : names
}

/** Somebody has it; or the reader may say that they do, and those who were told are asked first. */
function Answer({ one, theCase: { reference, zone }, reader_id, works, now }: Props & { one: Escalation }) {
  const when = (at: string) => sayWhen(new Date(at), zone, now)
  if (one.acknowledged_at)
    return (
      <span class="side-list__about">
        {one.acknowledged_by ?? 'Somebody'} has it, since {when(one.acknowledged_at)}
      </span>
    )
  const told = one.told.some(({ person_id }) => person_id === reader_id)
  if (!one.stands || !(told || works)) return null
  return (
    <Form action={escalationPaths.acknowledge({ reference, escalation: one.id })} class="side-form">
      {told && <p>You were told at {sayThreshold(one)}.</p>}
      <Button variant={told ? undefined : 'secondary'}>
        I have it
        <span class="govuk-visually-hidden">
          , {METRIC_NAMES[one.metric]} at {sayThreshold(one)}
        </span>
      </Button>
    </Form>
  )
}

/** What was escalated to whom, when, and who has it; nothing on a case that never came near its targets. */
export function EscalationsCard(props: Props) {
  const { escalations, theCase, now } = props
  if (escalations.length === 0) return null
  const open = escalations.filter(one => one.stands && !one.acknowledged_at)
  return (
    <Card title={open.length > 0 ? 'Escalated, and nobody has it' : 'Escalated'} id="escalations">
      <ul class="side-list">
        {escalations.map(one => (
          <li>
            {sayWhat(one)}
            <span class="side-list__about">
              {sayTold(one)} · {sayWhen(new Date(one.planned_at), theCase.zone, now)}
              {one.raised_at && ' · no answer, so told one level up'}
            </span>
            <Answer {...props} one={one} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
