import { sayFull } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { reportPaths } from '../paths.ts'
import type { Scope } from '../scope.ts'
import type { Verification } from './verification.queries.ts'

const count = (number: number | null, thing: string) =>
  `${(number ?? 0).toLocaleString('en-GB')} ${thing}${number === 1 ? '' : 's'}`

/** Whether the record is whole: what was answered last, and asking again. */
export const WholeRecord = ({ scope, verifications }: { scope: Scope; verifications: readonly Verification[] }) => (
  <section class="settings__form" aria-labelledby="whole-record">
    <h2 class="govuk-heading-m" id="whole-record">
      Is the record whole?
    </h2>
    <p class="govuk-body">
      Every event is chained to the one before it, and sealed every ten minutes with everybody’s. Nobody can change or
      remove one in the product. Checking reads all of it and finds what was changed outside.
    </p>
    {verifications.map(one => (
      <Answer verification={one} zone={scope.zone} />
    ))}
    <Form action={reportPaths.verify({}, { organisation: scope.chosen?.short_name })}>
      <Button variant="secondary">Check the record</Button>
    </Form>
  </section>
)

function Answer({ verification, zone }: { verification: Verification; zone: string }) {
  const { organisation, asked_by_name, asked_at, finished_at, events, seals, faults } = verification
  if (!finished_at)
    return (
      <p class="govuk-body">
        {organisation}: being checked, asked by {asked_by_name} on {sayFull(asked_at, zone)}. Look again in a moment.
      </p>
    )
  const checked = `${count(events, 'event')} under ${count(seals, 'seal')} checked on ${sayFull(finished_at, zone)}, asked by ${asked_by_name}.`
  if (!faults || faults.length === 0)
    return (
      <p class="govuk-body">
        <strong>{organisation}: the record is whole.</strong> {checked}
      </p>
    )
  return (
    <>
      <p class="govuk-body">
        <strong>
          {organisation}: the record was changed outside the product. {count(faults.length, 'fault')}.
        </strong>{' '}
        {checked}
      </p>
      <ul class="govuk-list govuk-list--bullet">
        {faults.map(fault => (
          <li>{fault}</li>
        ))}
      </ul>
    </>
  )
}
