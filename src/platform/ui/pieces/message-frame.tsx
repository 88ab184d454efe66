import { render } from 'preact-render-to-string'
import type { Content } from '../govuk/element.ts'

/** No script, form or plug-in; a link opens beside the page. It keeps its origin, so that its pictures may ask who is looking. */
const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

type Props = {
  /** Where the message is served (`frameResponse`). */
  href: string
  /** What it is, for whoever hears it: "The whole message from Ben Carter". */
  title: string
  summary: string
  open?: boolean | undefined
  children?: Content
}

/** A message of a stranger's, whole, in a frame of its own. Without scripts as with them; nothing is asked for until it is opened. */
export const MessageFrame = ({ href, title, summary, open, children }: Props) => (
  <details class="message-frame" open={open}>
    <summary>{summary}</summary>
    {children}
    <iframe class="message-frame__page" src={href} title={title} sandbox={SANDBOX} loading="lazy" />
    <p class="message-frame__alone">
      <a class="govuk-link" href={href} target="_blank" rel="noopener noreferrer" data-turbo="false">
        Open it by itself<span class="govuk-visually-hidden"> (opens in a new tab)</span>
      </a>
    </p>
  </details>
)

const STYLE = `:root{color-scheme:light}body{background:#fff;color:#0b0c0c;font:16px/1.5 arial,sans-serif;margin:12px;overflow-wrap:anywhere}
pre{font:inherit;margin:0;white-space:pre-wrap}img{height:auto;max-width:100%}table{max-width:100%}
blockquote{border-left:2px solid #b1b4b6;margin:0 0 8px;padding-left:12px}
img:not([src]){border:1px dashed #505a5f;display:inline-block;min-height:24px;min-width:24px}`

export interface FramedMessage {
  /** HTML made harmless when it came; without it the text is shown as it is. */
  readonly html: string | null
  readonly text: string
  /** Where a picture of the message is served, by the identifier the message gives it. */
  readonly pictureAt: (content_id: string) => string | undefined
}

/** The page within the frame: by its headers it may load nothing but pictures of ours, run nothing, and stand in our pages alone. */
export function frameResponse({ html, text, pictureAt }: FramedMessage): Response {
  const body = html === null ? render(<pre dir="auto">{text}</pre>) : withPictures(html, pictureAt)
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Message</title><meta name="viewport" content="width=device-width"><base target="_blank"><style>${STYLE}</style></head><body>${body}</body></html>`
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `sandbox ${SANDBOX}; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'private, no-store',
    },
  })
}

const withPictures = (html: string, pictureAt: FramedMessage['pictureAt']): string =>
  html.replace(/(<img\b[^>]*?) data-cid="([^"<>]*)"/g, (whole, before: string, id: string) => {
    const href = pictureAt(unescaped(id))
    return href ? `${before} src="${href}"` : whole
  })

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
