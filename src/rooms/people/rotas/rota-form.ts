/** The forms of a rota and of a stand-in: what was typed, checked. */
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Entered } from '#platform/http/form.ts'
import { parseLocal } from '#platform/time/say.ts'
import { isZone } from '#rooms/clock/index.ts'
import { runsInto, WEEKDAYS, writeSpells } from '../calendars/calendar-form.rules.ts'
import { weekFields } from '../calendars/week-fields.ts'
import type { RotaFields } from './rota.actions.ts'
import type { Rota } from './rota.queries.ts'

/** As many turns as a rota can have before it comes round. */
export const MOST_TURNS = 12

const turns = Object.fromEntries(
  Array.from({ length: MOST_TURNS }, (_, n) => [`person_${n + 1}`, z.union([z.uuid(), z.literal('')]).default('')]),
)

const isDate = (text: string) => parseLocal(text, '12:00', 'UTC') !== undefined

export const rotaForm = z
  .object({
    name: z.string().trim().min(1, 'Enter a name').max(100, 'That name is too long: use 100 letters'),
    zone: z.string().trim().refine(isZone, 'There is no such time zone: for the United Kingdom it is Europe/London'),
    starts_on: z.string().trim().refine(isDate, 'Write the date like 2026-11-30'),
    handover: z
      .string()
      .trim()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time like 09:00'),
    turn_days: z.coerce
      .number('Choose how long a turn lasts')
      .int()
      .min(1, 'A turn lasts a day or more')
      .max(28, 'A turn lasts 28 days or less'),
    ...weekFields,
    ...turns,
  })
  .superRefine((value, context) => {
    // The seven days, each read above.
    const hours = value as unknown as RotaFields['hours']
    const clash = runsInto(hours)
    if (clash) context.addIssue({ code: 'custom', path: [clash.day], message: clash.problem })
    if (WEEKDAYS.every(day => hours[day].length === 0))
      context.addIssue({
        code: 'custom',
        path: ['mon'],
        message: 'Say when somebody is on call: this rota has no hours',
      })
  })
  .transform((value): RotaFields => {
    // The fields made above by name.
    const all = value as unknown as Record<string, string> & RotaFields['hours']
    const { name, zone, starts_on, handover, turn_days } = value
    const hours = Object.fromEntries(WEEKDAYS.map(day => [day, all[day]])) as RotaFields['hours']
    const persons = Array.from({ length: MOST_TURNS }, (_, n) => all[`person_${n + 1}`] ?? '').filter(id => id !== '')
    return { name, zone, starts_on, handover, turn_days, hours, persons }
  })

/** A rota as its form is filled. */
export const asTyped = ({ name, zone, starts_on, handover, turn_days, hours, persons }: Rota): Entered => ({
  ...{ name, zone, starts_on, handover, turn_days: `${turn_days}` },
  ...Object.fromEntries(WEEKDAYS.map(day => [day, writeSpells(hours[day])])),
  ...Object.fromEntries(persons.map((id, n) => [`person_${n + 1}`, id])),
})

/** What a new rota's form begins with: all hours, a week's turn, handed over on a Monday morning. */
export const fresh = (zone: string, starts_on: string): Entered => ({
  ...{ zone, starts_on, handover: '09:00', turn_days: '7' },
  ...Object.fromEntries(WEEKDAYS.map(day => [day, '00:00 to 24:00'])),
})

const moment = (zone: string) =>
  z.string().transform((text, context) => {
    const [date = '', time = ''] = text.trim().split(/[T ]/)
    const at = parseLocal(date, time.slice(0, 5), zone)
    if (at) return at
    context.addIssue({ code: 'custom', message: 'Enter a date and a time there is, such as 2026-12-24 17:00' })
    return z.NEVER
  })

/** Somebody instead of whose turn it is; times are the rota's. */
export const standInForm = (zone: string) =>
  z
    .object({
      person_id: z
        .string()
        .default('')
        .refine(id => id === 'nobody' || isId(id), 'Choose who, or that nobody is'),
      from: moment(zone),
      until: moment(zone),
      because: z.string().trim().min(1, 'Say why').max(300, 'Say why in at most 300 letters'),
    })
    .superRefine(({ from, until }, context) => {
      if (until <= from)
        context.addIssue({ code: 'custom', path: ['until'], message: 'The end is before the beginning' })
    })
    .transform(({ person_id, from, until, because }) => ({
      ...{ person_id: person_id === 'nobody' ? null : person_id, because },
      ...{ from_time: from, until_time: until },
    }))
