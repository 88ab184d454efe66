/* Text messages by GOV.UK Notify's API, as its documentation describes it: a token of our own making with each request. */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { askOutward } from '#platform/http/outward.ts'

let base = 'https://api.notifications.service.gov.uk'

/** Says where text messages are handed in. Said once, when the process starts. */
export function sendTextsThrough({ url }: { readonly url: string }): void {
  base = url.replace(/\/+$/, '')
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const KEY = new RegExp(`^.*?(${UUID})-(${UUID})$`)

/** An API key as Notify hands it out: its name, the service's identifier, the secret. Undefined when it is not one. */
export function readKey(key: string): { service_id: string; secret: string } | undefined {
  const found = KEY.exec(key.trim())
  return found ? { service_id: found[1]!, secret: found[2]! } : undefined
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A token that is good for some seconds (RFC 7519, HS256). */
export function tokenFor({ service_id, secret }: { service_id: string; secret: string }, now: Date): string {
  const said = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded({ iss: service_id, iat: Math.floor(now.getTime() / 1000) })}`
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
}

export interface TextService {
  readonly key: string
  readonly template_id: string
  readonly sender_id: string | null
}

type Fault = { readonly ok: false; readonly why: string; readonly again: boolean }
export type Sent = { readonly ok: true; readonly provider_id: string } | Fault

async function ask(key: string, request: { path: string; body?: object }, now: Date) {
  const known = readKey(key)
  if (!known)
    return { ok: false, why: 'The key of the text message service is not one of Notify’s', again: false } as const
  return askOutward({
    url: `${base}${request.path}`,
    method: request.body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${tokenFor(known, now)}`, 'content-type': 'application/json' },
    ...(request.body && { body: JSON.stringify(request.body) }),
  })
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const REFUSALS: Partial<Record<number, string>> = {
  400: 'The text message service refused it: see whether its template has one field, called body',
  403: 'The text message service does not know our key, or our clock is wrong',
  429: 'The text message service takes no more for now',
}

const refused = (status: number): Fault => ({
  ok: false,
  why: REFUSALS[status] ?? `The text message service has a fault (${status})`,
  again: status >= 500 || status === 429,
})

/** Hands in one text message. `reference` is what we call it. */
export async function sendText(
  service: TextService,
  message: { readonly phone: string; readonly text: string; readonly reference: string },
  now: Date,
): Promise<Sent> {
  const { template_id, sender_id, key } = service
  const body = {
    ...{ phone_number: message.phone, template_id, reference: message.reference },
    ...{ personalisation: { body: message.text }, ...(sender_id && { sms_sender_id: sender_id }) },
  }
  const answer = await ask(key, { path: '/v2/notifications/sms', body }, now)
  if (!answer.ok) return answer
  if (answer.status !== 201) return refused(answer.status)
  const made = parsed(z.object({ id: z.string().max(100) }), answer.body)
  return made
    ? { ok: true, provider_id: made.id }
    : { ok: false, why: 'The text message service said nothing we can read', again: false }
}

const ENDS: Record<string, 'sent' | 'failed'> = {
  ...{ delivered: 'sent', sent: 'sent' },
  ...{ 'permanent-failure': 'failed', 'temporary-failure': 'failed', 'technical-failure': 'failed' },
}

const FAILURES: Record<string, string> = {
  'permanent-failure': 'There is no such telephone number',
  'temporary-failure': 'The telephone could not be reached',
  'technical-failure': 'The text message service has a fault',
}

/** How a text message went: undefined while it is on its way, or when nobody can say. */
export async function askText(
  key: string,
  provider_id: string,
  now: Date,
): Promise<{ state: 'sent' | 'failed'; reason: string | null } | undefined> {
  const answer = await ask(key, { path: `/v2/notifications/${encodeURIComponent(provider_id)}` }, now)
  if (!answer.ok || answer.status !== 200) return undefined
  const status = parsed(z.object({ status: z.string() }), answer.body)?.status ?? ''
  const state = ENDS[status]
  return state && { state, reason: FAILURES[status] ?? null }
}

/** A British telephone number as Notify takes it: "07700 900123" is "+447700900123". Undefined for what is no mobile number. */
export function readPhone(typed: string): string | undefined {
  const digits = typed.replace(/[\s().-]/g, '')
  const whole = digits
    .replace(/^00/, '+')
    .replace(/^0(?=7)/, '+44')
    .replace(/^\+440/, '+44')
  return /^\+[1-9]\d{8,14}$/.test(whole) && (!whole.startsWith('+44') || /^\+447\d{9}$/.test(whole)) ? whole : undefined
}
