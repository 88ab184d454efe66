import { BackLink } from '../govuk/back-link.tsx'
import { type Breadcrumb, Breadcrumbs } from '../govuk/breadcrumbs.tsx'
import type { Content } from '../govuk/element.ts'
import { FormErrors } from '../pieces/form.tsx'
import { Mark, PersonMenu } from './brand.tsx'
import { Document } from './document.tsx'
import { type Frame, fullTitle, type Mistake } from './frame.ts'
import { Notice } from './notice.tsx'

export type PublicPageProps = {
  frame: Frame
  title: string
  breadcrumbs?: readonly Breadcrumb[] | undefined
  back?: string | undefined
  errors?: readonly Mistake[] | undefined
  /** Links under the header; the one whose href begins the path is marked. */
  menu?: readonly { href: string; label: string }[] | undefined
  /** A phase banner or a notice for everybody. */
  banner?: Content
  children: Content
}

function Header({ frame, menu }: Pick<PublicPageProps, 'frame' | 'menu'>) {
  const place = frame.path.split('?')[0]!
  // The longest that begins the path: a list is not current on the page of a place below it that has its own link.
  const current = (menu ?? [])
    .map(({ href }) => href)
    .filter(href => (href === '/' ? place === '/' : place === href || place.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0]
  return (
    <header class="masthead">
      <div class="govuk-width-container masthead__inner">
        <a class="masthead__home" href="/">
          {frame.organisation.logo ? (
            <img class="masthead__logo" src={frame.organisation.logo} alt="" />
          ) : (
            <Mark size={34} />
          )}
          <span>
            <span class="masthead__organisation">{frame.organisation.name}</span>{' '}
            <span class="masthead__service">{frame.service ?? 'Service desk'}</span>
          </span>
        </a>
        <PersonMenu frame={frame} />
      </div>
      {menu && (
        <nav class="masthead__menu" aria-label="Service">
          <ul class="govuk-width-container">
            {menu.map(({ href, label }) => (
              <li>
                <a href={href} aria-current={href === current ? 'page' : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}

const footer = (
  <footer class="colophon">
    <div class="govuk-width-container">
      <ul class="colophon__links">
        <li>
          <a href="/accessibility">Accessibility statement</a>
        </li>
        <li>
          <a href="/privacy">Privacy</a>
        </li>
      </ul>
      <p class="colophon__maker">
        <Mark size={18} /> Moothall
      </p>
    </div>
  </footer>
)

/** A page for the people a council serves: roomy, one thing at a time. With `errors`, the summary comes first. */
export function PublicPage({ frame, title, errors = [], ...props }: PublicPageProps) {
  return (
    <Document frame={frame} title={fullTitle(title, frame, errors)} density="public">
      <Header frame={frame} menu={props.menu} />
      <div class="govuk-width-container public__body">
        {props.banner}
        {props.breadcrumbs && <Breadcrumbs items={props.breadcrumbs} collapseOnMobile />}
        {props.back && (
          <nav aria-label="Page before this">
            <BackLink href={props.back} />
          </nav>
        )}
        <main class="govuk-main-wrapper" id="main-content">
          <Notice frame={frame} />
          <FormErrors errors={errors} />
          {props.children}
        </main>
      </div>
      {footer}
    </Document>
  )
}

/** The column most pages need: two thirds, so that a line stays readable. */
export const TwoThirds = ({ children }: { children: Content }) => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-two-thirds">{children}</div>
  </div>
)
