import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

/** What may go wrong, said before it does. */
export function WarningText({ fallback = 'Warning', ...props }: Extras & { fallback?: string; children: Content }) {
  return (
    <div class={classes('govuk-warning-text', props.class)} {...props.attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{fallback}</span> {props.children}
      </strong>
    </div>
  )
}
