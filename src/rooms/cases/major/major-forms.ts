import { z } from 'zod'

const words = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Keep it under ${most.toLocaleString('en-GB')} characters`)
const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep it under ${most.toLocaleString('en-GB')} characters`)
    .default('')

const minutes = z.coerce
  .number('Enter a number of minutes')
  .int('Enter whole minutes')
  .min(5, 'At most every 5 minutes')
  .max(1440, 'At least once a day')

export const declareForm = z.object({
  title: words(200, 'Say what is wrong in a few words'),
  affected: perhaps(2000),
  because: words(500, 'Say why this is a major incident'),
  update_minutes: minutes,
  banner: perhaps(2000),
  others: z.string().default(''),
})

export const updateForm = z.object({
  body: words(5000, 'Say how it stands'),
  shown_to: z.enum(['everyone', 'staff'], 'Choose who is told'),
})

const person = z.union([z.literal(''), z.uuid('Choose somebody from the list')]).default('')
export const changeForm = z.object({
  affected: perhaps(2000),
  workaround: perhaps(2000),
  update_minutes: minutes,
  lead_id: person,
  communications_id: person,
  technical_id: person,
})

export const resolveForm = z.object({ resolution: words(4000, 'Say what was done, in words everybody can read') })
export const reopenForm = z.object({ because: words(500, 'Say why it is not over') })
export const reviewForm = z.object({
  cause: words(5000, 'Say what caused it'),
  effect: words(5000, 'Say whom it touched, and how'),
  fix: words(5000, 'Say what mended it'),
  prevention: words(5000, 'Say what keeps it from happening again'),
})
