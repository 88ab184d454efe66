import { classes } from '../classes.ts'
import { describedBy, type FieldProps, LabelledField } from './form-group.tsx'

export type TextareaProps = FieldProps & {
  value?: string | undefined
  rows?: number | undefined
  spellcheck?: boolean | undefined
  autocomplete?: string | undefined
  disabled?: boolean | undefined
}

/** More than one line of text. */
export function Textarea(props: TextareaProps) {
  const id = props.id ?? props.name
  return (
    <LabelledField field={props}>
      {props.before}
      <textarea
        class={classes('govuk-textarea', !!props.error && 'govuk-textarea--error', props.class)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props)}
        autocomplete={props.autocomplete}
        {...props.attributes}
      >
        {props.value}
      </textarea>
      {props.after}
    </LabelledField>
  )
}
