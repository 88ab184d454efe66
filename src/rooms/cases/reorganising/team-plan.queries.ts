import type { Read } from '#platform/database/transaction.ts'
import { pathsRoutedTo, promisesOfTeam } from '#rooms/catalogue/index.ts'
import { mailOfTeam } from '#rooms/channels/index.ts'
import { repliesOfTeam } from '#rooms/content/index.ts'
import {
  type DatedTeam,
  getOrganisation,
  getTeam,
  listAllTeams,
  type Organisation,
  type PointedAt,
  peopleOfTeam,
} from '#rooms/people/index.ts'
import { type OpenByState, openCasesOf, workOfTeam } from './point-own.actions.ts'
import { getReorganisation, listReorganisations, type Reorganisation, servedBy } from './reorganisation.queries.ts'

export interface TeamToPlan {
  readonly organisation: Organisation
  readonly team: Awaited<ReturnType<typeof getTeam>>
  readonly plans: readonly Reorganisation[]
  /** The others of its organisation, those included that begin later. */
  readonly others: readonly DatedTeam[]
  readonly nameOf: (id: string) => string
  /** The categories whose cases go to it. */
  readonly paths: readonly string[]
}

/** What whoever re-organises a team chooses from. Raises `people.team-not-found`. */
export async function getTeamToPlan(tx: Read, id: string, managed: readonly string[]): Promise<TeamToPlan> {
  const team = await getTeam(tx, id, managed)
  const all = await listAllTeams(tx)
  const names = new Map(all.map(one => [one.id, one.name]))
  return {
    ...{ team, nameOf: one => names.get(one) ?? '' },
    organisation: await getOrganisation(tx, team.organisation_id),
    plans: await listReorganisations(tx, id),
    others: all.filter(
      one =>
        one.id !== id && one.organisation_id === team.organisation_id && (!one.ends_at || one.ends_at > new Date(0)),
    ),
    paths: await pathsRoutedTo(tx, id),
  }
}

export interface Foreseen {
  readonly plan: Reorganisation
  readonly organisation: Organisation
  readonly nameOf: (id: string) => string
  readonly cases: readonly OpenByState[]
  readonly pointing: readonly PointedAt[]
  /** How many other organisations it works for. */
  readonly others: number
}

/** What a re-organisation would do, as far as the asker may see. */
export async function foresee(tx: Read, id: string, managed: readonly string[]): Promise<Foreseen> {
  const plan = await getReorganisation(tx, id)
  const { team_id } = plan
  const { organisation, nameOf } = await getTeamToPlan(tx, team_id, managed)
  const pointing = [
    ...(await peopleOfTeam(tx, team_id)),
    ...(await promisesOfTeam(tx, team_id)),
    ...(await mailOfTeam(tx, team_id)),
    ...(await repliesOfTeam(tx, team_id)),
    ...(await workOfTeam(tx, team_id)),
  ]
  const served = await servedBy(tx, team_id)
  return {
    ...{ plan, organisation, nameOf, others: served.filter(one => one !== plan.organisation_id).length },
    cases: await openCasesOf(tx, team_id),
    pointing: pointing.filter(({ many }) => many > 0),
  }
}
