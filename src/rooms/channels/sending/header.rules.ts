/*
 * What may stand in a message's head. Names and subjects were typed by strangers (abuse case 13): nothing in them may end a line, add
 * a recipient, or make a reader see another text than the one that is there.
 */

// Ends of lines and other controls, and marks that turn the direction of text round or show nothing at all. Two of those join letters
// and pictures rightly, and stay.
const UNSAFE = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu
const LONGEST_NAME = 100
const LONGEST_SUBJECT = 250
const LONGEST_VALUE = 900

const clean = (text: string, longest: number): string => {
  const plain = text.toWellFormed().replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim()
  return [...plain].slice(0, longest).join('')
}

/** A person's or a team's name, for a display name. */
export const cleanName = (text: string | null | undefined): string => clean(text ?? '', LONGEST_NAME)

/** A subject in one line; never empty, since some servers take that for junk. */
export const cleanSubject = (text: string): string => clean(text, LONGEST_SUBJECT) || '(no subject)'

const OURS_TO_GIVE = /^(List-(Id|Unsubscribe|Unsubscribe-Post|Help)|Precedence|X-[A-Za-z0-9-]{1,60})$/

/** The headers somebody asked for, without those that only the sender itself may write, each in one line. */
export const cleanHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => OURS_TO_GIVE.test(name) && typeof value === 'string')
      .map(([name, value]) => [name, clean(String(value), LONGEST_VALUE)]),
  )

const LONGEST_LOCAL = 64
const LONGEST_ADDRESS = 254
const LOCAL = /^[^\s@<>()[\]\\,;:"]+$/
const DOMAIN =
  /^(?=.{1,253}$)([\p{L}\p{N}]([\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)*[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

/** Whether this is one plain address and nothing besides: no name, no list, no quotation, no route. */
export function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  if (at < 1 || text.length > LONGEST_ADDRESS || Buffer.byteLength(local) > LONGEST_LOCAL) return false
  if (text.search(UNSAFE) >= 0 || text.toWellFormed() !== text) return false
  return LOCAL.test(local) && !/^\.|\.$|\.\./.test(local) && DOMAIN.test(domain)
}

/** help@council with a tag: help+TAG@council. Undefined where that is longer than an address may be. */
export function tagged(address: string, tag: string): string | undefined {
  const at = address.lastIndexOf('@')
  const local = `${address.slice(0, at)}+${tag}`
  return Buffer.byteLength(local) > LONGEST_LOCAL ? undefined : `${local}${address.slice(at)}`
}

export type Kind = 'reply' | 'acknowledgement' | 'notification' | 'answer' | 'test'

/** What tells another machine that no person wrote this, so that it neither answers nor counts it (RFC 3834; abuse case 7). */
export function machineHeaders(kind: string): Record<string, string> {
  if (kind === 'reply') return {}
  const replied = kind === 'acknowledgement' || kind === 'answer'
  return {
    'Auto-Submitted': replied ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(kind === 'test' ? {} : { Precedence: replied ? 'auto_reply' : 'bulk' }),
  }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, letter => escapes[letter]!)

/** A plain text as HTML that reads the same: paragraphs, line ends, and addresses of pages that can be followed. */
export function htmlFrom(text: string): string {
  const linked = (line: string) =>
    escaped(line).replace(/https?:\/\/[^\s<>]*[^\s<>.,;:!?)'\]]/g, url => `<a href="${url}">${url}</a>`)
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/)
  const body = paragraphs.map(one => `<p>${one.split('\n').map(linked).join('<br>\n')}</p>`).join('\n')
  return `<!doctype html>\n<html lang="en-GB"><body style="font-family: sans-serif; font-size: 16px; line-height: 1.5">\n${body}\n</body></html>`
}
