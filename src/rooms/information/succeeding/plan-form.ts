import { z } from 'zod'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'

/** The fields of every plan that makes a new organisation: what it is called, and when it begins. */
export const newOrganisation = (zone: string) => ({
  name: z
    .string('Enter a name')
    .trim()
    .min(1, 'Enter the name of the new organisation')
    .max(200, 'That name is too long'),
  short_name: z.string('Enter a short name').trim().min(1, 'Enter a short name').max(30, 'Use at most 30 letters'),
  takes_effect_at: z
    .string()
    .optional()
    .transform((day, ctx) => {
      const at = day ? parseLocal(day, '00:00', zone) : now()
      if (at) return at
      ctx.addIssue({ code: 'custom', message: 'Enter a day that exists, such as 2027-04-01' })
      return z.NEVER
    }),
})
