import { z } from 'zod'
import { type Entered, listOf } from '#platform/http/form.ts'
import type { Mailbox } from './mailbox.queries.ts'
import type { MailboxFields } from './save-mailbox.actions.ts'

const MB = 1024 * 1024
export const MOST_MB = 150

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `That is too long: use ${most} letters`)
    .default('')
    .transform(text => text || null)
const chosen = z
  .string()
  .default('')
  .transform(text => text || null)
const level = z
  .enum(['', '1', '2', '3'])
  .default('')
  .transform(text => (text === '' ? null : Number(text)))
const perMinute = z
  .string()
  .trim()
  .default('')
  .refine(text => text === '' || /^\d{1,5}$/.test(text), 'Enter a whole number, such as 30')
  .refine(text => text === '' || Number(text) > 0, 'Enter at least 1, or leave it empty')
  .transform(text => (text === '' ? null : Number(text)))
const ticked = z
  .string()
  .default('')
  .transform(text => text !== '')
const lines = (right: RegExp, sentence: string) =>
  z
    .string()
    .default('')
    .transform(text => [...new Set(text.split(/[\s,;]+/).filter(Boolean))])
    .refine(all => all.length <= 500, 'That is too many: use 500')
    .refine(all => all.every(one => right.test(one)), sentence)

const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s]+$/
const SENDER = /^([^@\s]+@)?[^@\s.]+(\.[^@\s.]+)+$/

/** The form of a mailbox, but for its servers. */
export const mailboxForm: z.ZodType<MailboxFields> = z
  .object({
    address: z
      .string()
      .trim()
      .toLowerCase()
      .max(254, 'That is too long')
      .regex(ADDRESS, 'Enter an e-mail address, like help@council.gov.uk'),
    name: z.string().trim().min(1, 'Enter a name').max(100, 'That name is too long: use 100 letters'),
    purpose: z.string().trim().max(500, 'That is too long: use 500 letters').default(''),
    kind: z.enum(['incident', 'service_request'], { error: 'Choose what a message becomes' }),
    ...{ category_id: chosen, team_id: chosen, impact: level, urgency: level },
    serves: z.string().default('').transform(listOf),
    unknown_sender: z.enum(['new_person', 'quarantine', 'answer'], {
      error: 'Choose what somebody you do not know gets',
    }),
    allowed_senders: lines(SENDER, 'Write each as an address or a domain, like example.org'),
    blocked_senders: lines(SENDER, 'Write each as an address or a domain, like example.org'),
    refused_files: lines(/^[^/\\]{1,100}$/, 'Write each as a file name, like *.exe'),
    most_mb: z.coerce
      .number({ error: 'Enter a number of megabytes' })
      .min(1, 'Enter at least 1 MB')
      .max(MOST_MB, `Enter at most ${MOST_MB} MB`),
    ...{ acknowledges: ticked, takes_tags: ticked, sends_by_default: ticked },
    ...{ trusted_gateway: optional(200), from_name: optional(100), most_a_minute: perMinute },
  })
  .transform(({ most_mb, ...fields }) => ({ ...fields, most_bytes: Math.round(most_mb * MB) }))

/** What is entered before anything is: a mailbox as most are. */
export const FRESH: Entered = {
  ...{ kind: 'incident', unknown_sender: 'new_person', most_mb: '50', acknowledges: 'yes', takes_tags: 'yes' },
}

/** What a mailbox's form shows. */
export function enteredOf(mailbox: Mailbox, serves: readonly string[]): Entered {
  const { allowed_senders, blocked_senders, refused_files, most_bytes } = mailbox
  const texts = ['address', 'name', 'purpose', 'kind', 'category_id', 'team_id', 'impact', 'urgency'] as const
  const more = ['unknown_sender', 'trusted_gateway', 'from_name', 'most_a_minute'] as const
  const ticks = ['acknowledges', 'takes_tags', 'sends_by_default'] as const
  return {
    ...Object.fromEntries([...texts, ...more].map(name => [name, String(mailbox[name] ?? '')])),
    ...Object.fromEntries(ticks.map(name => [name, mailbox[name] ? 'yes' : ''])),
    ...{ allowed_senders: allowed_senders.join('\n'), blocked_senders: blocked_senders.join('\n') },
    ...{ refused_files: refused_files.join('\n'), most_mb: String(Math.round((most_bytes / MB) * 10) / 10) },
    serves: serves.join('\n'),
  }
}
