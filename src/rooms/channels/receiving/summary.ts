import { parseAddresses, printable } from '../reading/addresses.ts'
import { decodeHeader } from '../reading/encoded-words.ts'
import type { Headers } from './fingerprint.ts'

const MOST_ID = 998
const MOST_TEXT = 300
/** Of one field, as it came: long enough for what is shown, and quickly read. */
const MOST_RAW = 4000

/** What a list of received messages shows, and what threads are found by. As the message says of itself: never to be trusted. */
export function summaryOf(headers: Headers) {
  const first = (name: string) => headers.get(name)?.[0]?.replaceAll('\0', '')
  const [from] = parseAddresses(first('from')?.slice(0, MOST_RAW) ?? '', 1)
  return {
    message_id: idOf(first('message-id')),
    from_address: from?.address.slice(0, MOST_TEXT) || null,
    from_name: from?.name.slice(0, MOST_TEXT) || null,
    subject: printable(decodeHeader(first('subject')?.slice(0, MOST_RAW) ?? '')).slice(0, MOST_TEXT) || null,
  }
}

/** Without angle brackets, bounded; null for an empty one. */
function idOf(said: string | undefined): string | null {
  const id = /<([^<>]*)>/.exec(said ?? '')?.[1] ?? said ?? ''
  return id.trim().slice(0, MOST_ID) || null
}
