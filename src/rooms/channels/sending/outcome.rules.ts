import { wordsFor } from './status-codes.rules.ts'

/** How the other mail server took a message, or how trying it ended. */
export interface Ended {
  /** Its last answer, in its own words; null when none came. */
  readonly answer: string | null
  /** The first three digits of that answer. */
  readonly code: number | null
  /** Where it happened: getting a connection, signing in, naming sender and recipients, or the message itself. */
  readonly stage: 'connection' | 'sender' | 'recipients' | 'message'
  /** Whether the last bytes may have gone: from then on only an answer says whether the message arrived. */
  readonly handed: boolean
}

export type Outcome = 'sent' | 'later' | 'refused' | 'uncertain'

/** What an ending means. Whatever goes wrong before a recipient is named is our own trouble or the server's: that may pass. */
export function outcomeOf({ code, stage, handed }: Ended): Outcome {
  if (code === null) return handed ? 'uncertain' : 'later'
  if (code < 400) return 'sent'
  if (code < 500 || stage === 'connection') return 'later'
  return 'refused'
}

const MINUTE = 60_000
const PAUSES = [1, 5, 15, 60, 120, 240].map(minutes => minutes * MINUTE)
const GIVE_UP_AFTER = 48 * 60 * MINUTE

/** When to try again, having tried so many times since the first; undefined when two days are over. */
export function nextTry(attempts: number, first: Date, now: Date): Date | undefined {
  const next = now.getTime() + (PAUSES[attempts - 1] ?? PAUSES.at(-1)!)
  return next - first.getTime() > GIVE_UP_AFTER ? undefined : new Date(next)
}

const UNREACHED: Record<Ended['stage'], string> = {
  connection: 'Our mail server could not be reached, or did not let us in.',
  sender: 'Our mail server did not take the message.',
  recipients: 'Our mail server did not take the message.',
  message: 'Our mail server did not take the message.',
}

/** What went wrong, in words for whoever wrote the message. */
export function troubleOf(ended: Ended): string {
  if (ended.stage === 'connection' || ended.answer === null) return UNREACHED[ended.stage]
  return wordsFor(ended.answer)
}

export const UNCERTAIN =
  'The connection ended while the message was being handed over, so nobody can know whether it arrived. Ask the recipient, or send it again.'
export const GIVEN_UP = 'It was tried for two days.'
