import { printable } from './addresses.ts'
import { parseStructured } from './parameters.ts'
import type { Part } from './split-message.ts'

export type AttachmentKind = 'file' | 'message' | 'calendar' | 'signature' | 'encrypted' | 'winmail'

/** A file of a message, as it came. */
export interface ReadAttachment {
  readonly name: string
  readonly type: string
  readonly size: number
  /** Shown within the text rather than beneath it. */
  readonly inline: boolean
  readonly content_id: string | null
  readonly sha256: string
  readonly kind: AttachmentKind
}

/** What is known of an attachment before its bytes. */
export type AttachmentHead = Pick<ReadAttachment, 'name' | 'type' | 'inline' | 'content_id' | 'kind'>

/** Keeps an attachment's bytes while they stream past. */
export type OnAttachment = (attachment: AttachmentHead, bytes: AsyncIterable<Uint8Array>) => Promise<void>

const NAME_LENGTH = 200
const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'image/tiff': 'tif',
  'image/bmp': 'bmp',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/msword': 'doc',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/xml': 'xml',
  'application/xml': 'xml',
  'application/json': 'json',
  'application/ics': 'ics',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/amr': 'amr',
  'video/mp4': 'mp4',
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'application/pgp-signature': 'asc',
  'application/pkcs7-signature': 'p7s',
  'application/x-pkcs7-signature': 'p7s',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'application/ms-tnef': 'dat',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'text/rfc822-headers': 'txt',
}

const STANDARD_NAMES: Record<string, string> = {
  'message/delivery-status': 'delivery-status.txt',
  'message/feedback-report': 'feedback-report.txt',
  'message/disposition-notification': 'read-receipt.txt',
  'text/rfc822-headers': 'headers.txt',
  'application/pgp-signature': 'signature.asc',
  'application/pkcs7-signature': 'smime.p7s',
  'application/x-pkcs7-signature': 'smime.p7s',
  'application/pkcs7-mime': 'smime.p7m',
  'application/x-pkcs7-mime': 'smime.p7m',
  'application/ms-tnef': 'winmail.dat',
  'text/calendar': 'invite.ics',
}

/**
 * A file name that is safe to show and to offer (abuse case 12): no path, no control characters, nothing that turns the
 * direction of reading (so that `exe.fdp` is not read as `pdf.exe` backwards), bounded, its ending kept.
 */
export function safeName(said: string): string {
  const last =
    printable(said)
      .split(/[\\/]/)
      .filter(piece => piece.trim() !== '')
      .at(-1) ?? ''
  const clean = last.replace(/^[.\s]+(?=\.|$)/, '').trim()
  const letters = [...clean]
  if (letters.length <= NAME_LENGTH) return clean
  const ending = /\.[^.\s]{1,12}$/.exec(clean)?.[0] ?? ''
  return letters.slice(0, NAME_LENGTH - [...ending].length).join('') + ending
}

/** The file name a part gives itself, in any of the places programs put it; empty when it gives none. */
export function saidName(part: Part): string {
  const disposition = parseStructured(part.header.first('content-disposition'))
  const said =
    disposition.parameters.get('filename') || disposition.parameters.get('name') || part.type.parameters.get('name')
  return safeName(said ?? '')
}

/** Programs that give a picture no name often give it an identifier made of one: image001.png@01DA6C2F.5B2E9C40. */
export function identifiedName(part: Part): string {
  const name = /^([^@\s/\\]{1,80}\.[a-z0-9]{2,5})@/i.exec(contentId(part) ?? '')?.[1] ?? ''
  const ending = EXTENSIONS[part.type.value]
  return ending && name.toLowerCase().endsWith(`.${ending}`) ? safeName(name) : ''
}

/** A name for a part that gives none: what it is, and which of its kind. */
export function givenName(type: string, number: number): string {
  const standard = STANDARD_NAMES[type]
  if (standard) return standard
  const ending = EXTENSIONS[type]
  const what = type.startsWith('image/') ? 'picture' : 'file'
  return `${what}-${number}${ending ? `.${ending}` : ''}`
}

export function contentId(part: Part): string | null {
  const id = printable(part.header.first('content-id').slice(0, 400))
    .replace(/^<+|>+$/g, '')
    .trim()
    .slice(0, 300)
  return id === '' ? null : id
}
