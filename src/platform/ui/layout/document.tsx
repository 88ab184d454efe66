import { createHash } from 'node:crypto'
import { accentClass } from '../accents.ts'
import { classes } from '../classes.ts'
import type { Content } from '../govuk/element.ts'
import { SkipLink } from '../govuk/skip-link.tsx'
import type { Frame } from './frame.ts'
import { ViewingBanner } from './viewing-banner.tsx'

const ENHANCE =
  "document.body.className+=' js-enabled'+('noModule' in HTMLScriptElement.prototype?' govuk-frontend-supported':'')"

/**
 * The one inline script, GOV.UK Frontend's, as a source for the content security policy: by hash rather than nonce, since Turbo
 * puts the body of one answer into the page of another.
 */
export const ENHANCE_HASH = `'sha256-${createHash('sha256').update(ENHANCE).digest('base64')}'`

type Props = { frame: Frame; title: string; density: 'public' | 'workspace'; children: Content }

/** The frame of every page: head, skip link, and the stream that keeps it fresh. */
export function Document({ frame, title, density, children }: Props) {
  const { assets } = frame
  return (
    <html lang="en-GB" class="govuk-template" data-theme={frame.theme}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={frame.theme ?? 'light dark'} />
        {/* Cached snapshots double what the scripts have built, and show personal data that may have changed. */}
        <meta name="turbo-cache-control" content="no-cache" />
        <meta name="turbo-refresh-method" content="morph" />
        <meta name="turbo-refresh-scroll" content="preserve" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} data-turbo-track="reload" />
        {assets.dev && <script type="module" src="/@vite/client" />}
        <script type="module" src={assets.script} data-turbo-track="reload" />
      </head>
      <body class={classes('govuk-template__body', density, accentClass(frame.organisation.colour))}>
        <script dangerouslySetInnerHTML={{ __html: ENHANCE }} />
        <SkipLink href="#main-content">Skip to main content</SkipLink>
        <ViewingBanner viewing={frame.viewing} />
        {children}
        {frame.live && <live-refresh src={frame.live} />}
      </body>
    </html>
  )
}
