/** What a file is, by its first bytes: never by its name or by what the sender says. */

const starts =
  (...bytes: number[]) =>
  (head: Buffer) =>
    bytes.every((byte, index) => head[index] === byte)
const says =
  (text: string, at = 0) =>
  (head: Buffer) =>
    head.toString('latin1', at, at + text.length) === text
const OFFICE = 'application/vnd.openxmlformats-officedocument'
const isZip = starts(0x50, 0x4b, 3, 4)
/** A zip whose first entries lie in this folder, as office documents have them. */
const zipWith = (folder: string) => (head: Buffer) => isZip(head) && head.includes(folder)

const KNOWN: readonly (readonly [type: string, is: (head: Buffer) => boolean])[] = [
  ['image/png', starts(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
  ['image/jpeg', starts(0xff, 0xd8, 0xff)],
  ['image/gif', head => says('GIF87a')(head) || says('GIF89a')(head)],
  ['image/webp', head => says('RIFF')(head) && says('WEBP', 8)(head)],
  ['application/pdf', says('%PDF-')],
  [`${OFFICE}.wordprocessingml.document`, zipWith('word/')],
  [`${OFFICE}.spreadsheetml.sheet`, zipWith('xl/')],
  [`${OFFICE}.presentationml.presentation`, zipWith('ppt/')],
  ['application/vnd.oasis.opendocument.text', zipWith('mimetypeapplication/vnd.oasis.opendocument.text')],
  ['application/vnd.oasis.opendocument.spreadsheet', zipWith('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
  ['application/zip', isZip],
  ['text/plain', isText],
]

/** The media type of a file that begins with these bytes. HTML and SVG are text here: nothing of a stranger's is ever a page. */
export const sniff = (head: Buffer): string => KNOWN.find(([, is]) => is(head))?.[0] ?? 'application/octet-stream'

const NAMES: Record<string, string> = {
  'image/png': 'PNG image',
  'image/jpeg': 'JPEG image',
  'image/gif': 'GIF image',
  'image/webp': 'WebP image',
  'application/pdf': 'PDF',
  [`${OFFICE}.wordprocessingml.document`]: 'Word document',
  [`${OFFICE}.spreadsheetml.sheet`]: 'Excel spreadsheet',
  [`${OFFICE}.presentationml.presentation`]: 'PowerPoint presentation',
  'application/vnd.oasis.opendocument.text': 'OpenDocument text',
  'application/vnd.oasis.opendocument.spreadsheet': 'OpenDocument spreadsheet',
  'application/zip': 'Zip archive',
  'text/plain': 'Text',
}

/** What people call it. */
export const typeName = (media_type: string): string => NAMES[media_type] ?? 'File'

/** Pictures that a browser may show inside our own page: none of these can hold a script. */
export const mayBeShown = (media_type: string): boolean =>
  ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].includes(media_type)

function isText(head: Buffer): boolean {
  if (head.length === 0 || head.some(byte => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false
  // Streaming, because the piece may end within a character.
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
