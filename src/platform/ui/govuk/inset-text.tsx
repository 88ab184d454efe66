import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

/** A passage set apart from the rest. */
export function InsetText(props: Extras & { id?: string | undefined; children: Content }) {
  return (
    <div id={props.id} class={classes('govuk-inset-text', props.class)} {...props.attributes}>
      {props.children}
    </div>
  )
}
