import type { Permission } from '../permissions.ts'

export const ROLES = [
  'requester',
  'analyst',
  'team_lead',
  'manager',
  'partner_officer',
  'administrator',
  'operator',
] as const
export type Role = (typeof ROLES)[number]

const analyst: readonly Permission[] = ['cases.read', 'cases.work', 'people.read']
const lead: readonly Permission[] = [...analyst, 'cases.lead', 'reports.read']

/** What each role may do, in the organisation it is held in. */
export const MAY: Record<Role, readonly Permission[]> = {
  requester: ['cases.ask'],
  analyst,
  team_lead: lead,
  manager: [...lead, 'cases.dispute'],
  partner_officer: ['cases.read', 'cases.dispute', 'reports.read', 'people.read'],
  administrator: [
    'people.read',
    'people.manage',
    'catalogue.manage',
    'content.manage',
    'mail.manage',
    'audit.read',
    'cases.read',
    'reports.read',
  ],
  operator: ['audit.read'],
}

export const ROLE_NAMES: Record<Role, string> = {
  requester: 'Requester',
  analyst: 'Analyst',
  team_lead: 'Team lead',
  manager: 'Manager',
  partner_officer: 'Partner officer',
  administrator: 'Administrator',
  operator: 'Operator',
}

export interface Assignment {
  readonly organisation_id: string
  readonly role: string
}

/** For each permission, the organisations in which some role grants it. A role nobody knows grants nothing. */
export function grantsOf(assignments: readonly Assignment[]): ReadonlyMap<string, readonly string[]> {
  const grants = new Map<string, string[]>()
  for (const { organisation_id, role } of assignments) {
    const known = ROLES.find(name => name === role)
    for (const permission of known ? MAY[known] : []) {
      const places = grants.get(permission) ?? []
      if (!places.includes(organisation_id)) places.push(organisation_id)
      grants.set(permission, places)
    }
  }
  return grants
}
