import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { listOrganisations, listTeams, lockOrganisation } from '#rooms/people/index.ts'
import { categoryAdded } from '../events.ts'
import { catalogueProblems } from '../problems.ts'
import { setCategoryActive } from './category.actions.ts'
import { type Branch, listTree } from './tree.queries.ts'

/**
 * Lets an organisation have exactly these of another's categories, by path, with what is above each: those it lacks are made alike,
 * those retired come back, and those of the other's that are not among them are retired. Its own others stay. Raises
 * `catalogue.not-yours` when the other has none the asker may see.
 */
export async function takeCategories(
  tx: Write,
  author: Author,
  command: { organisation_id: string; from: string; paths: readonly string[] },
  now: Date,
): Promise<void> {
  const { organisation_id, from, paths } = command
  await lockOrganisation(tx, organisation_id)
  const theirs = (await listTree(tx, from)).filter(({ active }) => active)
  if (from === organisation_id || theirs.length === 0) catalogueProblems.raise('not-yours')
  const ticked = theirs.filter(({ path }) => paths.some(one => one === path || one.startsWith(`${path} / `)))
  const teams = await teamsFor(tx, organisation_id)
  const lent = (branch: Branch) => branch.team_id !== null && teams.has(branch.team_id)
  // What is logged there is for a team that works for nobody else: made alike without it, it would be open to everybody.
  const kept = ticked.filter(branch => branch.restricted && !lent(branch))
  const wanted = ticked.filter(({ path }) => !kept.some(one => path === one.path || path.startsWith(`${one.path} / `)))
  const own = new Map((await listTree(tx, organisation_id)).map(branch => [branch.path, branch]))
  // Above first: each finds what it is inside, and comes back only where that is in use.
  for (const branch of wanted) {
    const here = own.get(branch.path)
    if (here && !here.active) await setCategoryActive(tx, author, { id: here.id, active: true }, now)
  }
  await addAlike(tx, author, { organisation_id, wanted, own, teams }, now)
  for (const { path } of theirs) {
    const here = own.get(path)
    if (here?.active && !wanted.some(branch => branch.path === path))
      await setCategoryActive(tx, author, { id: here.id, active: false }, now)
  }
}

interface Alike {
  readonly organisation_id: string
  readonly wanted: readonly Branch[]
  readonly own: ReadonlyMap<string, Branch>
  readonly teams: ReadonlySet<string>
}

/** The teams that may work for it: another council's own team works for nobody else. */
async function teamsFor(tx: Read, organisation_id: string): Promise<ReadonlySet<string>> {
  const others = (await listOrganisations(tx)).filter(
    ({ id, kind }) => id !== organisation_id && kind !== 'shared_service',
  )
  const theirs = (team: { organisation_id: string }) => others.some(({ id }) => id === team.organisation_id)
  return new Set((await listTeams(tx)).filter(team => !theirs(team)).map(({ id }) => id))
}

async function addAlike(tx: Write, author: Author, { organisation_id, wanted, own, teams }: Alike, now: Date) {
  const ids = new Map([...own].map(([path, { id }]) => [path, id]))
  for (const { path, name, kind, impact, urgency, restricted, team_id } of wanted.filter(
    ({ path }) => !own.has(path),
  )) {
    const id = newId()
    const parent_id = ids.get(path.slice(0, -` / ${name}`.length)) ?? null
    const team = team_id && teams.has(team_id) ? team_id : null
    const like = { name, path, kind, impact, urgency, restricted, team_id: team }
    ids.set(path, id)
    await tx
      .insertInto('catalogue.categories')
      .values({ id, organisation_id, parent_id, ...like })
      .execute()
    await record(tx, author, categoryAdded, { id: organisation_id, organisation_id }, { category_id: id, path }, now)
  }
}
