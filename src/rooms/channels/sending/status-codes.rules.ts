/** What a mail server's answer means, for somebody who has never seen one. Codes: RFC 3463 and its register. */
const WORDS: Record<string, string> = {
  '1.0': 'There is something wrong with the address.',
  '1.1': 'The mailbox does not exist.',
  '1.2': 'The part after the @ is not a place that takes mail.',
  '1.3': 'The address is not written as an address.',
  '1.4': 'The address could mean more than one mailbox.',
  '1.6': 'The mailbox has moved, and nobody said where to.',
  '1.7': 'Our own address was not accepted as it is written.',
  '1.8': 'Our own address was not accepted.',
  '1.10': 'The organisation at this address takes no mail.',
  '2.0': 'There is something wrong with the mailbox.',
  '2.1': 'The mailbox is switched off and takes no messages.',
  '2.2': 'The mailbox is full.',
  '2.3': 'The message is larger than the mailbox takes.',
  '2.4': 'The list of people behind this address does not work.',
  '3.0': 'The other mail system has a problem.',
  '3.1': 'The other mail system is full.',
  '3.2': 'The other mail system takes no messages at the moment.',
  '3.4': 'The message is larger than the other mail system takes.',
  '4.0': 'The message could not be carried to the other mail system.',
  '4.1': 'The other mail system does not answer.',
  '4.2': 'The connection to the other mail system broke.',
  '4.3': 'The other mail system could not be looked up.',
  '4.4': 'There is no way to the other mail system.',
  '4.5': 'The other mail system is too busy.',
  '4.6': 'The message went round in circles.',
  '4.7': 'The message could not be delivered in time.',
  '5.0': 'The two mail systems did not understand each other.',
  '5.3': 'There are more recipients than the other mail system takes at once.',
  '6.0': 'The other mail system could not read the message.',
  '7.0': 'The other mail system refused the message by its own rules.',
  '7.1': 'The other mail system does not take messages from us for this address.',
  '7.2': 'We may not write to the list behind this address.',
  '7.8': 'The mail server did not accept our user name and password.',
  '7.9': 'The mail server wants another way of signing in.',
  '7.23': 'The other mail system could not be sure that the message is really ours (SPF).',
  '7.25': 'The other mail system could not be sure that our server is who it says.',
  '7.26': 'The other mail system could not be sure that the message is really ours.',
}

const SUBJECTS: Record<string, string> = {
  '1': 'There is something wrong with the address.',
  '2': 'There is something wrong with the mailbox.',
  '3': 'The other mail system has a problem.',
  '4': 'The message could not be carried to the other mail system.',
  '5': 'The two mail systems did not understand each other.',
  '6': 'The other mail system could not read the message.',
  '7': 'The other mail system refused the message by its own rules.',
}

const CODE = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/

/** The enhanced status code in an answer or a report: "5.1.1". */
export const statusIn = (text: string | null | undefined): string | undefined => CODE.exec(text ?? '')?.[0]

const NO_SUCH =
  /\b(user|recipient|mailbox|address|account)\b.{0,40}\b(unknown|not (?:exist|found)|doesn'?t exist|invalid|rejected|no longer|disabled)|\b(unknown|no such|invalid) (local )?(user|recipient|mailbox|address|person)/i

/** What an answer or a report says, in words. */
export function wordsFor(answer: string | null | undefined): string {
  const status = statusIn(answer)
  const [, subject, detail] = status?.split('.') ?? []
  const known = status && (WORDS[`${subject}.${detail}`] ?? SUBJECTS[subject!])
  if (known) return known
  if (NO_SUCH.test(answer ?? '')) return WORDS['1.1']!
  return 'The other mail system did not take the message, and gave no reason that we know.'
}

const HARD = /^5\.(1\.(0|1|2|3|4|6|10)|2\.1|4\.4)$/

/**
 * Whether writing to this address again is pointless. A full mailbox, a size or a rule of the other side is about this message or
 * this day: such an address is not given up, or one bad day with a spam filter would silence a whole council.
 */
export function isHard(answer: string | null | undefined): boolean {
  const status = statusIn(answer)
  if (status) return HARD.test(status)
  return /^5(50|51|53)\b/.test(answer ?? '') && NO_SUCH.test(answer ?? '')
}
