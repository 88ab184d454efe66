import { z } from 'zod'
import type { Entered } from '#platform/http/form.ts'
import { type ImapSettings, isNamed, type SmtpSettings, TLS } from './server.ts'

const HOST = /^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/i
/** Ports on which mail servers listen. Any other only on a host that whoever runs the installation named. */
const MAIL_PORTS = { smtp: [25, 465, 587, 2525], imap: [143, 993] }

const serverFields = {
  host: z
    .string()
    .trim()
    .max(253, 'That name is too long')
    .regex(HOST, 'Enter the name of a server, like mail.council.gov.uk'),
  port: z.coerce
    .number({ error: 'Enter the number of a port' })
    .int('Enter the number of a port')
    .min(1, 'Enter the number of a port')
    .max(65_535, 'Enter the number of a port'),
  tls: z.enum(TLS, { error: 'Choose how the connection is encrypted' }),
  password: z.string().max(1000, 'That is too long').default(''),
}

const mayUse = (way: 'smtp' | 'imap') => ({
  right: ({ host, port }: { host: string; port: number }) => MAIL_PORTS[way].includes(port) || isNamed(host),
  wrong: { message: `Enter one of the ports for mail: ${MAIL_PORTS[way].join(', ')}`, path: ['port'] },
})

/** The form for sending by a server of the mailbox's own. */
export const sendingForm = z
  .object({
    ...serverFields,
    user: z
      .string()
      .trim()
      .max(200, 'That is too long')
      .default('')
      .transform(text => text || null),
  })
  .refine(mayUse('smtp').right, mayUse('smtp').wrong)

/** The form for fetching. */
export const fetchingForm = z
  .object({
    ...serverFields,
    user: z.string().trim().min(1, 'Enter the user name').max(200, 'That is too long'),
    folder: z.string().trim().min(1, 'Enter the name of a folder, such as INBOX').max(200, 'That is too long'),
    after: z.enum(['move', 'seen'], { error: 'Choose what happens to a message that is filed' }),
    moved_to: z.string().trim().max(200, 'That is too long').default(''),
    take_existing: z
      .string()
      .default('')
      .transform(text => text !== ''),
  })
  .refine(mayUse('imap').right, mayUse('imap').wrong)
  .refine(({ after, moved_to }) => after === 'seen' || moved_to !== '', {
    message: 'Enter the name of a folder, such as Filed',
    path: ['moved_to'],
  })
  .refine(({ after, moved_to, folder }) => after === 'seen' || moved_to !== folder, {
    message: 'Enter another folder than the one that messages are taken from',
    path: ['moved_to'],
  })

export const USUAL_SENDING: Entered = { port: '587', tls: 'required' }
export const USUAL_FETCHING: Entered = {
  port: '993',
  tls: 'implicit',
  folder: 'INBOX',
  after: 'move',
  moved_to: 'Filed',
}

/** What the form of a server shows: never its password. */
export function enteredServer(settings: SmtpSettings | ImapSettings | null, usual: Entered): Entered {
  if (!settings) return usual
  const { sealed_password: _, ...rest } = settings
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value ?? '')]))
}
