import { classes } from '../classes.ts'
import type { Attributes, Content, Extras } from './element.ts'

export type ErrorSummaryProps = Extras & {
  title?: Content
  description?: Content
  errors: readonly { href?: string | undefined; text: Content; attributes?: Attributes | undefined }[]
  disableAutoFocus?: boolean | undefined
}

/** Everything that is wrong, at the top of the page, each a link to its field. Takes focus when the page opens. */
export function ErrorSummary({ title = 'There is a problem', ...props }: ErrorSummaryProps) {
  return (
    <div
      class={classes('govuk-error-summary', props.class)}
      data-disable-auto-focus={props.disableAutoFocus?.toString()}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      {/* The alert is a child: on the focused element itself, some screen readers lose half of what is said. */}
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title}</h2>
        <div class="govuk-error-summary__body">
          {props.description && <p>{props.description}</p>}
          {props.errors.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errors.map(error => (
                <li>
                  {error.href ? (
                    <a href={error.href} {...error.attributes}>
                      {error.text}
                    </a>
                  ) : (
                    error.text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}
