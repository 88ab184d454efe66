import { type Context, Hono } from 'hono'
import { read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { open } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { noteProof } from '../fresh-proof/proof.queries.ts'
import { peoplePaths } from '../paths.ts'
import { finishSignIn } from '../sign-in/finish-sign-in.ts'
import { renewHere } from '../sign-in/renew.ts'
import { safeReturn } from '../sign-in/return-to.ts'
import { arrive, findLinked } from './arrive.actions.ts'
import { takeAttempt } from './attempt.actions.ts'
import { browserSecret, goTo, notSignedIn, refusedPage } from './go.tsx'
import { findProvider } from './home-realm.queries.ts'
import { ownDomains, type Provider } from './provider.queries.ts'
import { type Shown, whoCameBack } from './sign-in-with.ts'
import { REFUSALS } from './whose.rules.ts'

type C = Context<Env>

const TOO_LATE =
  'That sign-in was finished already, is too old, or was begun in another browser. Nothing is lost: begin again.'

/** Takes the attempt that this browser was sent with; once, whatever the provider says. */
async function attemptOf(c: C, provider: Provider) {
  const state = c.req.query('state')
  const browser = browserSecret(c)
  if (!state || !browser) return undefined
  const attempt = await takeAttempt(c.var.db, { state, browser, provider_id: provider.id })
  return attempt && { ...attempt, state }
}

const SOMEBODY_ELSE =
  'You are signed in here as one person, and signed in there as another, or not signed in here any more. Nothing was done.'

interface Again {
  readonly provider: Provider
  readonly proves: string
  readonly back: string
  readonly came: Shown
}

/** Who is signed in here was asked there again who they are: it has to be the same. Nobody is signed in, linked or added by it. */
async function proveAgain(c: C, { provider, proves, back, came }: Again): Promise<Response> {
  const { visitor } = c.var
  const home = { person_id: undefined, organisations: [provider.organisation_id] }
  const there = await read(c.var.db, home, tx => findLinked(tx, provider, came.known.subject))
  if (visitor?.person_id !== proves || visitor.viewing || there?.id !== proves)
    return refusedPage(c, { provider, back, says: SOMEBODY_ELSE, status: 403 })
  await noteProof(c.var.db, visitor.key, came.proved_at)
  await renewHere(c)
  return c.redirect(back, 303)
}

async function comeBack(c: C, provider: Provider): Promise<Response> {
  const attempt = await attemptOf(c, provider)
  if (!attempt) return refusedPage(c, { provider, back: '/', says: TOO_LATE, status: 403 })
  const back = safeReturn(attempt.return_to)
  const home = { person_id: undefined, organisations: [provider.organisation_id] }
  const domains = await read(c.var.db, home, tx => ownDomains(tx, provider.organisation_id))
  let came: Shown
  try {
    came = await whoCameBack(provider, { ...attempt, address: c.req.url, domains }, now())
  } catch (error) {
    return notSignedIn(c, { provider, back, error })
  }
  if (attempt.proves) return proveAgain(c, { provider, proves: attempt.proves, back, came })
  const arrived = await arrive(c.var.db, { provider, known: came.known }, now())
  if ('refused' in arrived) return refusedPage(c, { provider, back, says: REFUSALS[arrived.refused], status: 403 })
  const by = {
    provider_id: provider.id,
    provider_session: came.provider_session,
    id_token: came.id_token,
    proved_at: came.proved_at,
  }
  const second_factor = came.second_factor ? ('provider' as const) : undefined
  return c.redirect(await finishSignIn(c, { person_id: arrived.person_id, back, by, second_factor }, now()), 303)
}

export const signInWithRoutes = new Hono<Env>()
  .get(peoplePaths.signInWith.pattern, open(), async c => {
    const provider = await findProvider(c.var.db, c.req.param('provider'))
    return goTo(c, { provider, return_to: safeReturn(c.req.query('return')) })
  })
  .get(peoplePaths.signInReturn.pattern, open(), async c =>
    comeBack(c, await findProvider(c.var.db, c.req.param('provider'))),
  )
