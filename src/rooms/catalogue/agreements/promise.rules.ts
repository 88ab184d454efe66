/* A promise as people write it: "4 hours", "2 hours day and night", "3 working days". */
import type { Duration } from '#rooms/clock/index.ts'
import { readLength, writeLength } from '../targets/length.rules.ts'

const DAYS = /^(\d{1,3}) (?:working )?days?$/
const ALWAYS = / ?,? ?day and night$/

/** What was written, as a promise; undefined for what is none. Days are working days: their last one's end (clock semantics 4). */
export function readPromise(text: string): Duration | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  const days = Number(DAYS.exec(words)?.[1])
  if (days >= 1 && days <= 400) return { working_days: days }
  const always = ALWAYS.test(words)
  const seconds = readLength(words.replace(ALWAYS, ''))
  if (seconds === undefined) return undefined
  return always ? { real_seconds: seconds } : { working_seconds: seconds }
}

/** As it can be typed again. */
export function writePromise(duration: Duration): string {
  if ('working_days' in duration)
    return `${duration.working_days} working ${duration.working_days === 1 ? 'day' : 'days'}`
  return 'real_seconds' in duration
    ? `${writeLength(duration.real_seconds)} day and night`
    : writeLength(duration.working_seconds)
}
