/*
 * Which open cases go along when part of their organisation becomes another: those of whoever goes, but for what was settled
 * otherwise. A case of a major incident stays; a restricted one stays unless somebody who may know of it goes.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface PartingCases {
  readonly organisation_id: string
  /** Who goes: people and teams. */
  readonly persons: readonly string[]
  readonly teams: readonly string[]
  /** Cases of theirs that a team which stays has. */
  readonly with_staying_team: 'goes' | 'stays'
  /** Restricted cases with people named on both sides. */
  readonly restricted: 'goes' | 'stays'
}

/** A team of the organisation's own that stays, as against one of another organisation, which works on for both. */
const stayingTeam = ({ organisation_id, teams }: PartingCases, column: string) =>
  sql<boolean>`(${sql.ref(column)} <> all (${[...teams]}::uuid[]) and exists (select from people.published_teams s
    where s.id = ${sql.ref(column)} and s.organisation_id = ${organisation_id}))`

/** Somebody of the organisation who stays. */
const stayingPerson = ({ organisation_id, persons }: PartingCases, column: string) =>
  sql<boolean>`(${sql.ref(column)} <> all (${[...persons]}::uuid[]) and exists (select from people.published_persons s
    where s.id = ${sql.ref(column)} and s.organisation_id = ${organisation_id}))`

const ofMajor = sql<boolean>`(exists (select from cases.major_incidents m where m.case_id = c.id and m.state <> 'closed')
  or exists (select from cases.major_incident_cases l join cases.major_incidents m on m.id = l.major_id
    where l.case_id = c.id and m.state <> 'closed'))`

const theirs = ({ persons }: PartingCases) => sql<boolean>`c.requester_id = any (${[...persons]}::uuid[])`

function restrictedGoes(parting: PartingCases): RawBuilder<boolean> {
  const stays = sql<boolean>`(${stayingPerson(parting, 'd.person_id')} or ${stayingTeam(parting, 'd.team_id')})`
  const names = (which: RawBuilder<boolean>) =>
    sql<boolean>`exists (select from cases.case_readers d where d.case_id = c.id and ${which})`
  const some = names(sql<boolean>`${stays} is not true`)
  return parting.restricted === 'goes' ? some : sql<boolean>`(${some} and not ${names(stays)})`
}

/** Whether an open case `c` goes. */
export function goesAlong(parting: PartingCases): RawBuilder<boolean> {
  const staysFor = parting.with_staying_team === 'stays' ? stayingTeam(parting, 'c.team_id') : sql<boolean>`false`
  return sql<boolean>`(c.organisation_id = ${parting.organisation_id} and c.is_open and ${theirs(parting)}
    and (${staysFor}) is not true and not ${ofMajor} and (not c.restricted or ${restrictedGoes(parting)}))`
}

/** Whether an open case `c` stays, though whoever has it goes. */
const losesItsTeam = (parting: PartingCases): RawBuilder<boolean> =>
  sql<boolean>`(c.organisation_id = ${parting.organisation_id} and c.is_open and not ${goesAlong(parting)}
    and (c.team_id = any (${[...parting.teams]}::uuid[]) or c.assignee_id = any (${[...parting.persons]}::uuid[])))`

interface Some {
  readonly many: number
  /** The first of them, by reference. */
  readonly references: readonly string[]
}

export interface CasesParting {
  readonly goes: number
  readonly stays: number
  readonly closed: number
  /** Theirs, but with a team that stays. */
  readonly with_staying_team: Some
  /** Not theirs, but with a team or person that goes. */
  readonly loses_its_team: Some
  /** Theirs, but part of a major incident that is under way. */
  readonly of_major: Some
  /** Theirs, with a reply that waits for its time. */
  readonly waiting_replies: Some
}

/** What would become of an organisation's cases, as far as whoever asks may know of them. */
export async function countPartingCases(tx: Read, parting: PartingCases): Promise<CasesParting> {
  const own = sql`c.organisation_id = ${parting.organisation_id}`
  const some = (which: RawBuilder<boolean>) => sql`(select json_build_object('many', count(*),
    'references', coalesce((array_agg(c.reference order by c.logged_at, c.id))[1:10], '{}')) from cases.cases c where ${own} and c.is_open and ${which})`
  const waiting = sql<boolean>`exists (select from cases.pending_replies r where r.case_id = c.id and r.state in ('waiting', 'held'))`
  const { rows } = await sql<CasesParting>`select
    (select count(*) from cases.cases c where ${goesAlong(parting)}) as goes,
    (select count(*) from cases.cases c where ${own} and c.is_open and not ${goesAlong(parting)}) as stays,
    (select count(*) from cases.cases c where ${own} and not c.is_open) as closed,
    ${some(sql<boolean>`${theirs(parting)} and ${stayingTeam(parting, 'c.team_id')} and not ${ofMajor}`)} as with_staying_team,
    ${some(losesItsTeam(parting))} as loses_its_team,
    ${some(sql<boolean>`${theirs(parting)} and ${ofMajor}`)} as of_major,
    ${some(sql<boolean>`${goesAlong(parting)} and ${waiting}`)} as waiting_replies`.execute(tx)
  return rows[0]!
}
