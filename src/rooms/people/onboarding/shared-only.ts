import type { Context } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { peopleProblems } from '../problems.ts'
import { findShared } from './onboarding.queries.ts'

/** Lets on only who may take organisations on for the shared service. Raises `people.not-the-shared-service`. */
export async function sharedOnly(c: Context<Env>): Promise<void> {
  const shared = await c.var.read(tx => findShared(tx, c.var.organisations))
  if (!shared) peopleProblems.raise('not-the-shared-service')
}
