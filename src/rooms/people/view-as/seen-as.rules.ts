import type { Actor } from '#platform/http/actor.ts'

/** Somebody being seen as by the session that asks. */
export interface Viewing {
  readonly id: string
  readonly person_id: string
  readonly name: string
  readonly email: string | null
  readonly organisation_id: string
  readonly ends_at: Date
  /** Its time is up, or they have left: nothing is seen as them any more, and nothing written until that was said. */
  readonly over: boolean
}

type Grants = ReadonlyMap<string, readonly string[]>

/**
 * What may be seen as another: what both may. What a person asked for themselves is seen by who may read their council's cases, for
 * the viewer did not ask for it. Nobody sees as somebody else from there.
 */
export function whatBothMay(viewer: Grants, viewed: Grants): Grants {
  const both = new Map<string, readonly string[]>()
  for (const [permission, places] of viewed) {
    const own = viewer.get(permission === 'cases.ask' ? 'cases.read' : permission) ?? []
    const shared = places.filter(place => own.includes(place))
    if (shared.length > 0 && permission !== 'people.view-as') both.set(permission, shared)
  }
  return both
}

/** The person who asks, as the one they see as; themselves, able to write nothing, when that is over. */
export function seenAs(viewer: Actor, viewing: Viewing, granted: Grants): Actor {
  const may = viewer.grants.get('people.view-as')?.includes(viewing.organisation_id) === true
  const { id, ends_at } = viewing
  const { name, organisation_id } = viewing
  const facts = { id, ends_at, viewer: { person_id: viewer.person_id, name: viewer.name }, name, organisation_id }
  if (viewing.over || !may) return { ...viewer, viewing: { ...facts, over: true } }
  return {
    person_id: viewing.person_id,
    name: viewing.name,
    email: viewing.email,
    home_organisation_id: viewing.organisation_id,
    grants: whatBothMay(viewer.grants, granted),
    key: `${viewer.key} ${id}`,
    viewing: { ...facts, over: false },
  }
}
