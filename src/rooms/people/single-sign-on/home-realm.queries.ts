import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { isId } from '#platform/database/id.ts'
import { read } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import { domainOf } from './profiles.rules.ts'
import { getProvider, type Provider } from './provider.queries.ts'

/*
 * What is asked before anybody is signed in. Whoever asks sees nothing by themselves; these few questions are answered by the database
 * about the domain or the provider that was named, and say nothing of any person.
 */

const NOBODY = { person_id: undefined, organisations: [] }

/** The provider that people with such an address sign in with; undefined for a password. Whether anybody has the address plays no part. */
export async function providerForAddress(db: Db, email: string): Promise<Provider | undefined> {
  const domain = domainOf(email)
  if (!domain) return undefined
  const { rows } = await read(db, NOBODY, tx =>
    sql<{ id: string; organisation_id: string }>`select * from people.provider_of_domain(${domain})`.execute(tx),
  )
  const found = rows[0]
  if (!found) return undefined
  return read(db, { person_id: undefined, organisations: [found.organisation_id] }, tx => getProvider(tx, found.id))
}

/** A provider that is switched on. Raises `people.provider-not-found`. */
export async function findProvider(db: Db, id: string): Promise<Provider> {
  if (!isId(id)) return peopleProblems.raise('provider-not-found')
  const { rows } = await read(db, NOBODY, tx =>
    sql<{ home: string | null }>`select people.home_of_provider(${id}) as home`.execute(tx),
  )
  const home = rows[0]?.home ?? peopleProblems.raise('provider-not-found')
  return read(db, { person_id: undefined, organisations: [home] }, tx => getProvider(tx, id))
}

export interface ShownProvider {
  readonly id: string
  readonly name: string
}

/** Those with a button for everybody. */
export async function listShown(db: Db): Promise<ShownProvider[]> {
  const { rows } = await read(db, NOBODY, tx => sql<ShownProvider>`select * from people.shown_providers()`.execute(tx))
  return rows
}
