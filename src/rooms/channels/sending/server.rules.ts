/** A mail server to hand messages to. */
export interface MailServer {
  /** The same for the same server, user and password: messages to it share connections that are signed in. */
  readonly key: string
  readonly host: string
  readonly port: number
  /** From the first byte, by STARTTLS or not at all, if it is offered, or never. */
  readonly tls: 'implicit' | 'required' | 'offered' | 'never'
  readonly user?: string | undefined
  readonly password?: string | undefined
  /** Named by a council's administrator, who may not look round the installation's own network. */
  readonly of_mailbox?: boolean
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/**
 * A server from an address such as smtp://user:password@mail.example.org:587. smtps:// is encrypted from the first byte; otherwise
 * STARTTLS is required, unless the server is on this machine or the address ends in ?tls=offered or ?tls=never.
 */
export function serverFrom(address: string): MailServer {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const implicit = url.protocol === 'smtps:'
  const said = url.searchParams.get('tls')
  const usual = isLoopback(host) ? 'offered' : 'required'
  return {
    ...{ key: address, host, port: Number(url.port) || (implicit ? 465 : url.username ? 587 : 25) },
    tls: implicit ? 'implicit' : said === 'never' || said === 'offered' || said === 'required' ? said : usual,
    ...(url.username && { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
  }
}
