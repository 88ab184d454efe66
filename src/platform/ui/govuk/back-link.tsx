import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

/** Back to the page before, above the heading. */
export function BackLink(props: Extras & { href: string; children?: Content }) {
  return (
    <a href={props.href} class={classes('govuk-back-link', props.class)} {...props.attributes}>
      {props.children ?? 'Back'}
    </a>
  )
}
