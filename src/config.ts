import { z } from 'zod'
import { networksFrom } from '#platform/net/reach.ts'

const whole = (fallback: number) => z.coerce.number().int().min(0).default(fallback)

const port = z.coerce.number().int().min(0).max(65_535).optional()
const list = z
  .string()
  .default('')
  .transform(text => text.split(/[\s,]+/).filter(Boolean))

function areNetworks(texts: readonly string[]): boolean {
  try {
    networksFrom(texts)
    return true
  } catch {
    return false
  }
}

const schema = z.object({
  /** The owner's connection: migrates, runs the queue. Its role needs CREATEROLE and BYPASSRLS. */
  DATABASE_URL: z.string().startsWith('postgres'),
  /** The application's own connection, if it signs in as a role of its own that is a member of moothall_app. */
  APP_DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Where to listen: loopback, unless an operator says otherwise. */
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(3000),
  /** The address people use. With https, cookies are sent over https only. */
  PUBLIC_URL: z.url().optional(),
  /** How many proxies of the operator's own stand in front: whose word for a visitor's address is taken. */
  PROXIES: whole(0),
  /** Connections to PostgreSQL for pages and jobs, for each process. */
  POOL_SIZE: whole(10),
  /** Requests a second that each API token may make of each web process, and twice that at once. */
  API_RATE: z.coerce.number().int().min(1).default(200),
  PAGE_RATE: z.coerce.number().min(0.1).default(1),
  /** The mail server messages go to: smtp://user:password@host:587, or smtps://. Without one they stay here, to look at. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'Write it as smtp://user:password@mail.example.org:587' }).optional(),
  /** The address of messages of an organisation without a mailbox. */
  MAIL_FROM: z.email('Write one e-mail address').optional(),
  /** Connections to one mail server at once, for each worker. */
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5),
  /** Jobs run at once by one worker. */
  WORKER_CONCURRENCY: whole(4),
  /** Where the worker takes mail from a mail server: LMTP, or plain SMTP. Neither, unless a port is set. */
  LMTP_PORT: port,
  SMTP_PORT: port,
  /** Where it listens for mail; as the pages, unless this says otherwise. */
  MAIL_HOST: z.string().optional(),
  /** Who may deliver: addresses and networks, with commas between. Whoever can reach it, unless set. */
  MAIL_PEERS: list.refine(areNetworks, 'name addresses or networks, with commas between'),
  /** Hosts and networks inside your own that mailboxes may name as their mail server: "mail.council.example, 10.1.0.0/16". */
  MAIL_HOSTS: list,
  /** What webhooks and the like may reach besides the public Internet: hosts, addresses and nets, with commas between. */
  OUTWARD_ALLOW: z.string().default(''),
  /** Identity providers inside your own network that people may sign in with: hosts, addresses and nets, with commas between. */
  SIGN_IN_HOSTS: z.string().default(''),
  /** Where text messages are handed in: GOV.UK Notify, or something that speaks as it does. */
  NOTIFY_URL: z.url().default('https://api.notifications.service.gov.uk'),
  /** Where ClamAV's clamd listens, which looks at every file that comes: host:port, or the path of its socket. */
  CLAMD: z
    .string()
    .regex(/^(\/.+|[^/\s]+:\d{1,5})$/, 'Write it as host:port, or as the path of a socket')
    .optional(),
  /** What becomes of files while clamd cannot be asked. */
  CLAMD_UNREACHABLE: z.enum(['refuse', 'accept']).default('refuse'),
  /** Seals passwords of mail servers: any long text that nobody guesses. Without it none can be kept. */
  SECRET_KEY: z.string().min(16, 'use at least 16 letters').optional(),
})

export type Config = z.infer<typeof schema>

/** Every environment variable the product reads, once. Raises an error naming each one that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const result = schema.safeParse(environment)
  if (result.success) return result.data
  const wrong = result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Some settings are wrong:\n${wrong.join('\n')}`)
}
