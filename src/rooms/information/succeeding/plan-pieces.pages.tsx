/* What plans of every kind look like alike. */
import { Input } from '#platform/ui/govuk/input.tsx'
import type { fieldsOf } from '#platform/ui/pieces/form.tsx'

/** How far a plan that is carried out has come. */
export const HowFar = ({ what, doing, done, total }: { what: string; doing: string; done: number; total: number }) => (
  <div role="status">
    <progress value={done} max={total} aria-label={`How much of the ${what} is done`}>
      {done} of {total}
    </progress>
    <p class="govuk-body">
      {doing}: step {Math.min(done + 1, total)} of {total}. It goes on if it is interrupted.
    </p>
  </div>
)

/** What the new organisation is called, and from which day. `more` is what else there is to know of the day. */
export const FoundingFields = ({ field, more = '' }: { field: ReturnType<typeof fieldsOf>; more?: string }) => (
  <>
    <Input {...field('name')} label="Name of the new organisation" />
    <Input
      {...field('short_name')}
      label="Its short name"
      hint="On labels and in addresses"
      class="govuk-input--width-10"
    />
    <Input
      {...field('takes_effect_at')}
      label="On which day"
      hint={`It begins at midnight, as in 2027-04-01. Leave it empty to begin as soon as it is confirmed${more}`}
      class="govuk-input--width-10"
    />
  </>
)
