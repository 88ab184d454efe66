import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { addressOf } from '#platform/http/address.ts'
import type { Env } from '#platform/http/env.ts'
import { limitRate } from '#platform/http/security.ts'
import { log } from '#platform/log.ts'
import { isSecure, site } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { peoplePaths } from '../paths.ts'
import { newSecret } from '../sign-in/secret.ts'
import { type Trouble, troubleOf } from './explain.ts'
import type { Provider } from './provider.queries.ts'
import { GoingPage, NotSignedInPage } from './sign-in-with.pages.tsx'
import { wayTo } from './sign-in-with.ts'

type C = Context<Env>

// A whole council stands behind one address, and comes in at nine.
const MOST_TRIES = 1200
const TRIES_MINUTES = 10

const cookieName = () => (isSecure() ? '__Host-moothall_going' : 'moothall_going')

/** What tells a browser that was sent from one that was given a link. */
export const browserSecret = (c: C): string | undefined => getCookie(c, cookieName())

/** Notes the browser; one secret serves several tabs. */
function markBrowser(c: C): string {
  const known = browserSecret(c)
  if (known && /^[\w-]{43}$/.test(known)) return known
  const { secret } = newSecret()
  setCookie(c, cookieName(), secret, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(), maxAge: 3600 })
  return secret
}

interface Going {
  readonly provider: Provider
  readonly return_to: string
  readonly email?: string | undefined
  /** Somebody signed in, who is to show again that it is them. */
  readonly proves?: string | undefined
}

/** Sends a browser to a provider: by a page that leads on, since our own policy stops a form from ending at another site. */
export async function goTo(c: C, going: Going): Promise<Response> {
  const { provider, return_to } = going
  await limitRate(c.var.db, `sign-in-with:${addressOf(c, site().proxies)}`, MOST_TRIES, TRIES_MINUTES)
  try {
    const href = await wayTo(c.var.db, { ...going, browser: markBrowser(c) }, now())
    if (c.req.method === 'GET') return c.redirect(href, 302)
    const { frame } = await c.var.chrome()
    c.header('refresh', `0;url=${href}`)
    return c.html(html(<GoingPage frame={frame} name={provider.name} href={href} />))
  } catch (error) {
    return notSignedIn(c, { provider, back: return_to, error })
  }
}

const SAYS: Record<Trouble['kind'], (name: string) => string> = {
  silent: name => `${name} does not answer. It is not your password. Try again in a few minutes.`,
  cancelled: name => `You did not sign in with ${name}, or it did not let you.`,
  wrong: name => `${name} gave an answer that we cannot accept. Try again; if it stays so, tell your administrator.`,
}

/** Says that a provider's answer did not sign anybody in. What exactly was wrong is in the log. Raises what is a fault of ours. */
export async function notSignedIn(
  c: C,
  { provider, back, error }: { provider: Provider; back: string; error: unknown },
): Promise<Response> {
  const trouble = troubleOf(error)
  if (!trouble) throw error
  log.warn({ request: c.var.request_id, provider: provider.id, ...trouble }, 'a sign-in by a provider failed')
  const status = { silent: 503, cancelled: 403, wrong: 403 } as const
  return refusedPage(c, { provider, back, says: SAYS[trouble.kind](provider.name), status: status[trouble.kind] })
}

export async function refusedPage(
  c: C,
  { provider, back, says, status }: { provider: Provider; back: string; says: string; status: 403 | 503 },
): Promise<Response> {
  const { frame } = await c.var.chrome()
  const again = peoplePaths.signInWith({ provider: provider.id }, { return: back })
  return c.html(html(<NotSignedInPage frame={frame} says={says} again={again} back={back} />), status)
}
