import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** Whom of an organisation somebody means, by what is known of each. */
export interface Meant {
  readonly teams: readonly string[]
  readonly departments: readonly string[]
  readonly locations: readonly string[]
  /** Of their e-mail addresses. */
  readonly domains: readonly string[]
  /** Single people, besides those and apart from those. */
  readonly also: readonly string[]
  readonly but_not: readonly string[]
}

const domain = sql`split_part(p.email_key, '@', 2)`

/** The people of an organisation who are meant. Whoever has left it before is part of its history, and is never among them. */
export async function listMeant(tx: Read, organisation_id: string, meant: Meant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from people.persons p
    where p.organisation_id = ${organisation_id} and p.active and p.id <> all (${[...meant.but_not]}::uuid[])
      and (p.department = any (${[...meant.departments]}::text[]) or p.location = any (${[...meant.locations]}::text[])
        or ${domain} = any (${[...meant.domains]}::text[]) or p.id = any (${[...meant.also]}::uuid[])
        or exists (select from people.team_members m where m.person_id = p.id and m.team_id = any (${[...meant.teams]}::uuid[])
          and (m.ends_at is null or m.ends_at > now())))
    order by p.id`.execute(tx)
  return rows.map(({ id }) => id)
}

export interface Grouping {
  readonly name: string
  readonly people: number
}
export interface Groupings {
  readonly departments: readonly Grouping[]
  readonly locations: readonly Grouping[]
  readonly domains: readonly Grouping[]
}

const MOST = 60

/** Where an organisation's people are, by what is known of each: the largest of each kind first. */
export async function listGroupings(tx: Read, organisation_id: string): Promise<Groupings> {
  const by = (column: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(g), '[]') from (
    select ${column} as name, count(*) as people from people.persons p
    where p.organisation_id = ${organisation_id} and p.active and ${column} <> '' group by 1 order by 2 desc, 1 limit ${sql.lit(MOST)}) g)`
  const { rows } = await sql<Groupings>`
    select ${by(sql`p.department`)} as departments, ${by(sql`p.location`)} as locations, ${by(domain)} as domains`.execute(
    tx,
  )
  return rows[0]!
}

/** Who goes when part of an organisation becomes another. */
export interface Parting {
  readonly organisation_id: string
  readonly persons: readonly string[]
  readonly teams: readonly string[]
}

export interface Ties {
  /** People in a team of the other side, as they and it are called. */
  readonly memberships: readonly string[]
  /** Rotas with somebody of the other side. */
  readonly rotas: readonly string[]
  readonly providers: readonly string[]
  readonly directories: number
  /** Those who go and may look after the new organisation. */
  readonly administrators: number
  /** Of other organisations, who work for this one. */
  readonly others: readonly string[]
}

/** What still ties those who go to those who stay. */
export async function findTies(tx: Read, { organisation_id, persons, teams }: Parting): Promise<Ties> {
  const goes = (column: string) => sql`${sql.ref(column)} = any (${[...persons]}::uuid[])`
  const went = sql`t.id = any (${[...teams]}::uuid[])`
  const { rows } = await sql<Ties>`select
    (select coalesce(json_agg(n), '[]') from (select concat(p.name, case when m.leads then ' leads ' else ' in ' end, t.name) as n
      from people.team_members m join people.teams t on t.id = m.team_id join people.persons p on p.id = m.person_id
      where t.organisation_id = ${organisation_id} and p.organisation_id = ${organisation_id} and p.active
        and (m.ends_at is null or m.ends_at > now()) and (${goes('m.person_id')}) <> (${went}) order by m.leads desc, 1) x) as memberships,
    (select coalesce(json_agg(n), '[]') from (select concat(r.name, ' of ', t.name) as n
      from people.rotas r join people.teams t on t.id = r.team_id where r.organisation_id = ${organisation_id}
        and exists (select from unnest(r.persons) as one(id) join people.persons p on p.id = one.id
          where p.organisation_id = ${organisation_id} and (${goes('one.id')}) <> (${went})) order by 1) x) as rotas,
    (select coalesce(json_agg(name order by name), '[]') from people.identity_providers where organisation_id = ${organisation_id}) as providers,
    (select count(*) from people.directory_tokens where organisation_id = ${organisation_id} and revoked_at is null) as directories,
    (select count(distinct r.person_id) from people.role_assignments r where r.organisation_id = ${organisation_id}
      and r.role = 'administrator' and ${goes('r.person_id')} and (r.ends_at is null or r.ends_at > now())) as administrators,
    (select coalesce(json_agg(name order by name), '[]') from (select distinct coalesce(p.name, 'Somebody of another organisation') as name
      from people.role_assignments r left join people.persons p on p.id = r.person_id
      where r.organisation_id = ${organisation_id} and p.organisation_id is distinct from ${organisation_id}
        and (r.ends_at is null or r.ends_at > now())) x) as others`.execute(tx)
  return rows[0]!
}

/** Those of an organisation with these addresses; of the others, which there is nobody with. */
export async function findByAddresses(
  tx: Read,
  organisation_id: string,
  addresses: readonly string[],
): Promise<{ ids: string[]; unknown: string[] }> {
  const keys = [...new Set(addresses.map(one => one.trim().toLowerCase()).filter(one => one !== ''))]
  const found = await tx
    .selectFrom('people.persons')
    .select(['id', 'email_key'])
    .where('organisation_id', '=', organisation_id)
    .where('active', '=', true)
    .where('email_key', 'in', keys.length > 0 ? keys : [''])
    .execute()
  const known = new Set(found.map(({ email_key }) => email_key))
  return { ids: found.map(({ id }) => id), unknown: keys.filter(key => !known.has(key)) }
}

/** The addresses of these people, to be shown again where they were typed. */
export async function addressesOf(tx: Read, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const query = tx
    .selectFrom('people.persons')
    .select('email')
    .where('id', 'in', [...ids])
  const rows = await query.orderBy('email').execute()
  return rows.flatMap(({ email }) => email ?? [])
}

/** The organisations that were one with this until a day. */
export async function listParted(tx: Read, organisation_id: string): Promise<string[]> {
  const those = tx.selectFrom('people.parted_organisations').select('other_id')
  return (await those.where('organisation_id', '=', organisation_id).execute()).map(({ other_id }) => other_id)
}
