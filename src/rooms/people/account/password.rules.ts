import { COMMON_PASSWORDS } from './common-passwords.rules.ts'

const SHORTEST = 12
const SHORTEST_NAME = 4

/** What a password must not be made of. */
export interface About {
  readonly name: string
  readonly email: string | null
  readonly organisation: string
}

/**
 * The rule a new password breaks, as a sentence; null when it may be used. Length and a list of the usual ones rather than capitals
 * and signs, as the National Cyber Security Centre advises.
 */
export function passwordProblem(password: string, about: About): string | null {
  const plain = password.normalize('NFKC').toLowerCase().replace(/\s/g, '')
  if ([...password].length < SHORTEST)
    return `Use at least ${SHORTEST} characters: three random words make a good password`
  if (new Set(plain).size < 4) return 'Use more different characters: this one repeats too few'
  if (COMMON_PASSWORDS.has(plain)) return 'Choose another: this password is on the list that attackers try first'
  const personal = wordsOf(about).find(({ word }) => plain.includes(word))
  return personal ? `Choose another: a password may not contain your ${personal.what}` : null
}

function wordsOf({ name, email, organisation }: About) {
  const of = (what: string, words: readonly string[]) =>
    words.filter(word => word.length >= SHORTEST_NAME).map(word => ({ what, word: word.toLowerCase() }))
  return [
    ...of('name', [name.replace(/\s/g, ''), ...name.split(/\s+/)]),
    ...of('e-mail address', email ? [email, email.split('@')[0]!] : []),
    ...of('organisation’s name', [organisation.replace(/\s/g, ''), organisation.split(/\s+/)[0] ?? '']),
  ]
}
