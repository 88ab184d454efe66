import { classes } from '../classes.ts'
import type { Attributes, Content, Extras } from './element.ts'

export type PageLink = {
  href: string
  text?: Content
  labelText?: string | undefined
  attributes?: Attributes | undefined
}
export type PageItem =
  | { ellipsis: true }
  | {
      number: number | string
      href: string
      current?: boolean | undefined
      label?: string | undefined
      attributes?: Attributes | undefined
    }
export type PaginationProps = Extras & {
  label?: string | undefined
  previous?: PageLink | undefined
  next?: PageLink | undefined
  items?: readonly PageItem[] | undefined
}

const ARROWS = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}
type Way = keyof typeof ARROWS

function Arrow({ way }: { way: Way }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${way}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={ARROWS[way]} />
    </svg>
  )
}

function ArrowLink({ link, way, block }: { link: PageLink; way: Way; block: boolean }) {
  const plain = block && !link.labelText
  return (
    <div class={`govuk-pagination__${way}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={way} {...link.attributes}>
        {(block || way === 'prev') && <Arrow way={way} />}
        <span class={classes('govuk-pagination__link-title', plain && 'govuk-pagination__link-title--decorated')}>
          {link.text ?? (
            <>
              {way === 'prev' ? 'Previous' : 'Next'}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {block && link.labelText && (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}
        {!block && way === 'next' && <Arrow way={way} />}
      </a>
    </div>
  )
}

function NumberedPage({ item }: { item: PageItem }) {
  if ('ellipsis' in item) return <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
  return (
    <li class={classes('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
      <a
        class="govuk-link govuk-pagination__link"
        href={item.href}
        aria-label={item.label ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...item.attributes}
      >
        {item.number}
      </a>
    </li>
  )
}

/** The way through a list too long for one page; with `items` numbered, without them previous and next. */
export function Pagination({ label = 'Pagination', previous, next, items, ...props }: PaginationProps) {
  const block = !items && !!(previous || next)
  return (
    <nav
      class={classes('govuk-pagination', block && 'govuk-pagination--block', props.class)}
      aria-label={label}
      {...props.attributes}
    >
      {previous && <ArrowLink link={previous} way="prev" block={block} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map(item => (
            <NumberedPage item={item} />
          ))}
        </ul>
      )}
      {next && <ArrowLink link={next} way="next" block={block} />}
    </nav>
  )
}
