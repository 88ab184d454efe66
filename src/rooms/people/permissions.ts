/** What a role may be allowed to do. Named `room.verb`; a route names one of these. */
export const PERMISSIONS = [
  'cases.ask',
  'cases.read',
  'cases.work',
  'cases.lead',
  'reports.read',
  'people.read',
  'people.manage',
  'catalogue.manage',
  'content.manage',
  'audit.read',
] as const

export type Permission = (typeof PERMISSIONS)[number]
