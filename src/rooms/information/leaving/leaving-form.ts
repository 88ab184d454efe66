import { z } from 'zod'
import type { Entered } from '#platform/http/form.ts'
import { dateOn, parseLocal } from '#platform/time/say.ts'
import type { Leaving } from './leaving.queries.ts'
import { keptBetween } from './leaving.rules.ts'

const words = (what: string) => z.string(what).trim().max(2000, 'Say it in 2,000 characters or fewer').optional()
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

const fields = z.object({
  leaves_at: z.string().trim().optional(),
  kept_until: z
    .string('Enter until when it is kept')
    .trim()
    .refine(isDay, 'Enter a day that exists, such as 2027-10-01'),
  open_cases: z.enum(['wait', 'close'], 'Choose what becomes of open cases'),
  close_because: words('Say why'),
  answers: z.enum(['answer', 'refuse'], 'Choose what becomes of mail that still comes'),
  mail_answer: words('Say what is answered'),
})

/** What is settled about a leaving, as it is typed; days are those of the organisation's zone. */
export const leavingForm = (zone: string, now: Date) =>
  fields.transform((typed, ctx) => {
    const wrong = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    const { open_cases, kept_until } = typed
    const leaves_at = typed.leaves_at ? parseLocal(typed.leaves_at, '00:00', zone) : now
    if (!leaves_at) wrong('leaves_at', 'Enter a day that exists, such as 2027-04-01')
    const [first, last] = keptBetween(leaves_at && leaves_at > now ? leaves_at : now)
    if (kept_until < first || kept_until > last) wrong('kept_until', `Choose a day from ${first} to ${last}`)
    if (open_cases === 'close' && !typed.close_because) wrong('close_because', 'Say why they are closed')
    if (typed.answers === 'answer' && !typed.mail_answer) wrong('mail_answer', 'Say what is answered')
    return {
      ...{ leaves_at: leaves_at ?? now, kept_until, open_cases },
      close_because: open_cases === 'close' ? (typed.close_because ?? '') : null,
      mail_answer: typed.answers === 'answer' ? (typed.mail_answer ?? '') : null,
    }
  })

/** The form as a leaving is settled now. */
export const enteredOf = (leaving: Leaving, zone: string): Entered => ({
  leaves_at: dateOn(leaving.leaves_at, zone),
  kept_until: leaving.kept_until,
  open_cases: leaving.open_cases,
  close_because: leaving.close_because ?? '',
  answers: leaving.mail_answer === null ? 'refuse' : 'answer',
  mail_answer: leaving.mail_answer ?? '',
})
