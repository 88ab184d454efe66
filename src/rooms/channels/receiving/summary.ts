import type { Headers } from './fingerprint.ts'

const MOST_ID = 998
const MOST_TEXT = 300

/** What a list of received messages shows, and what threads are found by. As the message says of itself: never to be trusted. */
export function summaryOf(headers: Headers) {
  const first = (name: string) => headers.get(name)?.[0]?.replaceAll('\0', '')
  return {
    message_id: idOf(first('message-id')),
    from_address: first('from')?.slice(0, MOST_TEXT) ?? null,
    from_name: null,
    subject: first('subject')?.slice(0, MOST_TEXT) ?? null,
  }
}

/** Without angle brackets, bounded; null for an empty one. */
function idOf(said: string | undefined): string | null {
  const id = /<([^<>]*)>/.exec(said ?? '')?.[1] ?? said ?? ''
  return id.trim().slice(0, MOST_ID) || null
}
