/*
 * The only way in which this program asks something of an address that somebody typed: a webhook, an identity provider. It cannot
 * reach this machine, its network or its cloud's metadata, by whatever name, unless the operator allows it (OUTWARD_ALLOW). Addresses
 * are checked when the connection is made, after the name was looked up, so a name that answers differently the second time gains
 * nothing. No redirect is followed; the answer is bounded in time and size, and is never shown to anybody.
 */
import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Allowed, inNets, isPublicAddress, readAllowed } from './outward-address.ts'

export interface Outward {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** What may be reached besides the public Internet, where it is not what the operator allows in general. */
  readonly allow?: Allowed
}

/** What came back; or why nothing did, in words for whoever set it up, and whether trying again may help. */
export type Answered =
  | { readonly ok: true; readonly status: number; readonly type: string; readonly body: string }
  | { readonly ok: false; readonly why: string; readonly again: boolean }

const WITHIN_MS = 10_000
const MOST_BYTES = 64 * 1024
const USUAL_PORTS = new Set(['', '80', '443'])

let allowed: Allowed = readAllowed('')
let within = WITHIN_MS

/** Says what may be reached besides the public Internet, and how long anything may take. Said once, when the process starts. */
export function settleOutward(settings: { readonly allow: string; readonly within_ms?: number }): void {
  allowed = readAllowed(settings.allow)
  within = settings.within_ms ?? WITHIN_MS
}

class Refused extends Error {}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').toLowerCase()

const mayReach = (host: string, address: string, allow: Allowed): boolean =>
  isPublicAddress(address) || allow.hosts.has(host) || inNets(allow.nets, address)

const isAllowedByName = (host: string, allow: Allowed) => allow.hosts.has(host) || inNets(allow.nets, host)

/** Why an address typed by somebody may not be asked, as far as it can be told without looking; null when it may. */
export function whyNotOutward(text: string, allow: Allowed = allowed): string | null {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return 'Enter an address that begins https://'
  if (url.username || url.password) return 'Enter the address without a name or password in it'
  const host = hostOf(url)
  if (isAllowedByName(host, allow)) return null
  if (url.protocol !== 'https:') return 'Enter an address that begins https://'
  if (!USUAL_PORTS.has(url.port)) return 'Enter an address without a port'
  if (isIP(host) && !isPublicAddress(host)) return 'That address is inside our own network, where we do not send'
  return null
}

/** Looks a name up, and gives its addresses only if every one may be reached. */
const guardedLookup =
  (host: string, allow: Allowed): LookupFunction =>
  (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      if (addresses.length === 0 || !addresses.every(({ address }) => mayReach(host, address, allow)))
        return done(new Refused('inside'), '', 0)
      if (options.all) return done(null, addresses)
      done(null, addresses[0]!.address, addresses[0]!.family)
    })
  }

/** Asks. Never raises for what the other side does. */
export async function askOutward(request: Outward): Promise<Answered> {
  const why = whyNotOutward(request.url, request.allow)
  if (why) return { ok: false, why, again: false }
  const signal = AbortSignal.timeout(within)
  try {
    return await exchange(new URL(request.url), request, signal)
  } catch (error) {
    return { ok: false, ...sayFault(error, signal) }
  }
}

function exchange(url: URL, request: Outward, signal: AbortSignal): Promise<Answered> {
  const { method = 'POST', headers = {}, body = '', allow = allowed } = request
  const send = url.protocol === 'https:' ? https.request : http.request
  return new Promise((resolve, reject) => {
    const asked = send(
      url,
      {
        ...{ method, signal, agent: false, lookup: guardedLookup(hostOf(url), allow) },
        headers: { 'user-agent': 'Moothall', ...headers, 'content-length': String(Buffer.byteLength(body)) },
      },
      answer => {
        const parts: Buffer[] = []
        let size = 0
        const finish = () => {
          answer.destroy()
          const type = answer.headers['content-type'] ?? ''
          resolve({ ok: true, status: answer.statusCode ?? 0, type, body: Buffer.concat(parts).toString('utf8') })
        }
        answer.on('data', (part: Buffer) => {
          size += part.length
          // What is more than anybody needs is not read: the status is known.
          if (size > MOST_BYTES) return finish()
          parts.push(part)
        })
        answer.on('end', finish)
        answer.on('error', reject)
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

function sayFault(error: unknown, signal: AbortSignal): { why: string; again: boolean } {
  if (error instanceof Refused)
    return { why: 'That address is inside our own network, where we do not send', again: false }
  if (signal.aborted) return { why: 'It did not answer in time', again: true }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { why: 'There is no such address', again: code === 'EAI_AGAIN' }
  if (/CERT|TLS|SSL|SIGNATURE/.test(code)) return { why: 'Its certificate is not one that we trust', again: true }
  return { why: 'It could not be reached', again: true }
}
