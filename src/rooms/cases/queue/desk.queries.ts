import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Category, listCategories, listTargets } from '#rooms/catalogue/index.ts'
import type { CalendarVersion } from '#rooms/clock/index.ts'
import {
  listAllTeams,
  listOrganisations,
  listTeamMembers,
  type Organisation,
  workingTimeFrom,
} from '#rooms/people/index.ts'
import { type Terms, termsKey } from './time-left.rules.ts'

export interface DeskTeam {
  readonly id: string
  readonly name: string
  readonly slug: string
  /** It has begun and has not ended: cases can be given to it. */
  readonly stands: boolean
  /** The person works in it. */
  readonly own: boolean
  /** Open cases, counted no further than a hundred. */
  readonly open: number
}

export interface SavedView {
  readonly id: string
  readonly name: string
  readonly owner_id: string
  readonly team_id: string | null
  /** The address after `/queue/`. */
  readonly query: string
}

export interface Colleague {
  readonly person_id: string
  readonly team_id: string
  readonly name: string
}

/** What somebody's desk looks like: whom it serves, its teams and people, what waits in each queue. */
export interface Desk {
  readonly organisations: readonly Organisation[]
  readonly teams: readonly DeskTeam[]
  readonly colleagues: readonly Colleague[]
  readonly views: readonly SavedView[]
  /** Only of somebody who sees one organisation: twenty trees are too many to choose from at once. */
  readonly categories: readonly Category[]
  /** What was promised, by `termsKey`. */
  readonly terms: ReadonlyMap<string, Terms>
  readonly mine: number
  readonly unassigned: number
  /** Major incidents that are happening now. */
  readonly majors: number
}

export const COUNT_TO = 100

interface Counted {
  readonly mine: number
  readonly unassigned: number
  readonly majors: number
  readonly teams: { id: string; open: number }[]
}

/** Counting stops at a hundred: nobody reads further, and each count then costs the same at any size. */
async function countOpen(tx: Read, person_id: string): Promise<Counted> {
  const upTo = sql.lit(COUNT_TO)
  const { rows } = await sql<Counted>`select
    (select count(*) from (select from cases.cases where is_open and assignee_id = ${person_id} limit ${upTo}) x)::int as mine,
    (select count(*) from (select from cases.cases where is_open and assignee_id is null limit ${upTo}) x)::int as unassigned,
    (select count(*) from cases.major_incidents where state = 'open')::int as majors,
    (select coalesce(json_agg(json_build_object('id', t.id, 'open',
       (select count(*) from (select from cases.cases c where c.is_open and c.team_id = t.id limit ${upTo}) x))), '[]')
     from people.published_teams t) as teams`.execute(tx)
  return rows[0]!
}

/** The saved views of a person: their own, and those of their teams. */
export const listSavedViews = (tx: Read, person_id: string): Promise<SavedView[]> =>
  sql<SavedView>`select v.id, v.name, v.owner_id, v.team_id, v.query from cases.saved_views v
    where v.owner_id = ${person_id} or v.team_id in (select team_id from people.published_team_members where person_id = ${person_id})
    order by v.name`
    .execute(tx)
    .then(({ rows }) => rows)

async function listTerms(tx: Read): Promise<ReadonlyMap<string, Terms>> {
  const { rows } = await sql<{ id: string; versions: readonly CalendarVersion[] }>`
    select id, people.published_working_time(id, now() - interval '400 days') as versions from people.published_calendars`.execute(
    tx,
  )
  const calendars = new Map(rows.map(({ id, versions }) => [id, workingTimeFrom(id, versions)]))
  const targets = await listTargets(tx)
  return new Map(
    targets.flatMap(({ organisation_id, priority, metric, seconds, warn_percent, calendar_id }) => {
      const calendar = calendars.get(calendar_id)
      return calendar ? [[termsKey(organisation_id, priority, metric), { seconds, warn_percent, calendar }]] : []
    }),
  )
}

/** Everything about a person's desk that is the same from one page to the next. */
export async function getDesk(tx: Read, person_id: string): Promise<Desk> {
  const organisations = await listOrganisations(tx)
  const teams = await listAllTeams(tx)
  const colleagues = await listTeamMembers(tx)
  const counted = await countOpen(tx, person_id)
  const open = new Map(counted.teams.map(team => [team.id, team.open]))
  const own = new Set(colleagues.filter(each => each.person_id === person_id).map(each => each.team_id))
  return {
    ...{ organisations, colleagues, mine: counted.mine, unassigned: counted.unassigned, majors: counted.majors },
    teams: teams
      .map(({ id, name, slug, stands }) => ({ id, name, slug, stands, own: own.has(id), open: open.get(id) ?? 0 }))
      .sort((a, b) => Number(b.own) - Number(a.own)),
    categories: organisations.length === 1 ? await listCategories(tx, organisations[0]!.id) : [],
    views: await listSavedViews(tx, person_id),
    terms: await listTerms(tx),
  }
}
