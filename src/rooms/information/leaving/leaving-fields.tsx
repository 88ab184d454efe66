import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { type Entered, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { LEAST_DAYS } from './leaving.rules.ts'

/** What there is to settle about a leaving. */
export const LeavingFields = ({
  entered,
  errors,
}: {
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}) => {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input
        {...field('leaves_at')}
        label="On which day"
        hint="It begins at midnight, as in 2027-04-01. Leave it empty to begin as soon as it is confirmed"
        class="govuk-input--width-10"
      />
      <Input
        {...field('kept_until')}
        label="Until which day what is held is kept"
        hint={`As in 2027-10-01, at least ${LEAST_DAYS} days after it leaves. From then on it is destroyed`}
        class="govuk-input--width-10"
      />
      <Radios
        {...field('open_cases')}
        legend="Cases that are open on the day"
        items={[
          { value: 'wait', label: 'Wait: it leaves once there are none' },
          {
            value: 'close',
            label: 'Close them, and write to nobody about each',
            conditional: (
              <Textarea
                {...field('close_because')}
                label="Why they are closed"
                hint="It stands in the story of each"
                rows={2}
              />
            ),
          },
        ]}
      />
      <Radios
        {...field('answers')}
        legend="Mail that still comes to its mailboxes"
        hint="Nothing is fetched for it any more: what lies in a mailbox elsewhere stays there"
        items={[
          {
            value: 'answer',
            label: 'Keep it, and answer',
            conditional: <Textarea {...field('mail_answer')} label="What is answered" rows={4} />,
          },
          { value: 'refuse', label: 'Refuse it, so that whoever wrote hears of it from their own mail server' },
        ]}
      />
    </>
  )
}
