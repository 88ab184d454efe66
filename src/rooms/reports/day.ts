import { parseLocal } from '#platform/time/say.ts'
import { wallClock } from '#platform/time/wall-clock.ts'
import { dateAfter } from './day.rules.ts'

/** The date on the wall at an instant, YYYY-MM-DD. */
export const dateIn = (zone: string, at: Date): string => wallClock(at, zone).toISOString().slice(0, 10)

/** When a date begins in a zone. Where midnight is skipped by a clock change, an hour later. */
export const startOf = (date: string, zone: string): Date =>
  parseLocal(date, '00:00', zone) ?? parseLocal(date, '01:00', zone) ?? new Date(date)

export const endOf = (date: string, zone: string): Date => startOf(dateAfter(date, 1), zone)
