/*
 * A mail server of a council's own: what its settings keep, and how it is reached. Its password is sealed; it is opened only to sign in,
 * and shown to nobody. Settings come from an administrator of one council, so where they may lead is for whoever runs the installation
 * to say (decision 19).
 */
import { isIP } from 'node:net'
import { z } from 'zod'
import { type Allowed, allowedFrom, reach } from '#platform/net/reach.ts'
import { unseal } from '#platform/secrets/seal.ts'

/** From the first byte, by STARTTLS, or not at all. */
export const TLS = ['implicit', 'required', 'never'] as const

const server = z.object({
  host: z.string(),
  port: z.number(),
  tls: z.enum(TLS),
  user: z.string().nullable().default(null),
  sealed_password: z.string().nullable().default(null),
})
const imap = server.extend({ folder: z.string(), after: z.enum(['move', 'seen']), moved_to: z.string() })

export type SmtpSettings = z.infer<typeof server>
export type ImapSettings = z.infer<typeof imap>

/** The settings as a mailbox keeps them; null when it has none. */
export const smtpOf = (kept: unknown): SmtpSettings | null => (kept ? server.parse(kept) : null)
export const imapOf = (kept: unknown): ImapSettings | null => (kept ? imap.parse(kept) : null)

/** What a password is sealed for: this mailbox's way in or out. */
export const boundTo = (mailbox_id: string, way: 'imap' | 'smtp') => `mailbox ${mailbox_id} ${way}`

let allowed: Allowed = allowedFrom([])

/** The hosts and networks of the installation's own network that mailboxes may name. Said once, when the process starts. */
export function allowMailHosts(texts: readonly string[]): void {
  allowed = allowedFrom(texts)
}

/** Whether whoever runs the installation named this host: then they answer for its ports too. */
export const isNamed = (host: string): boolean => allowed.has(host, host)

/** A mail server ready to connect to. `address` is where, `host` is whose certificate it must have. */
export interface MailServer {
  readonly host: string
  readonly address: string
  readonly port: number
  readonly tls: SmtpSettings['tls']
  readonly user: string | undefined
  readonly password: string | undefined
}

/** Finds a mailbox's server and opens its password. Raises `net.…` when it may not be reached, `secrets.…` without its key. */
export async function openServer(
  mailbox_id: string,
  way: 'imap' | 'smtp',
  { host, port, tls, user, sealed_password }: SmtpSettings,
): Promise<MailServer> {
  const address = await reachServer(host)
  return { host, address, port, tls, ...loginOf(mailbox_id, way, { user, sealed_password }) }
}

/** The address of a mailbox's mail server. Raises `net.…` when it may not be reached. */
export const reachServer = (host: string): Promise<string> => reach(host, allowed)

/** Who signs in with what. Raises `secrets.…` without the key it was sealed with. */
export const loginOf = (
  mailbox_id: string,
  way: 'imap' | 'smtp',
  { user, sealed_password }: Pick<SmtpSettings, 'user' | 'sealed_password'>,
) => ({
  user: user ?? undefined,
  password: sealed_password === null ? undefined : unseal(boundTo(mailbox_id, way), sealed_password),
})

/** The name for a certificate: an address has none to say. */
export const servernameOf = (host: string): string | undefined => (isIP(host) ? undefined : host)
