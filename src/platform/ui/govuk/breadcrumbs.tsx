import { classes } from '../classes.ts'
import type { Attributes, Content, Extras } from './element.ts'

export type Breadcrumb = { text: Content; href?: string | undefined; attributes?: Attributes | undefined }
type Props = Extras & {
  items: readonly Breadcrumb[]
  collapseOnMobile?: boolean | undefined
  label?: string | undefined
}

/** Where this page is, from the top. An item without href is the page itself. */
export function Breadcrumbs({ label = 'Breadcrumb', ...props }: Props) {
  return (
    <nav
      class={classes(
        'govuk-breadcrumbs',
        props.class,
        props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
      )}
      {...props.attributes}
      aria-label={label}
    >
      <ol class="govuk-breadcrumbs__list">
        {props.items.map(item =>
          item.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
