import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

type Props = Extras & { summary: Content; id?: string | undefined; open?: boolean | undefined; children?: Content }

/** More, for those who want it. */
export function Details(props: Props) {
  return (
    <details id={props.id} class={classes('govuk-details', props.class)} {...props.attributes} open={props.open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  )
}
