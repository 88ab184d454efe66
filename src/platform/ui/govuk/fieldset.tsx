import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

export type FieldsetProps = Extras & {
  legend?: Content
  legendClass?: string | undefined
  legendIsHeading?: boolean | undefined
  describedBy?: string | undefined
  role?: 'group' | undefined
  children?: Content
}

/** Fields that belong together, under the question they answer. */
export function Fieldset(props: FieldsetProps) {
  return (
    <fieldset
      class={classes('govuk-fieldset', props.class)}
      role={props.role}
      aria-describedby={props.describedBy}
      {...props.attributes}
    >
      {props.legend && (
        <legend class={classes('govuk-fieldset__legend', props.legendClass)}>
          {props.legendIsHeading ? <h1 class="govuk-fieldset__heading">{props.legend}</h1> : props.legend}
        </legend>
      )}
      {props.children}
    </fieldset>
  )
}
