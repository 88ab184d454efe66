import { Problem } from '#platform/problem.ts'

/** What a network library says of itself when something fails. */
interface Failed extends Error {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly response?: unknown
  readonly responseText?: unknown
  readonly authenticationFailed?: unknown
  readonly serverResponseCode?: unknown
}

const CERTIFICATES: Record<string, string> = {
  CERT_HAS_EXPIRED: 'has run out',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'was made by itself, so nobody vouches for it',
  SELF_SIGNED_CERT_IN_CHAIN: 'is vouched for by nobody this machine trusts',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'is vouched for by nobody this machine trusts',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'is vouched for by nobody this machine trusts',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another name',
}

const GONE = [
  'ECONNRESET',
  'EPIPE',
  'EConnectionClosed',
  'NoConnection',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
]
const SILENT = ['ETIMEDOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT']
const UNREACHED = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']
const NOT_TLS = ['ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']

const inside = (error: Failed): string[] => {
  const { cause } = error
  return [String(error.code ?? ''), cause instanceof Error && 'code' in cause ? String(cause.code) : '']
}

/** What went wrong with a mail server, for whoever set it up: what it is, and what to look at. */
export function troubleWith(error: unknown, { host, port }: { host: string; port: number }): string {
  if (error instanceof Problem) return error.message
  if (!(error instanceof Error)) return `${host} failed in a way we do not know.`
  const failed: Failed = error
  const codes = inside(failed)
  const is = (known: readonly string[]) => codes.some(code => known.includes(code))
  const certificate = codes.map(code => CERTIFICATES[code]).find(Boolean)
  if (certificate) return `The certificate of ${host} ${certificate}. Ask whoever runs that server.`
  if (isPassword(failed)) return `${host} refused the user name or the password.${saidBy(failed)}`
  if (is(['ENOTFOUND', 'EAI_AGAIN', 'EDNS'])) return `There is no server called ${host}. Look at how it is written.`
  if (is(['ECONNREFUSED'])) return `${host} is there, but nothing listens on port ${port}. Look at the port.`
  if (is(SILENT) || /timed? ?out|timeout/i.test(failed.message))
    return `${host} did not answer on port ${port} in time. Look at the port, and at any firewall between.`
  if (is(UNREACHED)) return `There is no way to ${host} from here.`
  if (is(NOT_TLS))
    return `${host} does not encrypt from the start on port ${port}. Choose “after connecting” (STARTTLS).`
  if (/STARTTLS/i.test(failed.message)) return `${host} does not offer to encrypt after connecting (STARTTLS).`
  if (is(GONE) || /closed|unexpected close/i.test(failed.message)) return `${host} closed the connection.`
  return `${host} said no.${saidBy(failed)}`
}

const isPassword = ({ code, responseCode, authenticationFailed, serverResponseCode }: Failed): boolean =>
  authenticationFailed === true ||
  code === 'EAUTH' ||
  responseCode === 535 ||
  serverResponseCode === 'AUTHENTICATIONFAILED'

const MOST_SAID = 200

/** The server's own words, which its administrators understand: printable, short. */
function saidBy({ response, responseText }: Failed): string {
  const said = [responseText, response].find(words => typeof words === 'string' && words !== '')
  const words = String(said ?? '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .slice(0, MOST_SAID)
    .trim()
  return words === '' ? '' : ` It said: “${words}”`
}
