import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'
import { Tag } from './tag.tsx'

/** How finished the service is, and where to say so. */
export function PhaseBanner(props: Extras & { tag: Content; tagClass?: string | undefined; children: Content }) {
  return (
    <div class={classes('govuk-phase-banner govuk-width-container', props.class)} {...props.attributes}>
      <p class="govuk-phase-banner__content">
        <Tag class={classes('govuk-phase-banner__content__tag', props.tagClass)}>{props.tag}</Tag>
        <span class="govuk-phase-banner__text">{props.children}</span>
      </p>
    </div>
  )
}
