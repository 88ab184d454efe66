import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { rolesChanged, teamMembersChanged } from '../events.ts'
import { gives } from '../roles/holders.queries.ts'
import { listGrants, type Provider } from './provider.queries.ts'

interface Command {
  readonly provider: Provider
  readonly person: { readonly id: string; readonly organisation_id: string; readonly name: string }
  readonly groups: readonly string[]
}

/** Gives what a person's groups give, and takes away what groups they left had given. What was given by hand stays. */
export async function giveByGroups(tx: Write, author: Author, command: Command, now: Date): Promise<void> {
  const grants = (await listGrants(tx, command.provider.id)).filter(grant => command.groups.includes(grant.group_name))
  await giveRoles(tx, author, { ...command, wanted: grants }, now)
  await giveTeams(tx, author, { ...command, wanted: grants.flatMap(({ team_id }) => team_id ?? []) }, now)
}

interface Place {
  readonly id: string
  readonly short_name: string
  readonly may_give: boolean
}

/**
 * The organisations this may touch. In another than the provider's own, roles are given only while somebody manages people in both:
 * what an administrator set up once does not outlive their right to do it (abuse case 30).
 */
async function placesFor(tx: Write, { provider }: Command): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select o.id, o.short_name, o.id = ${provider.organisation_id} or exists (
      select from people.held_roles r join people.persons p on p.id = r.person_id and p.active
      where r.organisation_id = ${provider.organisation_id} and ${gives('people.manage')}
        and r.person_id in (select r.person_id from people.held_roles r where r.organisation_id = o.id and ${gives('people.manage')})
      ) as may_give
    from people.organisations o order by o.short_name`.execute(tx)
  return rows
}

async function giveRoles(
  tx: Write,
  author: Author,
  command: Command & { wanted: readonly { role: string | null; in_organisation_id: string | null }[] },
  now: Date,
): Promise<void> {
  const { person, provider, wanted } = command
  const held = await tx
    .selectFrom('people.role_assignments')
    .select(['organisation_id', 'role', 'provider_id'])
    .where('person_id', '=', person.id)
    // What has ended is not held: a group gives it anew.
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .execute()
  for (const place of await placesFor(tx, command)) {
    const here = held.filter(({ organisation_id }) => organisation_id === place.id)
    const due = place.may_give
      ? wanted.filter(one => one.in_organisation_id === place.id).flatMap(one => one.role ?? [])
      : []
    const given = [...new Set(due)].filter(role => !here.some(one => one.role === role))
    const taken = here.filter(one => one.provider_id === provider.id && !due.includes(one.role)).map(one => one.role)
    if (given.length === 0 && taken.length === 0) continue
    await changeRoles(tx, { person_id: person.id, organisation_id: place.id, provider_id: provider.id, given, taken })
    const payload = { organisation_id: place.id, organisation: place.short_name, given, taken, by_groups: true }
    await record(tx, author, rolesChanged, person, payload, now)
  }
}

async function changeRoles(
  tx: Write,
  change: { person_id: string; organisation_id: string; provider_id: string; given: string[]; taken: string[] },
) {
  const { person_id, organisation_id, provider_id, given, taken } = change
  if (taken.length > 0)
    await tx
      .deleteFrom('people.role_assignments')
      .where('person_id', '=', person_id)
      .where('organisation_id', '=', organisation_id)
      .where('provider_id', '=', provider_id)
      .where('role', 'in', taken)
      .execute()
  if (given.length > 0)
    await tx
      .insertInto('people.role_assignments')
      .values(given.map(role => ({ person_id, organisation_id, role, provider_id })))
      .onConflict(ended =>
        ended
          .columns(['person_id', 'organisation_id', 'role'])
          .doUpdateSet({ starts_at: null, ends_at: null, provider_id }),
      )
      .execute()
}

async function giveTeams(
  tx: Write,
  author: Author,
  { provider, person, wanted }: Command & { wanted: readonly string[] },
  now: Date,
): Promise<void> {
  const { organisation_id } = provider
  const held = await tx
    .selectFrom('people.team_members')
    .select(['team_id', 'provider_id'])
    .where('person_id', '=', person.id)
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .where('organisation_id', '=', organisation_id)
    .execute()
  const joined = [...new Set(wanted)].filter(team_id => !held.some(one => one.team_id === team_id))
  const left = held
    .filter(one => one.provider_id === provider.id && !wanted.includes(one.team_id))
    .map(one => one.team_id)
  const names = { joined: joined.length > 0 ? [person.name] : [], left: left.length > 0 ? [person.name] : [] }
  for (const team_id of joined) {
    const member = { team_id, person_id: person.id, organisation_id, provider_id: provider.id }
    await tx
      .insertInto('people.team_members')
      .values(member)
      .onConflict(ended =>
        ended
          .columns(['team_id', 'person_id'])
          .doUpdateSet({ starts_at: null, ends_at: null, leads: false, provider_id: provider.id }),
      )
      .execute()
    await recordTeam(tx, author, { organisation_id, team_id, joined: names.joined, left: [] }, now)
  }
  for (const team_id of left) {
    await tx
      .deleteFrom('people.team_members')
      .where('person_id', '=', person.id)
      .where('team_id', '=', team_id)
      .execute()
    await recordTeam(tx, author, { organisation_id, team_id, joined: [], left: names.left }, now)
  }
}

async function recordTeam(
  tx: Write,
  author: Author,
  change: { organisation_id: string; team_id: string; joined: string[]; left: string[] },
  now: Date,
) {
  const { organisation_id, team_id, joined, left } = change
  const { name } = await tx
    .selectFrom('people.teams')
    .select('name')
    .where('id', '=', team_id)
    .executeTakeFirstOrThrow()
  const subject = { id: organisation_id, organisation_id }
  await tx.selectFrom('people.organisations').select('id').where('id', '=', organisation_id).forNoKeyUpdate().execute()
  await record(tx, author, teamMembersChanged, subject, { team_id, name, joined, left, leads: [] }, now)
}
