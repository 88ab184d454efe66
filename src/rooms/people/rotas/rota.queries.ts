import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import { type Override, onCallBetween, type Turns } from './rota.rules.ts'

export interface Rota extends Turns {
  readonly id: string
  readonly organisation_id: string
  readonly team_id: string
  readonly team: string
  readonly name: string
}

export interface RotaOverride extends Override {
  readonly person: string | null
  readonly because: string
  readonly made_by_name: string
}

const SELECT_ROTA = sql`
  select r.id, r.organisation_id, r.team_id, t.name as team, r.name, r.zone, r.starts_on::text as starts_on, r.handover, r.turn_days,
    r.persons, r.hours
  from people.rotas r join people.teams t on t.id = r.team_id`

/** Raises `people.rota-not-found`. */
export async function getRota(tx: Read, id: string): Promise<Rota> {
  const { rows } = await sql<Rota>`${SELECT_ROTA} where r.id = ${id}`.execute(tx)
  return rows[0] ?? peopleProblems.raise('rota-not-found')
}

/** Raises `people.rota-not-found`. */
export async function lockRota(tx: Write, id: string): Promise<Rota> {
  const { rows } = await sql<Rota>`${SELECT_ROTA} where r.id = ${id} for no key update of r`.execute(tx)
  return rows[0] ?? peopleProblems.raise('rota-not-found')
}

/** The rotas the asker may see, by team and name; of one team only when that is said. */
export async function listRotas(tx: Read, team_id?: string): Promise<Rota[]> {
  const of = team_id === undefined ? sql`` : sql`where r.team_id = ${team_id}`
  const { rows } = await sql<Rota>`${SELECT_ROTA} ${of} order by t.name, r.name limit 200`.execute(tx)
  return rows
}

/** Who stands in for whom on these rotas, of what is not over by then; in the order it was said, so that the last counts. */
export async function listOverrides(tx: Read, rota_ids: readonly string[], from: Date) {
  const { rows } = await sql<RotaOverride & { rota_id: string }>`
    select v.id, v.rota_id, v.person_id, p.name as person, v.from_time, v.until_time, v.because, v.made_by_name
    from people.rota_overrides v left join people.persons p on p.id = v.person_id
    where v.rota_id = any (${[...rota_ids]}::uuid[]) and v.until_time > ${from} order by v.made_at, v.id`.execute(tx)
  return rows
}

/** The names of these people who are still there: whoever left is nobody on a rota. */
export async function namesOnCall(tx: Read, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people.persons where active and id = any (${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Somebody on call, or the gap where somebody should be. */
export interface OnCall {
  readonly rota_id: string
  readonly rota: string
  /** Null in a gap: the rota has hours now and nobody in them. */
  readonly person_id: string | null
  readonly person: string | null
  readonly until: Date
}

const AHEAD_MS = 35 * 86_400_000

/** Who is on call for a team at an instant, by rota; empty when none of its rotas has hours then. */
export async function onCallAt(tx: Read, team_id: string, at: Date): Promise<OnCall[]> {
  return onCallOf(tx, await listRotas(tx, team_id), at)
}

/** Who is on call on these rotas at an instant. */
export async function onCallOf(tx: Read, rotas: readonly Rota[], at: Date): Promise<OnCall[]> {
  if (rotas.length === 0) return []
  const overrides = await listOverrides(
    tx,
    rotas.map(({ id }) => id),
    at,
  )
  const people = await namesOnCall(tx, [
    ...rotas.flatMap(({ persons }) => persons),
    ...overrides.flatMap(({ person_id }) => person_id ?? []),
  ])
  return rotas.flatMap(rota => {
    const own = overrides.filter(({ rota_id }) => rota_id === rota.id)
    const [stretch] = onCallBetween(rota, own, at.getTime(), at.getTime() + AHEAD_MS)
    if (!stretch || stretch.from > at.getTime()) return []
    const person = stretch.person_id ? (people.get(stretch.person_id) ?? null) : null
    return [
      {
        ...{ rota_id: rota.id, rota: rota.name, person_id: person ? stretch.person_id : null, person },
        until: new Date(stretch.to),
      },
    ]
  })
}
