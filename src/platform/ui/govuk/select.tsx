import { classes } from '../classes.ts'
import type { Attributes } from './element.ts'
import { describedBy, type FieldProps, LabelledField } from './form-group.tsx'

export type Option = {
  text: string
  /** The text itself when absent. */
  value?: string | undefined
  selected?: boolean | undefined
  disabled?: boolean | undefined
  attributes?: Attributes | undefined
}
export type SelectProps = FieldProps & {
  options: readonly Option[]
  value?: string | undefined
  disabled?: boolean | undefined
}

/** One of a known list, too long for radios. */
export function Select(props: SelectProps) {
  const id = props.id ?? props.name
  const chosen = (option: Option) =>
    option.selected ?? (props.value !== undefined && (option.value ?? option.text) === props.value)
  return (
    <LabelledField field={props}>
      {props.before}
      <select
        class={classes('govuk-select', props.class, !!props.error && 'govuk-select--error')}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedBy(id, props)}
        {...props.attributes}
      >
        {props.options.map(option => (
          <option value={option.value} selected={chosen(option)} disabled={option.disabled} {...option.attributes}>
            {option.text}
          </option>
        ))}
      </select>
      {props.after}
    </LabelledField>
  )
}
