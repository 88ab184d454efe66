import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

type Props = Extras & { id?: string | undefined; prefix?: string | undefined; children: Content }

/** What is wrong with a field, beside it. `prefix` is what screen readers hear first; '' leaves it out. */
export function ErrorMessage({ prefix = 'Error', ...props }: Props) {
  return (
    <p id={props.id} class={classes('govuk-error-message', props.class)} {...props.attributes}>
      {prefix && <span class="govuk-visually-hidden">{prefix}:</span>} {props.children}
    </p>
  )
}
