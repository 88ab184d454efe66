import type { Message } from '../case.queries.ts'

/** What goes: our own words, and beneath them what was said, under who said it and when. */
export function forwardedBody(
  words: string,
  { author_name, body }: Pick<Message, 'author_name' | 'body'>,
  when: string,
) {
  const quoted = body
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(line => (line === '' ? '>' : `> ${line}`))
  return `${words.trim()}\n\nOn ${when}, ${author_name} wrote:\n${quoted.join('\n')}`
}
