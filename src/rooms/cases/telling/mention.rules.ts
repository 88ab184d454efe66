/** Somebody who may be named in a note. */
export interface Nameable {
  readonly id: string
  readonly name: string
  readonly email: string | null
}

const WORD = /[\p{L}\p{N}_-]/u
const MOST = 20

const calls = (text: string, at: number, called: string): boolean =>
  called !== '' && text.startsWith(called, at) && !WORD.test(text[at + called.length] ?? ' ')

/**
 * Who is named in a text: "@Asha Patel", "@asha@example.org", or "@Asha" where only one is called so. Of names that begin alike the
 * longest counts; two people of one name are both meant, as nobody can say which.
 */
export function mentionsIn(body: string, people: readonly Nameable[]): string[] {
  const text = body.toLowerCase()
  const known = people.map(({ id, name, email }) => {
    const lower = name.toLowerCase()
    return { id, name: lower, first: lower.split(' ')[0]!, email: email?.toLowerCase() ?? '' }
  })
  const found = new Set<string>()
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}_.-])@/gu)) {
    if (found.size >= MOST) break
    const at = index + 1
    const whole = known.filter(({ name, email }) => calls(text, at, email) || calls(text, at, name))
    const longest = Math.max(0, ...whole.map(({ name }) => name.length))
    const first = known.filter(({ first }) => calls(text, at, first))
    const meant =
      whole.length > 0 ? whole.filter(({ name }) => name.length === longest) : first.length === 1 ? first : []
    for (const { id } of meant) found.add(id)
  }
  return [...found]
}
