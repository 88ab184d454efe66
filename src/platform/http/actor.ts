import type { Author } from '#platform/events/record.ts'
import type { Viewing } from './viewing.ts'

/** A person who has shown who they are, and what they may do where. */
export interface Actor extends Author {
  readonly person_id: string
  readonly name: string
  readonly email: string | null
  readonly home_organisation_id: string
  /** For each permission, the organisations in which it is held. */
  readonly grants: ReadonlyMap<string, readonly string[]>
  /** Changes with the session or token, so that caches end with it. */
  readonly key: string
  /** Present when this is not who asks, but whom they see the product as: they may then do nothing. */
  readonly viewing?: Viewing | undefined
  /** The session is to get a new secret at its next page. */
  readonly renew?: boolean
}

/** The organisations in which this person holds a permission. */
export const organisationsFor = (actor: Actor, permission: string): readonly string[] =>
  actor.grants.get(permission) ?? []

/** Whether somebody may still do exactly what they might: what is open for them ends when it is not so. */
export function sameRights(before: Actor, after: Actor | undefined): boolean {
  const all = ({ person_id, grants, viewing }: Actor) =>
    JSON.stringify([
      person_id,
      viewing?.over,
      ...[...grants].map(([name, places]) => [name, ...[...places].sort()].join()).sort(),
    ])
  return after !== undefined && all(before) === all(after)
}

export const holds = (actor: Actor, permission: string): boolean => organisationsFor(actor, permission).length > 0

export const holdsIn = (actor: Actor, permission: string, organisation_id: string): boolean =>
  organisationsFor(actor, permission).includes(organisation_id)
