import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'

export type NotificationBannerProps = Extras & {
  /** 'success' is green, and is announced and focused when the page opens. */
  type?: 'success' | undefined
  title?: Content
  titleId?: string | undefined
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined
  role?: 'alert' | 'region' | 'banner' | undefined
  disableAutoFocus?: boolean | undefined
  /** One line said large; or give children. */
  text?: string | undefined
  children?: Content
}

/** Something the reader should know that is not about what they just typed. */
export function NotificationBanner(props: NotificationBannerProps) {
  const success = props.type === 'success'
  const { titleId = 'govuk-notification-banner-title', headingLevel = 2 } = props
  const Heading: `h${1 | 2 | 3 | 4 | 5 | 6}` = `h${headingLevel}`
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is always given, as alert or region
    <div
      class={classes('govuk-notification-banner', success && 'govuk-notification-banner--success', props.class)}
      role={props.role ?? (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus?.toString()}
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (success ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {props.children ?? (props.text && <p class="govuk-notification-banner__heading">{props.text}</p>)}
      </div>
    </div>
  )
}
