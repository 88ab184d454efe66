import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { rotaAdded, rotaChanged, rotaOverridden } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import { listCandidates, lockTeam } from '../teams/team.queries.ts'
import { lockRota, type Rota } from './rota.queries.ts'
import type { Turns } from './rota.rules.ts'

export type RotaFields = Turns & { readonly name: string }

const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })

const columns = ({ persons, hours, ...fields }: RotaFields) => ({
  ...{ ...fields, persons: [...persons], hours: JSON.stringify(hours) },
})

/** Raises `people.not-in-team` for somebody who does not work in the team. */
async function checkPersons(tx: Write, team: { id: string; organisation_id: string }, persons: readonly string[]) {
  const members = new Set((await listCandidates(tx, team)).filter(({ member }) => member).map(({ id }) => id))
  if (persons.some(id => !members.has(id))) peopleProblems.raise('not-in-team')
}

/** Gives a team a rota. The caller has read the hours. */
export async function addRota(
  tx: Write,
  author: Author,
  command: { team_id: string; fields: RotaFields },
  now: Date,
): Promise<{ id: string }> {
  const team = await lockTeam(tx, command.team_id)
  const { organisation_id } = await lockOrganisation(tx, team.organisation_id).then(({ id }) => ({
    organisation_id: id,
  }))
  await checkPersons(tx, team, command.fields.persons)
  const id = newId()
  await tx
    .insertInto('people.rotas')
    .values({ ...columns(command.fields), id, organisation_id, team_id: team.id, changed_at: now })
    .execute()
  const payload = { rota_id: id, team_id: team.id, name: command.fields.name }
  await record(tx, author, rotaAdded, asSubject(organisation_id), payload, now)
  return { id }
}

/** Changes who takes turns, how long, and within which hours. */
export async function editRota(
  tx: Write,
  author: Author,
  command: { id: string; fields: RotaFields },
  now: Date,
): Promise<void> {
  const rota = await lockRota(tx, command.id)
  const team = await lockTeam(tx, rota.team_id)
  await lockOrganisation(tx, rota.organisation_id)
  await checkPersons(
    tx,
    team,
    command.fields.persons.filter(id => !rota.persons.includes(id)),
  )
  await tx
    .updateTable('people.rotas')
    .set({ ...columns(command.fields), changed_at: now })
    .where('id', '=', rota.id)
    .execute()
  const payload = { rota_id: rota.id, team_id: rota.team_id, name: rota.name }
  await record(tx, author, rotaChanged, asSubject(rota.organisation_id), payload, now)
}

/** Takes a rota away. */
export async function removeRota(tx: Write, author: Author, command: { id: string }, now: Date): Promise<Rota> {
  const rota = await lockRota(tx, command.id)
  await lockOrganisation(tx, rota.organisation_id)
  await tx.deleteFrom('people.rotas').where('id', '=', rota.id).execute()
  const payload = { rota_id: rota.id, team_id: rota.team_id, name: rota.name, removed: true }
  await record(tx, author, rotaChanged, asSubject(rota.organisation_id), payload, now)
  return rota
}

export interface StandIn {
  readonly rota_id: string
  /** Nobody: a gap that is known. */
  readonly person_id: string | null
  readonly from_time: Date
  readonly until_time: Date
  readonly because: string
}

/** Puts somebody else, or nobody, in for a time. What is said last counts. */
export async function standIn(tx: Write, author: Author, command: StandIn, now: Date): Promise<void> {
  const rota = await lockRota(tx, command.rota_id)
  const team = await lockTeam(tx, rota.team_id)
  await lockOrganisation(tx, rota.organisation_id)
  if (command.person_id) await checkPersons(tx, team, [command.person_id])
  const { from_time, until_time, because, person_id } = command
  await tx
    .insertInto('people.rota_overrides')
    .values({ ...command, id: newId(), organisation_id: rota.organisation_id, made_by_name: author.name, made_at: now })
    .execute()
  const times = { from: from_time.toISOString(), until: until_time.toISOString() }
  const payload = { rota_id: rota.id, name: rota.name, person_id, because, ...times, removed: false }
  await record(tx, author, rotaOverridden, asSubject(rota.organisation_id), payload, now, { topics: [rota.id] })
}

/** Takes a stand-in back: whose turn it is, is on call again. */
export async function takeBackStandIn(
  tx: Write,
  author: Author,
  command: { rota_id: string; id: string },
  now: Date,
): Promise<void> {
  const rota = await lockRota(tx, command.rota_id)
  await lockOrganisation(tx, rota.organisation_id)
  const gone = await tx
    .deleteFrom('people.rota_overrides')
    .where('id', '=', command.id)
    .where('rota_id', '=', rota.id)
    .returning(['person_id', 'from_time', 'until_time', 'because'])
    .executeTakeFirst()
  if (!gone) return peopleProblems.raise('rota-not-found')
  const times = { from: gone.from_time.toISOString(), until: gone.until_time.toISOString() }
  const payload = {
    rota_id: rota.id,
    name: rota.name,
    person_id: gone.person_id,
    because: gone.because,
    ...times,
    removed: true,
  }
  await record(tx, author, rotaOverridden, asSubject(rota.organisation_id), payload, now, { topics: [rota.id] })
}
