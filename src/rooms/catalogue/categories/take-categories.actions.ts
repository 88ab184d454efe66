import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
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
  const wanted = theirs.filter(({ path }) => paths.some(one => one === path || one.startsWith(`${path} / `)))
  const own = new Map((await listTree(tx, organisation_id)).map(branch => [branch.path, branch]))
  // Above first: each finds what it is inside, and comes back only where that is in use.
  for (const branch of wanted) {
    const here = own.get(branch.path)
    if (here && !here.active) await setCategoryActive(tx, author, { id: here.id, active: true }, now)
  }
  await addAlike(tx, author, { organisation_id, wanted, own }, now)
  for (const { path } of theirs) {
    const here = own.get(path)
    const kept = wanted.some(branch => branch.path === path)
    if (here?.active && !kept) await setCategoryActive(tx, author, { id: here.id, active: false }, now)
  }
}

interface Alike {
  readonly organisation_id: string
  readonly wanted: readonly Branch[]
  readonly own: ReadonlyMap<string, Branch>
}

async function addAlike(tx: Write, author: Author, { organisation_id, wanted, own }: Alike, now: Date) {
  const ids = new Map([...own].map(([path, { id }]) => [path, id]))
  // Another council's own team works for nobody else: it is then to be sorted.
  const others = (await listOrganisations(tx)).filter(
    ({ id, kind }) => id !== organisation_id && kind !== 'shared_service',
  )
  const theirs = (team: { organisation_id: string }) => others.some(({ id }) => id === team.organisation_id)
  const teams = new Set((await listTeams(tx)).filter(team => !theirs(team)).map(({ id }) => id))
  for (const { path, name, kind, impact, urgency, team_id } of wanted.filter(({ path }) => !own.has(path))) {
    const id = newId()
    const parent_id = ids.get(path.slice(0, -` / ${name}`.length)) ?? null
    const like = { name, path, kind, impact, urgency, team_id: team_id && teams.has(team_id) ? team_id : null }
    ids.set(path, id)
    await tx
      .insertInto('catalogue.categories')
      .values({ id, organisation_id, parent_id, ...like })
      .execute()
    await record(tx, author, categoryAdded, { id: organisation_id, organisation_id }, { category_id: id, path }, now)
  }
}
