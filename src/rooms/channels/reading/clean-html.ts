import sanitizeHtml from 'sanitize-html'
import type { Limits } from './limits.ts'
import type { Troubles } from './troubles.ts'

/** HTML that may be shown, and what was left out of it. */
export interface CleanHtml {
  readonly html: string
  /** Content ids of the pictures it shows: `<img data-cid="…">`, for the page to resolve. */
  readonly content_ids: ReadonlySet<string>
}

const TAGS = (
  'a abbr address article b bdi big blockquote br caption center cite code col colgroup dd del dfn div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section ' +
  'small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'
).split(' ')

/** Elements whose words are not for reading. */
const UNSPOKEN = 'script style textarea option xmp title noscript template iframe noembed noframes'.split(' ')

const ATTRIBUTES = {
  '*': ['style', 'dir', 'lang', 'align', 'valign', 'title', 'data-quote'],
  a: ['href', 'target', 'rel'],
  img: ['alt', 'width', 'height', 'data-cid', 'data-remote'],
  table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
  tr: ['bgcolor', 'height'],
  td: ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'nowrap'],
  th: ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'scope'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  ol: ['start', 'type'],
  ul: ['type'],
  li: ['value'],
  font: ['color', 'size', 'face'],
  time: ['datetime'],
}

/** Deep enough for mail laid out in tables; what lies deeper keeps its words and loses its boxes. */
const NESTING = 60

/**
 * HTML from outside, made harmless once, on the way in (abuse cases 14 and 15): an allow list of elements and attributes;
 * no scripts, forms, frames, drawings or style sheets; links only to http, https, mailto and tel; no picture is ever fetched.
 * Pictures of the message keep their content id; remote ones keep their words and are marked `data-remote`, to be counted.
 * Where a program marks what it quotes, the element is marked `data-quote` (`whole`, or `below` for all that follows).
 */
export function cleanHtml(raw: string, limits: Limits, troubles: Troubles): CleanHtml {
  const content_ids = new Set<string>()
  let links = 0
  const link = (tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const href = safeHref(attribs.href)
    if (href === undefined || ++links > limits.links) return { tagName: 'span', attribs: plain(tagName, attribs) }
    return {
      tagName,
      attribs: { ...plain(tagName, attribs), href, target: '_blank', rel: 'noopener noreferrer nofollow' },
    }
  }
  const picture = (tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const kept: sanitizeHtml.Attributes = { ...plain(tagName, attribs), alt: (attribs.alt ?? '').slice(0, 500) }
    for (const side of ['width', 'height']) if (/^\d{1,5}%?$/.test(attribs[side] ?? '')) kept[side] = attribs[side]!
    const cid = /^\s*cid:(.{1,300})$/is.exec(attribs.src ?? '')?.[1]
    if (cid !== undefined) {
      kept['data-cid'] = contentIdOf(cid)
      content_ids.add(kept['data-cid'])
    } else if (attribs.src || attribs.srcset) {
      kept['data-remote'] = 'yes'
    }
    return { tagName, attribs: kept }
  }
  // A NUL is no character of HTML, and no database keeps one. It goes first, so that nothing is put together behind our back.
  const html = sanitizeHtml(bounded(raw.replaceAll('\0', ''), limits, troubles), {
    allowedTags: TAGS,
    nonTextTags: UNSPOKEN,
    allowedAttributes: ATTRIBUTES,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: false,
    nestingLimit: NESTING,
    allowedEmptyAttributes: ['alt'],
    transformTags: { a: link, area: link, img: picture, '*': general },
  } as sanitizeHtml.IOptions)
  if (links > limits.links)
    troubles.say(`The message has more than ${limits.links} links; those beyond are shown as words.`)
  return { html: html.trim(), content_ids }
}

function contentIdOf(cid: string): string {
  const clean = cid.trim().replace(/^<|>$/g, '')
  try {
    return decodeURIComponent(clean)
  } catch {
    return clean
  }
}

/** The rule for every element. It runs after an element's own, which it must not undo. */
const general = (tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => ({
  tagName,
  attribs: tagName === 'a' || tagName === 'img' ? attribs : plain(tagName, attribs),
})

function plain(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const { style, ...rest } = attribs
  delete rest['data-quote']
  delete rest['data-cid']
  delete rest['data-remote']
  const quote = quotation(tagName, attribs)
  if (quote) rest['data-quote'] = quote
  const harmless = style ? safeStyle(style) : ''
  if (harmless) rest.style = harmless
  return rest
}

/** How mail programs mark what they quote: Gmail, Yahoo, Proton, Apple and Thunderbird; Outlook in its many forms. */
function quotation(tagName: string, attribs: sanitizeHtml.Attributes): string | undefined {
  const marks = ` ${attribs.class ?? ''} ${attribs.id ?? ''} `.slice(0, 500)
  // Gmail's outer gmail_quote also holds the answers written between: only its blockquote is quotation.
  if (tagName === 'blockquote' && (attribs.type === 'cite' || /\sgmail_quote/.test(marks))) return 'whole'
  if (/\s(yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-cite-prefix|gmail_attr)\s/.test(marks))
    return 'whole'
  if (
    /divRplyFwdMsg|appendonsend|OutlookMessageHeader|mail-editor-reference-message-container|\sreply-?intro\s/i.test(
      marks,
    )
  )
    return 'below'
  // Outlook's rule above "From: … Sent: …".
  if (/border:\s*none;\s*border-top:\s*solid\s+#(E1E1E1|B5C4DF)\s/i.test((attribs.style ?? '').slice(0, 300)))
    return 'below'
  return undefined
}

const HREF = /^(https?:\/\/|mailto:|tel:)/i

/** Where a link leads, or undefined when it may not be followed. Entities are decoded already. */
function safeHref(href: string | undefined): string | undefined {
  // Browsers pass over tabs, line ends and control characters inside an address.
  const clean = (href ?? '').replace(/\p{Cc}|[\u200b\u2028\u2029\ufeff]/gu, '').trim()
  return HREF.test(clean) ? clean.slice(0, 4000) : undefined
}

const PROPERTIES =
  /^(color|background-color|font-(family|size|style|weight|variant)|line-height|letter-spacing|text-(align|decoration|indent|transform)|vertical-align|white-space|direction|list-style-type|(margin|padding)(-(top|right|bottom|left))?|border(-(top|right|bottom|left))?(-(color|style|width))?|border-(collapse|spacing|radius)|width|max-width|min-width|height)$/

/** The properties of a style that only colour and space: nothing that fetches, moves out of place or hides. */
function safeStyle(style: string): string {
  const kept: string[] = []
  for (const one of style.slice(0, 5000).split(';')) {
    const colon = one.indexOf(':')
    const name = one.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = one
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim()
    const plain = /^[\p{L}\p{N}\s#%.,'"_-]{1,200}$/u.test(value) || /^rgba?\([\d\s.,%/]{1,60}\)$/.test(value)
    const negative = /^(margin|padding|text-indent|letter)/.test(name) && value.includes('-')
    if (PROPERTIES.test(name) && plain && !negative) kept.push(`${name}:${value.replace(/"/g, "'")}`)
  }
  return kept.join(';')
}

/** Not more than can be cleaned quickly: pictures written out in the address go first, then whatever is beyond the limit. */
function bounded(raw: string, limits: Limits, troubles: Troubles): string {
  const lean =
    raw.length > 20_000 ? raw.replace(/data:[a-z]{1,20}\/[a-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=\s%]+/gi, 'data:,') : raw
  let tags = 0
  for (let at = lean.indexOf('<'); at >= 0; at = lean.indexOf('<', at + 1)) {
    if (at < limits.html && ++tags <= limits.html_tags) continue
    troubles.say('The formatted text is very long; only its beginning is shown.')
    return lean.slice(0, at)
  }
  if (lean.length > limits.html) troubles.say('The formatted text is very long; only its beginning is shown.')
  return lean.slice(0, limits.html)
}
