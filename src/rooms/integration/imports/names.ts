/* People, teams and categories that a file names, found here or made, and remembered while the import lasts. */
import type { Read, Write } from '#platform/database/transaction.ts'
import type { ImportedCase, Known, PersonThere } from '#rooms/cases/index.ts'
import { branchesOf, idsByPath, importCategories } from '#rooms/catalogue/index.ts'
import { idsByReference, importPersons, importTeams, teamIdsByName } from '#rooms/people/index.ts'

interface Wanted {
  readonly persons: Map<string, { person: PersonThere; desk_staff: boolean }>
  readonly teams: Set<string>
  readonly categories: Set<string>
}

/** Everyone and everything some cases name. */
function wantedBy(cases: readonly ImportedCase[]): Wanted {
  const wanted: Wanted = { persons: new Map(), teams: new Set(), categories: new Set() }
  const person = (one: PersonThere, desk_staff: boolean) => {
    if (desk_staff || !wanted.persons.has(one.reference)) wanted.persons.set(one.reference, { person: one, desk_staff })
  }
  for (const one of cases) {
    person(one.requester, false)
    if (one.team) wanted.teams.add(one.team)
    if (one.category) wanted.categories.add(one.category)
    for (const change of one.changes) {
      if (change.what === 'assigned' && change.team) wanted.teams.add(change.team)
      if (change.what === 'assigned' && change.assignee) person(change.assignee, true)
      if (change.what === 'classified' && change.category) wanted.categories.add(change.category)
    }
  }
  const branches = branchesOf([...wanted.categories]).map(branch => branch.path)
  return { ...wanted, categories: new Set(branches) }
}

export interface Organisation {
  readonly id: string
  readonly short_name: string
}

/** What was made, or in a dry run would be. */
export interface Made {
  readonly people: number
  readonly teams: number
  readonly categories: number
}

export interface Names {
  readonly known: Known
  /** Finds or makes what these cases name. Without a `Write` nothing is made, and what is missing is counted once. */
  learn(tx: Read, cases: readonly ImportedCase[], make: Write | undefined): Promise<Made>
}

// Stands for the identifier of what a dry run would have made.
const NOT_MADE = ''

export function rememberNames(organisation: Organisation, kind: 'incident' | 'service_request'): Names {
  const known = {
    persons: new Map<string, string>(),
    teams: new Map<string, string>(),
    categories: new Map<string, string>(),
  }
  const unknown = (ids: ReadonlyMap<string, string>, names: Iterable<string>) =>
    [...names].filter(name => !ids.has(name))

  /** Looks for what is not known yet, makes what is not there, and says how many that was. */
  async function settle(
    ids: Map<string, string>,
    names: readonly string[],
    find: () => Promise<ReadonlyMap<string, string>>,
    make: ((missing: readonly string[]) => Promise<void>) | undefined,
  ): Promise<number> {
    if (names.length === 0) return 0
    const remember = (found: ReadonlyMap<string, string>) => {
      for (const name of names) if (found.has(name)) ids.set(name, found.get(name)!)
    }
    remember(await find())
    const missing = unknown(ids, names)
    if (missing.length === 0) return 0
    if (make) {
      await make(missing)
      remember(await find())
    } else for (const name of missing) ids.set(name, NOT_MADE)
    return missing.length
  }

  return {
    known,
    async learn(tx, cases, make) {
      const wanted = wantedBy(cases)
      const persons = unknown(known.persons, wanted.persons.keys())
      const teams = unknown(known.teams, wanted.teams)
      const categories = unknown(known.categories, wanted.categories)
      const { id } = organisation
      const person = (reference: string) => {
        const { person, desk_staff } = wanted.persons.get(reference)!
        return { ...person, desk_staff }
      }
      return {
        people: await settle(
          known.persons,
          persons,
          () => idsByReference(tx, id, persons),
          make && (missing => importPersons(make, id, missing.map(person))),
        ),
        teams: await settle(
          known.teams,
          teams,
          () => teamIdsByName(tx, id),
          make && (missing => importTeams(make, organisation, missing)),
        ),
        categories: await settle(
          known.categories,
          categories,
          () => idsByPath(tx, id, categories),
          make && (missing => importCategories(make, id, missing, kind)),
        ),
      }
    },
  }
}
