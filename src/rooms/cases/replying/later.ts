import { dateOn, parseLocal } from '#platform/time/say.ts'

/** For so long a reply can be undone. */
export const UNDO_SECONDS = 10
const SECOND_MS = 1000
const DAY_MS = 86_400_000
const MORNING = '09:00'
const MONDAY = 1
const MOST_DAYS = 90

/** The next days' mornings that are offered: tomorrow, and Monday when that is another day. */
export function mornings(now: Date, zone: string): { value: string; text: string; at: Date }[] {
  const offered: { value: string; text: string; at: Date }[] = []
  for (let days = 1; days <= 7; days++) {
    const date = dateOn(new Date(now.getTime() + days * DAY_MS), zone)
    const at = parseLocal(date, MORNING, zone)
    const isMonday = new Date(`${date}T12:00:00Z`).getUTCDay() === MONDAY
    if (at && days === 1) offered.push({ value: 'tomorrow', text: `Tomorrow ${MORNING}`, at })
    else if (at && isMonday) offered.push({ value: 'monday', text: `Monday ${MORNING}`, at })
  }
  return offered
}

export interface WhenEntered {
  readonly when?: string | undefined
  readonly send_date?: string | undefined
  readonly send_time?: string | undefined
}

export type SendTime = { readonly at: Date; readonly planned: boolean } | { readonly error: string }

/** The instant that was chosen, in the organisation's zone; a sentence when it is none, is past, or is too far off. */
export function sendTime(entered: WhenEntered, zone: string, now: Date): SendTime {
  const { when = '', send_date = '', send_time = '' } = entered
  if (when === '') return { at: new Date(now.getTime() + UNDO_SECONDS * SECOND_MS), planned: false }
  const offered = mornings(now, zone).find(({ value }) => value === when)
  if (offered) return { at: offered.at, planned: true }
  const at = parseLocal(send_date, send_time || MORNING, zone)
  if (!at) return { error: 'Enter the day and time to send it, such as 09:00' }
  if (at <= now) return { error: 'That time has passed: choose a later one' }
  if (at.getTime() > now.getTime() + MOST_DAYS * DAY_MS) return { error: `Choose a day in the next ${MOST_DAYS} days` }
  return { at, planned: true }
}
