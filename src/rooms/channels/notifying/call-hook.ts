import { createHmac } from 'node:crypto'
import { type Answered, askOutward } from '#platform/http/outward.ts'
import { unseal } from '#platform/secrets/seal.ts'
import type { Hook } from './hook.queries.ts'
import { type HookNotice, jsonPayload, slackPayload, teamsPayload } from './hook-payload.rules.ts'

/** What a sealed address or secret of a hook is bound to, so that one hook's cannot be put into another. */
export const sealOf = (hook_id: string, what: 'address' | 'secret') => `hook ${hook_id} ${what}`

/**
 * What stands beside a body for programs: when it was sent, and a signature over both. Whoever takes it refuses one that is older
 * than five minutes, so that what was overheard cannot be said again (abuse case 33).
 */
export function signatureFor(secret: string, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { 'x-moothall-timestamp': timestamp, 'x-moothall-signature': `v1=${mac}` }
}

/** Whether it was taken; or why not in words, and whether trying again may help. */
export type Called = { readonly ok: true } | { readonly ok: false; readonly why: string; readonly again: boolean }

function judged(answer: Answered): Called {
  if (!answer.ok) return answer
  const { status } = answer
  if (status >= 200 && status < 300) return { ok: true }
  if (status >= 300 && status < 400)
    return { ok: false, why: 'It answered with another address, which we do not follow', again: false }
  const again = status >= 500 || status === 429 || status === 408
  return { ok: false, why: `It refused what we sent (${status})`, again }
}

/** Tells a hook of one thing. What it answers is not kept, and not shown. */
export async function callHook(hook: Hook, notice: HookNotice, now: Date): Promise<Called> {
  const url = unseal(sealOf(hook.id, 'address'), hook.address_sealed)
  const payload = { teams: teamsPayload, slack: slackPayload, json: jsonPayload }[hook.format](notice)
  const body = JSON.stringify(payload)
  const secret = hook.secret_sealed ? unseal(sealOf(hook.id, 'secret'), hook.secret_sealed) : undefined
  const headers = {
    'content-type': 'application/json',
    'x-moothall-delivery': notice.id,
    ...(secret && signatureFor(secret, body, now)),
  }
  return judged(await askOutward({ url, headers, body }))
}
