import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'
import { ErrorMessage } from './error-message.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'

/** What every field with one control accepts. The id is the name unless said otherwise; the label is required. */
export type FieldProps = Extras & {
  name: string
  id?: string | undefined
  label: Content
  labelClass?: string | undefined
  labelIsHeading?: boolean | undefined
  hint?: Content
  error?: Content
  describedBy?: string | undefined
  group?: Extras | undefined
  before?: Content
  after?: Content
}

/** The ids of everything that explains a field, in the order it is read: given, hint, error. */
export const describedBy = (id: string, field: { hint?: Content; error?: Content; describedBy?: string | undefined }) =>
  classes(field.describedBy, !!field.hint && `${id}-hint`, !!field.error && `${id}-error`)

/** The hint and the error of a field, with the ids that `describedBy` names. */
export function Explanation({ id, hint, error }: { id: string; hint?: Content; error?: Content }) {
  return (
    <>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
    </>
  )
}

/** The box around a field: red edge when something is wrong. */
export function FormGroup(props: { error?: Content; group?: Extras | undefined; children: Content }) {
  const { group } = props
  return (
    <div
      class={classes('govuk-form-group', !!props.error && 'govuk-form-group--error', group?.class)}
      {...group?.attributes}
    >
      {props.children}
    </div>
  )
}

/** A labelled field: label, hint, error, then the control. */
export function LabelledField({ field, children }: { field: FieldProps; children: Content }) {
  const id = field.id ?? field.name
  return (
    <FormGroup error={field.error} group={field.group}>
      <Label for={id} class={field.labelClass} isHeading={field.labelIsHeading}>
        {field.label}
      </Label>
      <Explanation id={id} hint={field.hint} error={field.error} />
      {children}
    </FormGroup>
  )
}
