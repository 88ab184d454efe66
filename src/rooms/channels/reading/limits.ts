/** How far the reader goes. Whatever lies beyond is left in the message as received, and said among the troubles. */
export interface Limits {
  readonly parts: number
  readonly depth: number
  /** Bytes of one header field, and of all the headers of a message with all its parts. */
  readonly field_bytes: number
  readonly header_bytes: number
  /** Bytes of text kept while reading, of all parts together; then characters of plain text and of HTML shown. */
  readonly text_bytes: number
  readonly text: number
  readonly html: number
  readonly html_tags: number
  readonly links: number
  readonly addresses: number
  readonly attachments: number
  readonly subject: number
  readonly ids: number
  readonly id_length: number
  /** Bytes of a winmail.dat opened; a larger one stays shut. */
  readonly winmail_bytes: number
  readonly troubles: number
}

export const LIMITS: Limits = {
  parts: 1000,
  depth: 60,
  field_bytes: 512 * 1024,
  header_bytes: 3 * 1024 * 1024,
  text_bytes: 4 * 1024 * 1024,
  text: 1_000_000,
  html: 1_000_000,
  html_tags: 30_000,
  links: 5000,
  addresses: 1000,
  attachments: 500,
  subject: 10_000,
  ids: 100,
  id_length: 998,
  winmail_bytes: 10 * 1024 * 1024,
  troubles: 40,
}
