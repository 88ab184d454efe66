import { createHash } from 'node:crypto'

export type MessageKind = 'request' | 'reply' | 'note' | 'forward'

/** What a requester never reads: notes, and what was sent to somebody else. */
export const isForStaff = (kind: MessageKind): boolean => kind === 'note' || kind === 'forward'

/** What the record keeps of a message, so that one changed afterwards shows. */
export const fingerprint = (body: string): string => createHash('sha256').update(body).digest('hex')

const PREVIEW = 140

/** The beginning of a message on one line, for a list. */
export function previewOf(body: string): string {
  const line = body
    .slice(0, PREVIEW * 2)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1)}…` : line
}
