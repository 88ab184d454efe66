import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { addTeam, type DatedTeam, listAllTeams, lockOrganisation, lockTeam } from '#rooms/people/index.ts'
import { caseProblems } from '../problems.ts'
import { REORGANISING_JOB } from './carry-out-job.ts'
import { heirsOf } from './dividing.rules.ts'
import { reorganisationConfirmed, reorganisationWithdrawn } from './events.ts'
import { lockReorganisation, type Reorganisation } from './reorganisation.queries.ts'

export interface PlanReorganisation {
  readonly team_id: string
  /** What comes in its place: a team there is on that day, or the name of one that then begins. */
  readonly to: { readonly team_id: string } | { readonly name: string }
  /** The team for what is in a category, by its path, where that is another. */
  readonly divided: Readonly<Record<string, string>>
  readonly people_go: boolean
  readonly takes_effect_at: Date
}

/** Plans that other teams come in the place of one on a day. Nothing happens until it is confirmed. */
export async function planReorganisation(
  tx: Write,
  author: Author,
  command: PlanReorganisation,
  now: Date,
): Promise<string> {
  const { divided, people_go, takes_effect_at } = command
  const team = await lockTeam(tx, command.team_id)
  const { organisation_id, shared, calendar_id } = team
  if (team.ends_at && team.ends_at <= takes_effect_at) caseProblems.raise('team-over')
  const begun = takes_effect_at > now ? takes_effect_at : null
  const beginning = { organisation_id, calendar_id, shared, starts_at: begun }
  const to_team_id =
    'name' in command.to
      ? (await addTeam(tx, author, { ...beginning, name: command.to.name }, now)).id
      : command.to.team_id
  await mayFollow(tx, { ...command, to_team_id, team })
  const id = newId()
  const planned = { planned_by: author.person_id ?? null, planned_by_name: author.name, planned_at: now }
  await tx
    .insertInto('cases.reorganisations')
    .values({
      ...{ id, organisation_id, team_id: team.id, to_team_id, divided: JSON.stringify(divided), people_go },
      ...{ takes_effect_at, ...planned },
    })
    .execute()
  return id
}

/** Each that comes in its place is another of the same organisation, for the same people, and there on that day. */
async function mayFollow(
  tx: Read,
  plan: Pick<Reorganisation, 'to_team_id' | 'divided' | 'takes_effect_at'> & {
    team: { id: string; organisation_id: string; shared: boolean }
  },
) {
  const { team, takes_effect_at } = plan
  const teams = new Map((await listAllTeams(tx)).map(one => [one.id, one]))
  for (const id of heirsOf(plan)) {
    const heir = teams.get(id)
    const fits = heir && heir.organisation_id === team.organisation_id && id !== team.id
    if (!fits || !isThere(heir, takes_effect_at) || (team.shared && !heir.shared)) caseProblems.raise('heir-elsewhere')
  }
}

/** Whether there is a team at a moment. */
export const isThere = ({ starts_at, ends_at }: Pick<DatedTeam, 'starts_at' | 'ends_at'>, at: Date) =>
  (!starts_at || starts_at <= at) && (!ends_at || ends_at > at)

/** On its day, or at once when that is over, it is carried out. Raises `cases.reorganisation-in-the-way`, `cases.heir-elsewhere`. */
export async function confirmReorganisation(
  tx: Write,
  author: Author,
  { id }: { id: string },
  now: Date,
): Promise<void> {
  const plan = await lockReorganisation(tx, id)
  if (plan.state !== 'draft') caseProblems.raise('reorganisation-settled')
  const { organisation_id, takes_effect_at } = plan
  await lockOrganisation(tx, organisation_id)
  const team = await lockTeam(tx, plan.team_id)
  if (team.ends_at) caseProblems.raise('team-over')
  const day = takes_effect_at > now ? takes_effect_at : now
  await mayFollow(tx, { ...plan, team, takes_effect_at: day })
  await nothingInTheWay(tx, plan)
  const confirmed = { confirmed_by: author.person_id ?? null, confirmed_by_name: author.name, confirmed_at: now }
  await tx
    .updateTable('cases.reorganisations')
    .set({ state: 'confirmed', ...confirmed })
    .where('id', '=', id)
    .execute()
  await enqueue(tx, REORGANISING_JOB, organisation_id, { plan_id: id }, { at: takes_effect_at, key: keyOf(id) })
  const payload = { ...(await saidOf(tx, plan)), day: day.toISOString() }
  await record(tx, author, reorganisationConfirmed, { id: organisation_id, organisation_id }, payload, now)
}

const keyOf = (id: string) => `reorganise:${id}`

/** A team that another is to become, or that is to become another, takes no part in a second re-organisation meanwhile. */
async function nothingInTheWay(tx: Read, plan: Reorganisation) {
  const others = await tx
    .selectFrom('cases.reorganisations')
    .select(['team_id', 'to_team_id', 'divided'])
    .where('organisation_id', '=', plan.organisation_id)
    .where('state', 'in', ['confirmed', 'running'])
    .execute()
  const heirs = heirsOf(plan)
  for (const { team_id, to_team_id, divided } of others) {
    const theirs = [to_team_id, ...Object.values(divided as Record<string, string>)]
    if (team_id === plan.team_id || heirs.includes(team_id) || theirs.includes(plan.team_id))
      caseProblems.raise('reorganisation-in-the-way')
  }
}

/** How it is told: its teams by name. */
export async function saidOf(tx: Read, plan: Reorganisation) {
  const names = new Map((await listAllTeams(tx)).map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? ''
  return { plan_id: plan.id, team: nameOf(plan.team_id), in_place: heirsOf(plan).map(nameOf) }
}

/** Takes it back before its day. A team that was added for it stays. Raises `cases.reorganisation-begun`. */
export async function withdrawReorganisation(
  tx: Write,
  author: Author,
  { id }: { id: string },
  now: Date,
): Promise<void> {
  const plan = await lockReorganisation(tx, id)
  if (['running', 'done'].includes(plan.state)) caseProblems.raise('reorganisation-begun')
  if (plan.state === 'withdrawn') caseProblems.raise('reorganisation-settled')
  await tx.updateTable('cases.reorganisations').set({ state: 'withdrawn' }).where('id', '=', id).execute()
  await unqueue(tx, keyOf(id))
  if (plan.state !== 'confirmed') return
  const { organisation_id } = plan
  await lockOrganisation(tx, organisation_id)
  const payload = await saidOf(tx, plan)
  await record(tx, author, reorganisationWithdrawn, { id: organisation_id, organisation_id }, payload, now)
}
