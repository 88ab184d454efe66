import type { Context } from 'hono'
import { read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { peoplePaths } from '../paths.ts'
import { peopleProblems } from '../problems.ts'
import { findStanding, type SecondFactor } from '../second-factor/second-factor.queries.ts'
import { mayEnter } from './actor.queries.ts'
import { takeHalfCookie } from './cookies.ts'
import { enter, whereFrom } from './enter.ts'
import { beginHalf } from './half-sign-in.ts'
import { knowBrowser } from './known-browser.ts'
import { safeReturn } from './return-to.ts'
import { type CameBy, startSession } from './sign-in.actions.ts'

const NOBODY = { person_id: undefined, organisations: [] }

export interface FirstProof {
  readonly person_id: string
  /** Where they wanted to go. */
  readonly back: string
  /** By what a second proof was given already: `provider` when single sign-on says that it checked one. */
  readonly second_factor?: SecondFactor | undefined
  /** By which identity provider they came. */
  readonly by?: CameBy | undefined
}

/**
 * Goes on after a first proof – a password, or what a sign-in provider says – and returns where to send the browser: to the second
 * step when they have a second factor, to setting one up when a role of theirs needs one, or in. Every way of signing in ends here.
 */
export async function finishSignIn(c: Context<Env>, proof: FirstProof, now: Date): Promise<string> {
  const back = safeReturn(proof.back)
  const { person_id, second_factor, by } = proof
  const standing = await read(c.var.db, NOBODY, tx => findStanding(tx, person_id))
  if (!standing) return peopleProblems.raise('not-found')
  if (!(await mayEnter(c.var.db, person_id))) peopleProblems.raise('not-open-yet')
  if (!second_factor && (standing.has || standing.needs)) {
    await beginHalf(c, { person_id, by }, now)
    return standing.has ? peoplePaths.secondStep({}, { return: back }) : peoplePaths.setUp({}, { return: back })
  }
  await enter(c, await startSession(c.var.db, { person_id, ...whereFrom(c), by, second_factor }, now))
  takeHalfCookie(c)
  await knowBrowser(c, standing.email)
  return back
}
