/** What a role may be allowed to do. Named `room.verb`; a route names one of these. */
export const PERMISSIONS = [
  'cases.ask',
  'cases.read',
  'cases.work',
  'cases.lead',
  'cases.restrict',
  'cases.dispute',
  'reports.read',
  'people.read',
  'people.manage',
  'people.view-as',
  'catalogue.manage',
  'content.manage',
  'mail.manage',
  'audit.read',
  'information.manage',
  'organisations.manage',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** What each permission lets somebody do, in words. */
export const PERMISSION_NAMES: Record<Permission, string> = {
  'cases.ask': 'Ask for help, and follow own cases',
  'cases.read': 'Read cases',
  'cases.work': 'Work on cases',
  'cases.lead': 'Lead a team: reassign and change many cases',
  'cases.restrict': 'Say who may know of a restricted case',
  'cases.dispute': 'Dispute the pauses of a clock',
  'reports.read': 'Read reports',
  'people.read': 'Find people',
  'people.manage': 'Manage people, teams, roles and calendars',
  'people.view-as': 'See the service as somebody else does, without changing anything',
  'catalogue.manage': 'Manage categories, priorities and targets',
  'content.manage': 'Manage notices and canned replies',
  'mail.manage': 'Manage mailboxes, sending and the words of notifications',
  'audit.read': 'Read the audit trail',
  'information.manage': 'Give out, keep and erase what is held of people and organisations',
  'organisations.manage': 'Take organisations on, for the shared service',
}
