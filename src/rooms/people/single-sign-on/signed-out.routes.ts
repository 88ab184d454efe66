import { type Context, Hono } from 'hono'
import { write } from '#platform/database/transaction.ts'
import { addressOf } from '#platform/http/address.ts'
import type { Env } from '#platform/http/env.ts'
import { open } from '#platform/http/may.ts'
import { networkOf } from '#platform/http/network.rules.ts'
import { limitRate } from '#platform/http/security.ts'
import { log } from '#platform/log.ts'
import { Problem } from '#platform/problem.ts'
import { site } from '#platform/site.ts'
import { now } from '#platform/time/now.ts'
import { peoplePaths } from '../paths.ts'
import { clientFor } from './client.ts'
import { troubleOf } from './explain.ts'
import { findProvider } from './home-realm.queries.ts'
import { signedOutFrom, whyNotHead, whyNotSignedOut } from './logout-token.rules.ts'
import type { Provider } from './provider.queries.ts'
import { isSignedBy, readToken } from './provider-keys.ts'
import { signOutByProvider } from './signed-out.actions.ts'

type C = Context<Env>

// A council of five hundred goes home at five, and its provider says so for each. Who sends what is wrong is guessing.
const MOST = 3000
const MOST_WRONG = 60
const MINUTES = 10
const LONGEST = 20_000

/** The token that was sent; undefined for anything else. */
async function tokenIn({ req }: C): Promise<string | undefined> {
  const type = req.header('content-type') ?? ''
  const length = Number(req.header('content-length') ?? 0)
  if (!type.startsWith('application/x-www-form-urlencoded') || length > LONGEST) return undefined
  const body = await req.text()
  return body.length > LONGEST ? undefined : (new URLSearchParams(body).get('logout_token') ?? undefined)
}

/** Acts on a token, or says why not. What is cheap to see is looked at first, before anything is asked of the provider. */
async function whyNot(c: C, provider: Provider, token: string): Promise<string | null> {
  const at = now()
  const signed = readToken(token)
  if (!signed) return 'It is no signed token.'
  const expected = { ...provider, now: at }
  const why = whyNotHead(signed.head) ?? whyNotSignedOut(signed.claims, expected)
  if (why) return why
  const server = (await clientFor(provider, at)).serverMetadata()
  if (!(await isSignedBy(server, token, signed.head, at))) return 'The provider did not sign it.'
  const command = { provider_id: provider.id, signed_out: signedOutFrom(signed.claims, expected) }
  const home = { person_id: undefined, organisations: [provider.organisation_id] }
  const author = { person_id: undefined, name: provider.name }
  const fresh = await write(c.var.db, home, tx => signOutByProvider(tx, author, command, at))
  return fresh ? null : 'It was used before.'
}

/** The reason in words, also for a provider that is unknown, switched off or silent: to all of them the answer is the same. */
async function refusal(c: C): Promise<string | null> {
  const token = await tokenIn(c)
  if (!token) return 'There is no logout token.'
  try {
    return await whyNot(c, await findProvider(c.var.db, c.req.param('provider') ?? ''), token)
  } catch (error) {
    if (error instanceof Problem && error.code === 'people.provider-not-found') return error.message
    const trouble = troubleOf(error)
    if (!trouble) throw error
    return trouble.detail
  }
}

/** An identity provider says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0). */
export const signedOutRoutes = new Hono<Env>().post(peoplePaths.signedOutThere.pattern, open(), async c => {
  const network = networkOf(addressOf(c, site().proxies))
  await limitRate(c.var.db, `signed-out:${network}`, MOST, MINUTES)
  c.header('cache-control', 'no-store')
  const why = await refusal(c)
  if (why === null) return c.body(null, 200)
  log.warn({ request: c.var.request_id, provider: c.req.param('provider'), why }, 'a logout token was refused')
  await limitRate(c.var.db, `signed-out:wrong:${network}`, MOST_WRONG, MINUTES)
  return c.json({ error: 'invalid_request', error_description: 'That logout token is not one we can act on.' }, 400)
})
