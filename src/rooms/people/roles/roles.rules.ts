import type { Permission } from '../permissions.ts'

export const ROLES = [
  'requester',
  'analyst',
  'team_lead',
  'major_incident_manager',
  'manager',
  'service_owner',
  'partner_officer',
  'board_member',
  'auditor',
  'administrator',
  'operator',
] as const
export type Role = (typeof ROLES)[number]

const analyst: readonly Permission[] = ['cases.read', 'cases.work', 'people.read']
const lead: readonly Permission[] = [...analyst, 'cases.lead', 'cases.restrict', 'reports.read']

/** What each role usually may do, in the organisation it is held in. An organisation may let it do more or less: `Assignment.changed`. */
export const MAY: Record<Role, readonly Permission[]> = {
  requester: ['cases.ask'],
  analyst,
  team_lead: lead,
  // Says to everybody what is known of it, which a notice does.
  major_incident_manager: [...lead, 'content.manage'],
  manager: [...lead, 'cases.dispute'],
  service_owner: ['cases.read', 'reports.read', 'people.read', 'catalogue.manage', 'content.manage'],
  partner_officer: ['cases.read', 'cases.dispute', 'reports.read', 'people.read'],
  // Figures, and not the cases behind them.
  board_member: ['reports.read'],
  auditor: ['audit.read', 'reports.read', 'people.read'],
  administrator: [
    'people.read',
    'people.manage',
    'people.view-as',
    'catalogue.manage',
    'content.manage',
    'mail.manage',
    'audit.read',
    'cases.read',
    'reports.read',
    'information.manage',
    'organisations.manage',
  ],
  operator: ['audit.read', 'information.manage', 'organisations.manage'],
}

export const ROLE_NAMES: Record<Role, string> = {
  requester: 'Requester',
  analyst: 'Analyst',
  team_lead: 'Team lead',
  major_incident_manager: 'Major-incident manager',
  manager: 'Manager',
  service_owner: 'Service owner',
  partner_officer: 'Partner officer',
  board_member: 'Board member',
  auditor: 'Auditor',
  administrator: 'Administrator',
  operator: 'Operator',
}

export interface Assignment {
  readonly organisation_id: string
  readonly role: string
  /** What the organisation lets this role do (true) or not do (false), unlike the rest. */
  readonly changed?: Readonly<Record<string, boolean>> | null | undefined
}

/** What a role may do where an organisation has changed some of it. A role nobody knows may do nothing. */
export function permissionsOf({ role, changed }: Pick<Assignment, 'role' | 'changed'>): readonly string[] {
  const known = ROLES.find(name => name === role)
  if (!known) return []
  const named = new Set<string>([...MAY[known], ...Object.keys(changed ?? {})])
  return [...named].filter(permission => changed?.[permission] ?? true)
}

/** For each permission, the organisations in which some role grants it. A role nobody knows grants nothing. */
export function grantsOf(assignments: readonly Assignment[]): ReadonlyMap<string, readonly string[]> {
  const grants = new Map<string, string[]>()
  for (const { organisation_id, ...held } of assignments) {
    for (const permission of permissionsOf(held)) {
      const places = grants.get(permission) ?? []
      if (!places.includes(organisation_id)) places.push(organisation_id)
      grants.set(permission, places)
    }
  }
  return grants
}
