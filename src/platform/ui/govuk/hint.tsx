import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

/** Help that is read with the field: a format, an example, where to find the answer. Never a link (screen readers flatten it). */
export function Hint(props: Extras & { id?: string | undefined; children: Content }) {
  return (
    <div id={props.id} class={classes('govuk-hint', props.class)} {...props.attributes}>
      {props.children}
    </div>
  )
}
