import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

export type LabelProps = Extras & { for?: string | undefined; isHeading?: boolean | undefined; children: Content }

/** The name of a field. `isHeading` makes it the page's h1, for a page that asks one thing. */
export function Label(props: LabelProps) {
  const label = (
    <label class={classes('govuk-label', props.class)} for={props.for} {...props.attributes}>
      {props.children}
    </label>
  )
  return props.isHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
