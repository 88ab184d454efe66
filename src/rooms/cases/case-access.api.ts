/*
 * Whose case it is, for programs. A token that may read or work in the case's organisation has the staff's side of it; one that may
 * only ask has the requester's side of its own person's cases. Any other case is not there.
 */
import type { Context } from 'hono'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Actor, holdsIn } from '#platform/http/actor.ts'
import { z } from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import { checkVersion, etagOf } from '#platform/http/etag.ts'
import { type Case, getCase, lockCase } from './case.queries.ts'
import { caseJson } from './case-json.api.ts'
import { caseProblems } from './problems.ts'
import { readReference } from './reference.rules.ts'

export type Side = 'requester' | 'staff'

/** A case's place in an address. One that is misspelt names no case. */
export const reference = z.object({
  reference: z
    .string()
    .max(100)
    .openapi({ param: { name: 'reference', in: 'path' }, example: 'C-104273' }),
})

const written = (typed: string): string => readReference(typed) ?? caseProblems.raise('not-found')

/** A case that a route's own permission lets the token see. Raises `cases.not-found`. */
export const takeNamed = (tx: Read, typed: string): Promise<Case> => getCase(tx, written(typed))

function sideOf(actor: Actor, theCase: Case, forStaff: string): Side {
  if (holdsIn(actor, forStaff, theCase.organisation_id)) return 'staff'
  const own = theCase.requester_id === actor.person_id && holdsIn(actor, 'cases.ask', theCase.organisation_id)
  return own ? 'requester' : caseProblems.raise('not-found')
}

/** A case and the side of it that the token may read. Raises `cases.not-found`. */
export async function readCase(c: Context<Env>, tx: Read, typed: string): Promise<{ theCase: Case; side: Side }> {
  const theCase = await getCase(tx, written(typed))
  return { theCase, side: sideOf(c.var.actor, theCase, 'cases.read') }
}

/** A case to change, locked, if it is the version in If-Match. Raises `cases.not-found`, `platform.other-version`. */
export async function takeCase(c: Context<Env>, tx: Write, typed: string): Promise<{ theCase: Case; side: Side }> {
  const theCase = await lockCase(tx, written(typed))
  const side = sideOf(c.var.actor, theCase, 'cases.work')
  checkVersion(c, theCase.version)
  return { theCase, side }
}

/** A case that the token may change, before there is anything to change: whose upload it is. */
export async function caseToChange(c: Context<Env>, tx: Read, typed: string): Promise<Case> {
  const theCase = await getCase(tx, written(typed))
  sideOf(c.var.actor, theCase, 'cases.work')
  return theCase
}

/** Changes a case in one transaction, and gives it back as it then stands. */
export const changeCase = (
  c: Context<Env>,
  typed: string,
  work: (tx: Write, theCase: Case, side: Side) => Promise<unknown>,
): Promise<Case> =>
  c.var.write(async tx => {
    const { theCase, side } = await takeCase(c, tx, typed)
    await work(tx, theCase, side)
    return getCase(tx, theCase.reference)
  })

/** The case as an answer, with its version as the ETag. */
export const answerCase = (c: Context<Env>, theCase: Case) =>
  c.json(caseJson(theCase), 200, { etag: etagOf(theCase.version) })
