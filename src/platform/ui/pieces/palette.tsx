import type { Content } from '../govuk/element.ts'

export type Finding = { href: string; text: Content; kind: string; detail?: Content }

/** What the palette found, as links: the answer to GET /palette?q=, and readable as a page of its own. */
export const Findings = ({ findings, query }: { findings: readonly Finding[]; query: string }) =>
  findings.length ? (
    <ul class="palette__list">
      {findings.map(({ href, text, kind, detail }) => (
        <li>
          <a class="palette__link" href={href}>
            <span class="palette__kind">{kind}</span> <span class="palette__text">{text}</span>{' '}
            {detail && <span class="palette__detail">{detail}</span>}
          </a>
        </li>
      ))}
    </ul>
  ) : (
    <p class="palette__none">Nothing found for “{query}”.</p>
  )
