import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

type Props = Extras & { title: Content; headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined; children?: Content }

/** It is done: the heading of a confirmation page, with the reference to keep. */
export function Panel(props: Props) {
  const Heading: `h${1 | 2 | 3 | 4 | 5 | 6}` = `h${props.headingLevel ?? 1}`
  return (
    <div class={classes('govuk-panel govuk-panel--confirmation', props.class)} {...props.attributes}>
      <Heading class="govuk-panel__title">{props.title}</Heading>
      {props.children && <div class="govuk-panel__body">{props.children}</div>}
    </div>
  )
}
