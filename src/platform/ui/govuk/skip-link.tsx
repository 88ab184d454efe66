import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

/** The first thing a keyboard meets: past the chrome, to the content. */
export function SkipLink({ href = '#content', ...props }: Extras & { href?: string; children: Content }) {
  return (
    <a href={href} class={classes('govuk-skip-link', props.class)} {...props.attributes} data-module="govuk-skip-link">
      {props.children}
    </a>
  )
}
