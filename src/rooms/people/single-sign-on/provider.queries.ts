import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import type { Role } from '../roles/roles.rules.ts'
import type { Profile, Proof } from './profiles.rules.ts'

export interface Provider {
  readonly id: string
  readonly organisation_id: string
  readonly profile: Profile
  readonly name: string
  readonly issuer: string
  readonly client_id: string
  readonly proof: Proof
  readonly sealed_secret: string | null
  readonly public_key: string | null
  /** A key of ours that is not in use yet. */
  readonly next_sealed_secret: string | null
  readonly next_public_key: string | null
  readonly scopes: string
  readonly groups_claim: string | null
  readonly adds_people: boolean
  readonly checks_second_factor: boolean
  readonly believes_second_factor: boolean
  readonly only_way: boolean
  readonly shown: boolean
  readonly active: boolean
  readonly version: number
  /** The domains whose people it lets in, in order. */
  readonly domains: readonly string[]
}

// Written by our own acts, under the table's own checks of profile and proof.
const SELECT = sql<Provider>`p.id, p.organisation_id, p.profile, p.name, p.issuer, p.client_id, p.proof, p.sealed_secret,
  p.public_key, p.next_sealed_secret, p.next_public_key, p.scopes, p.groups_claim, p.adds_people, p.checks_second_factor,
  p.believes_second_factor, p.only_way, p.shown, p.active, p.version,
  coalesce((select json_agg(d.domain order by d.domain) from people.email_domains d where d.provider_id = p.id), '[]') as domains`

/** Raises `people.provider-not-found`. */
export async function getProvider(tx: Read, id: string): Promise<Provider> {
  const { rows } = await sql<Provider>`select ${SELECT} from people.identity_providers p where p.id = ${id}`.execute(tx)
  return rows[0] ?? peopleProblems.raise('provider-not-found')
}

/** Keeps others from changing a provider until the transaction ends. Raises `people.provider-not-found`. */
export async function lockProvider(tx: Write, id: string): Promise<Provider> {
  await sql`select from people.identity_providers where id = ${id} for no key update`.execute(tx)
  return getProvider(tx, id)
}

/** An organisation's providers, by name. */
export async function listProviders(tx: Read, organisation_id: string): Promise<Provider[]> {
  const { rows } = await sql<Provider>`
    select ${SELECT} from people.identity_providers p where p.organisation_id = ${organisation_id}
    order by p.active desc, p.name, p.id`.execute(tx)
  return rows
}

/** All the domains that are an organisation's own. */
export async function ownDomains(tx: Read, organisation_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.email_domains')
    .select('domain')
    .where('organisation_id', '=', organisation_id)
    .execute()
  return rows.map(({ domain }) => domain)
}

export interface Grant {
  readonly id: string
  readonly group_name: string
  readonly role: Role | null
  readonly in_organisation_id: string | null
  readonly team_id: string | null
}

/** What a provider's groups give, by group. */
export async function listGrants(tx: Read, provider_id: string): Promise<Grant[]> {
  const { rows } = await sql<Grant>`
    select g.id, g.group_name, g.role, g.in_organisation_id, g.team_id from people.group_grants g
    where g.provider_id = ${provider_id} order by g.group_name, g.role, g.id`.execute(tx)
  return rows
}

/** Who of an organisation can let themselves in without any provider, and put things right. */
export async function localAdministrators(tx: Read, organisation_id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people.local_administrators(${organisation_id}) id`.execute(tx)
  return rows.map(({ id }) => id)
}

export interface Linked {
  readonly person_id: string
  readonly name: string
  readonly email: string | null
  readonly used_at: Date
}

/** Who signs in with a provider, who came last first; of very many, those whose name or address holds what was typed. */
export async function listLinked(tx: Read, provider_id: string, typed: string, most: number): Promise<Linked[]> {
  const looked = typed.trim().toLowerCase()
  const { rows } = await sql<Linked>`
    select i.person_id, p.name, i.email, i.used_at from people.identities i join people.persons p on p.id = i.person_id
    where i.provider_id = ${provider_id}
      and (${looked} = '' or position(${looked} in p.name_key) > 0 or position(${looked} in lower(coalesce(i.email, ''))) > 0)
    order by i.used_at desc, p.id limit ${most}`.execute(tx)
  return rows
}
