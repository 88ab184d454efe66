import { z } from 'zod'
import type { Spell, Weekday } from '#rooms/clock/index.ts'
import { readSpells, WEEKDAYS } from './calendar-form.rules.ts'

const spells = z
  .string()
  .default('')
  .transform((text, context): readonly Spell[] => {
    const read = readSpells(text)
    if ('spells' in read) return read.spells
    context.addIssue({ code: 'custom', message: read.problem })
    return z.NEVER
  })

/** One field for each day of the week, by the calendar's own names: the hours in it, as they are typed. */
export const weekFields = Object.fromEntries(WEEKDAYS.map(day => [day, spells])) as Record<Weekday, typeof spells>
