/*
 * A notice as an e-mail: one calm page, in text and in HTML, with the organisation's name and colour. Styles stand in the elements,
 * since mail programs read no others; the one picture, a logo, travels with the message, and nothing is fetched.
 */
import { solidOf } from '#platform/ui/accents.ts'
import { html } from '#platform/ui/layout/render.ts'
import { logoCid } from '#rooms/people/index.ts'

export interface NoticeMail {
  readonly organisation: { readonly name: string; readonly accent: string; readonly logo: string | null }
  readonly subject: string
  /** Each with where it is read. */
  readonly parts: readonly { readonly body: string; readonly reference: string; readonly href: string }[]
  /** Why they get it. */
  readonly because: string
  readonly settings_href: string
  readonly unsubscribe_href: string | undefined
}

const FONT = 'font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5; color: #1c2124;'
const SMALL = 'font-family: Arial, Helvetica, sans-serif; font-size: 14px; line-height: 1.5; color: #4a545b;'

const Paragraphs = ({ text }: { text: string }) =>
  text.split(/\n{2,}/).map(paragraph => (
    <p style={`${FONT} margin: 0 0 16px;`}>
      {paragraph.split('\n').map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </p>
  ))

const Mail = ({ organisation, subject, parts, because, settings_href, unsubscribe_href }: NoticeMail) => (
  <html lang="en-GB">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{subject}</title>
    </head>
    <body style="margin: 0; padding: 0; background: #ffffff;">
      <div style="max-width: 580px; margin: 0 auto; padding: 24px 16px;">
        <p
          style={`${FONT} margin: 0 0 24px; padding: 0 0 12px; border-bottom: 4px solid ${solidOf(organisation.accent)}; font-weight: bold;`}
        >
          {organisation.logo && (
            <img
              src={`cid:${logoCid(organisation.logo)}`}
              alt=""
              style="display: block; border: 0; max-width: 160px; max-height: 48px; margin: 0 0 8px;"
            />
          )}
          {organisation.name}
        </p>
        {parts.map(({ body, reference, href }) => (
          <>
            <Paragraphs text={body} />
            <p style={`${FONT} margin: 0 0 24px;`}>
              <a href={href} style={`color: ${solidOf(organisation.accent)};`}>
                See {reference}
              </a>
            </p>
          </>
        ))}
        <p style={`${SMALL} margin: 24px 0 0; padding: 12px 0 0; border-top: 1px solid #b9c1c6;`}>
          {because}{' '}
          <a href={settings_href} style="color: #4a545b;">
            Choose what we tell you
          </a>
          {unsubscribe_href && (
            <>
              {' · '}
              <a href={unsubscribe_href} style="color: #4a545b;">
                Stop these messages
              </a>
            </>
          )}
        </p>
      </div>
    </body>
  </html>
)

/** The same message twice: as text, and as HTML. */
export function noticeMail(mail: NoticeMail): { text: string; html: string } {
  const parts = mail.parts.map(({ body, reference, href }) => `${body}\n\nSee ${reference}: ${href}`)
  const foot = [
    mail.organisation.name,
    mail.because,
    `Choose what we tell you: ${mail.settings_href}`,
    ...(mail.unsubscribe_href ? [`Stop these messages: ${mail.unsubscribe_href}`] : []),
  ]
  return { text: `${parts.join('\n\n')}\n\n-- \n${foot.join('\n')}\n`, html: html(<Mail {...mail} />) }
}
