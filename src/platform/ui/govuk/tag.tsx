import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

/** A status in a word. The colour only repeats what the word says. */
export function Tag(props: Extras & { colour?: TagColour | undefined; children: Content }) {
  return (
    <strong
      class={classes('govuk-tag', props.colour && `govuk-tag--${props.colour}`, props.class)}
      {...props.attributes}
    >
      {props.children}
    </strong>
  )
}
