import { MAY, permissionsOf, ROLES } from './roles.rules.ts'

/** What an organisation lets a role do (granted) or not do, unlike what the role usually may. */
export interface Difference {
  readonly role: string
  readonly permission: string
  readonly granted: boolean
}

export const keyOf = ({ role, permission }: Pick<Difference, 'role' | 'permission'>) => `${role} ${permission}`

/** What differs from the usual when each role may do exactly what is wanted of it. */
export function differencesOf(
  wanted: Readonly<Record<string, readonly string[]>>,
  permissions: readonly string[],
): Difference[] {
  return ROLES.flatMap(role =>
    permissions
      .map(permission => ({ role, permission, granted: wanted[role]?.includes(permission) ?? false }))
      .filter(({ permission, granted }) => granted !== MAY[role].some(usual => usual === permission)),
  )
}

/** What a role may do under these differences. */
export const mayUnder = (differences: readonly Difference[], role: string): readonly string[] =>
  permissionsOf({
    role,
    changed: Object.fromEntries(
      differences.filter(one => one.role === role).map(({ permission, granted }) => [permission, granted]),
    ),
  })

/** What changes between two states of the matrix: each thing a role may do from now on, or no more. */
export function changesBetween(before: readonly Difference[], after: readonly Difference[]): Difference[] {
  return ROLES.flatMap(role => {
    const had = mayUnder(before, role)
    const has = mayUnder(after, role)
    return [
      ...has.filter(one => !had.includes(one)).map(permission => ({ role, permission, granted: true })),
      ...had.filter(one => !has.includes(one)).map(permission => ({ role, permission, granted: false })),
    ]
  })
}

/** People who hold the same roles: how many, and the first of their names. */
export interface Group {
  readonly roles: readonly string[]
  readonly people: number
  readonly names: readonly string[]
}

/** Who gains or loses a permission, having it or not by any of their roles. */
export interface Effect {
  readonly permission: string
  readonly gains: boolean
  readonly people: number
  readonly names: readonly string[]
}

const MOST_NAMES = 10

/** Who would gain or lose what. Who holds a permission by another role too loses nothing. */
export function effectsOf(
  groups: readonly Group[],
  before: readonly Difference[],
  after: readonly Difference[],
  permissions: readonly string[],
): Effect[] {
  const holds = (differences: readonly Difference[], { roles }: Group, permission: string) =>
    roles.some(role => mayUnder(differences, role).includes(permission))
  return permissions.flatMap(permission =>
    [true, false].flatMap(gains => {
      const touched = groups.filter(
        group => holds(before, group, permission) !== gains && holds(after, group, permission) === gains,
      )
      if (touched.length === 0) return []
      const people = touched.reduce((sum, group) => sum + group.people, 0)
      return [{ permission, gains, people, names: touched.flatMap(({ names }) => names).slice(0, MOST_NAMES) }]
    }),
  )
}

/** A state of the matrix in a line, so that a change made meanwhile shows. */
export const fingerprintOf = (differences: readonly Difference[]): string =>
  differences
    .map(one => `${keyOf(one)} ${one.granted ? 1 : 0}`)
    .sort()
    .join(',')
