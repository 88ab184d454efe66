import { COMMON_PASSWORDS } from './common-passwords.rules.ts'

/** What an organisation asks besides what everybody must keep to. */
export interface PasswordRules {
  readonly least_length: number
  readonly banned_words: readonly string[]
}

export const SHORTEST = 12
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
export function passwordProblem(password: string, about: About, rules?: PasswordRules): string | null {
  const plain = plainly(password)
  const shortest = Math.max(SHORTEST, rules?.least_length ?? 0)
  if ([...password].length < shortest)
    return `Use at least ${shortest} characters: three random words make a good password`
  if (new Set(plain).size < 4) return 'Use more different characters: this one repeats too few'
  if (COMMON_PASSWORDS.has(plain)) return 'Choose another: this password is on the list that attackers try first'
  const personal = wordsOf(about).find(({ word }) => plain.includes(word))
  if (personal) return `Choose another: a password may not contain your ${personal.what}`
  const banned = rules?.banned_words.find(word => plain.includes(plainly(word)))
  return banned === undefined ? null : `Choose another: your organisation does not allow “${banned}” in a password`
}

const plainly = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** Words kept out of passwords, from a list with one on each line: short ones would be in half of all passwords. */
export const bannedWordsFrom = (text: string): string[] =>
  [...new Set(text.split(/\r?\n/).map(plainly))].filter(word => [...word].length >= SHORTEST_NAME)

function wordsOf({ name, email, organisation }: About) {
  const of = (what: string, words: readonly string[]) =>
    words.filter(word => word.length >= SHORTEST_NAME).map(word => ({ what, word: word.toLowerCase() }))
  return [
    ...of('name', [name.replace(/\s/g, ''), ...name.split(/\s+/)]),
    ...of('e-mail address', email ? [email, email.split('@')[0]!] : []),
    ...of('organisation’s name', [organisation.replace(/\s/g, ''), organisation.split(/\s+/)[0] ?? '']),
  ]
}

/** What a new password must be, before anybody has typed it. */
export const passwordHint = (least: number) =>
  `At least ${least} characters. Three random words work well. Not your name, your address or your organisation.`
