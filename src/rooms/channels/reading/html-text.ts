/** HTML to text, for reading in a list, a search and a plain reply. Takes clean HTML only: its form is known. */
export interface TextOptions {
  /** Put `>` before all that a program marks as quoted, so that the rules for replies see it. */
  readonly quotations: boolean
}

const TOKEN = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/g
/** Elements that stand apart from what is around them, with an empty line or on a line of their own. */
const APART = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'ul',
  'ol',
  'dl',
  'table',
  'pre',
  'figure',
  'hr',
])
const OWN_LINE = new Set([
  'div',
  'tr',
  'li',
  'dt',
  'dd',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'address',
  'center',
  'caption',
  'figcaption',
])
const EMPTY = new Set(['br', 'hr', 'img', 'wbr', 'col'])

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
const unescaped = (text: string) => text.replace(/&(?:lt|gt|quot|amp);/g, entity => ENTITIES[entity]!)
const ATTRIBUTES = {
  'data-quote': / data-quote="([^"]*)"/,
  alt: / alt="([^"]*)"/,
  href: / href="([^"]*)"/,
  start: / start="([^"]*)"/,
}
const attribute = (attributes: string, name: keyof typeof ATTRIBUTES) => {
  const found = attributes === '' ? null : ATTRIBUTES[name].exec(attributes)
  return found ? unescaped(found[1]!) : undefined
}

interface Open {
  readonly tag: string
  readonly quoted: boolean
  readonly href: string | undefined
  /** Where the words of a link begin. */
  readonly from: number
  count: number
}

/** The words of a page, in lines: lists with their marks, links with their targets in square brackets, tables row by row. */
export function textFromHtml(html: string, options: TextOptions = { quotations: false }): string {
  const page = new Page()
  const open: Open[] = []
  for (const [token, slash, tag, attributes] of html.matchAll(TOKEN)) {
    if (tag === undefined)
      page.words(
        unescaped(token),
        open.some(one => one.tag === 'pre'),
      )
    else if (slash) close(page, open, tag)
    else begin(page, open, tag, attributes ?? '', options)
  }
  return page.text
}

function begin(page: Page, open: Open[], tag: string, attributes: string, { quotations }: TextOptions): void {
  if (tag === 'br') page.endLine()
  if (tag === 'hr') page.rule()
  if (tag === 'img') page.words(pictureWords(attributes), false)
  stand(page, open, tag)
  const mark = attribute(attributes, 'data-quote')
  if (mark === 'below' && quotations) page.quoteForGood()
  if (EMPTY.has(tag)) return
  const quoted = mark === 'whole' && (quotations || tag === 'blockquote')
  if (quoted) page.quote(1)
  const list = open.findLast(one => one.tag === 'ul' || one.tag === 'ol')
  if (tag === 'li')
    page.item(list?.tag === 'ol' ? `${++list.count}. ` : '- ', open.filter(one => /^[uo]l$/.test(one.tag)).length)
  if (tag === 'td' || tag === 'th') page.cell()
  if (tag === 'q') page.words('“', false)
  const href = tag === 'a' ? attribute(attributes, 'href') : undefined
  const start = Number(attribute(attributes, 'start') ?? 1)
  open.push({ tag, quoted, href, from: page.mark, count: Number.isInteger(start) ? start - 1 : 0 })
}

function close(page: Page, open: Open[], tag: string): void {
  const one = open.pop()
  if (!one) return
  if (one.href) page.words(targetWords(one.href, page.since(one.from)), false)
  if (tag === 'q') page.words('”', false)
  if (one.quoted) page.quote(-1)
  stand(page, open, tag)
}

/** A list within a list's item begins on the next line, without an empty one. */
function stand(page: Page, open: readonly Open[], tag: string): void {
  const within = (tag === 'ul' || tag === 'ol') && open.some(one => one.tag === 'li')
  if (APART.has(tag) && !within) page.apart()
  else if (within || OWN_LINE.has(tag)) page.freshLine()
}

function pictureWords(attributes: string): string {
  const alt = (attribute(attributes, 'alt') ?? '').trim()
  return alt === '' ? '' : `[${alt}]`
}

/** The target of a link, unless the words say it already or there are none. */
function targetWords(href: string, words: string): string {
  const bare = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^(https?:\/\/|mailto:|tel:)/, '')
      .replace(/\/$/, '')
  const said = bare(words)
  if (said === '' || said === bare(href) || bare(href).split('?')[0] === said) return ''
  return ` [${href.length > 500 ? `${href.slice(0, 500)}…` : href}]`
}

/** Lines being written: the one under way in pieces, since a page may be a single line. */
class Page {
  readonly #lines: string[] = []
  #pieces: string[] = []
  /** Whether the line has no words yet, and whether it ends in white space. */
  #blank = true
  #spaced = true
  #prefix = ''
  #depth = 0
  #below = false

  words(text: string, kept: boolean): void {
    if (kept) {
      const [first, ...others] = text.split('\n')
      this.#add(first!)
      for (const line of others) {
        this.endLine()
        this.#add(line)
      }
      return
    }
    const tidy = text.replace(/[ \t\r\n\f]+/g, ' ').replace(/\u200b|\u2060|\ufeff|\u034f|\u180e|\u00ad/g, '')
    this.#add(this.#spaced && tidy.startsWith(' ') ? tidy.slice(1) : tidy)
  }

  #add(text: string): void {
    if (text === '') return
    this.#pieces.push(text)
    this.#spaced = text.endsWith(' ')
    this.#blank &&= text.trim() === ''
  }

  endLine(): void {
    const line = this.#pieces.join('').replaceAll(' \t', '\t')
    this.#lines.push(`${this.#prefix}${line}`.trimEnd())
    this.#drop()
  }

  #drop(): void {
    this.#pieces = []
    this.#blank = true
    this.#spaced = true
  }

  freshLine(): void {
    if (this.#blank) this.#drop()
    else this.endLine()
  }

  apart(): void {
    this.freshLine()
    const last = this.#lines.at(-1)
    if (last !== undefined && /[^> ]/.test(last)) this.#lines.push(this.#prefix.trimEnd())
  }

  rule(): void {
    this.apart()
    this.#add('----------')
    this.endLine()
  }

  item(mark: string, depth: number): void {
    this.freshLine()
    this.#pieces.push(`${'  '.repeat(Math.min(10, Math.max(0, depth - 1)))}${mark}`)
    this.#blank = false
  }

  cell(): void {
    if (this.#blank) return
    this.#pieces.push('\t')
    this.#spaced = true
  }

  quote(by: number): void {
    this.freshLine()
    if (by < 0) while (/^>+$/.test(this.#lines.at(-1) ?? '')) this.#lines.pop()
    this.#depth += by
    this.#setPrefix()
  }

  quoteForGood(): void {
    this.freshLine()
    this.#below = true
    this.#setPrefix()
  }

  #setPrefix(): void {
    const depth = Math.min(10, this.#depth + (this.#below ? 1 : 0))
    this.#prefix = depth > 0 ? `${'>'.repeat(depth)} ` : ''
  }

  /** A place in the line under way, and what was written since. */
  get mark(): number {
    return this.#pieces.length
  }

  since(mark: number): string {
    return this.#pieces.slice(mark).join('')
  }

  get text(): string {
    if (!this.#blank) this.endLine()
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .replace(/(?<![\p{L}\p{M}])\u200c+|\u200c+(?![\p{L}\p{M}])/gu, '')
      .replace(/^\n+/, '')
      .trimEnd()
  }
}
