import { path } from '#platform/http/path.ts'

export const peoplePaths = {
  signIn: path('/sign-in'),
  signOut: path('/sign-out'),
  account: path('/account'),
  password: path('/account/password'),
  sessions: path('/account/sessions'),
  endSession: path('/account/sessions/end'),
  endOtherSessions: path('/account/sessions/end-others'),
  addresses: path('/account/addresses'),
  confirmAddress: path('/account/addresses/confirm'),
  removeAddress: path('/account/addresses/:id/remove'),
  /** The channels room's page: how somebody wants to be told. */
  notifications: path('/account/notifications'),
  tokens: path('/account/tokens'),
  revokeToken: path('/account/tokens/:id/revoke'),
  admin: path('/admin'),
  organisation: path('/admin/organisations/:organisation'),
  persons: path('/admin/organisations/:organisation/people'),
  /** What roles held in an organisation may do there. */
  roles: path('/admin/organisations/:organisation/roles'),
  person: path('/admin/people/:id'),
  personRoles: path('/admin/people/:id/roles'),
  personRoleDates: path('/admin/people/:id/roles/dates'),
  personAddresses: path('/admin/people/:id/addresses'),
  removePersonAddress: path('/admin/people/:id/addresses/:address/remove'),
  personActive: path('/admin/people/:id/active'),
  teams: path('/admin/organisations/:organisation/teams'),
  team: path('/admin/teams/:id'),
  teamMembers: path('/admin/teams/:id/members'),
  teamPlaces: path('/admin/teams/:id/members/dates'),
  calendars: path('/admin/organisations/:organisation/calendars'),
  calendar: path('/admin/calendars/:id'),
  calendarChange: path('/admin/calendars/:id/changes/:proposal'),
  onCall: path('/on-call'),
  onCallRota: path('/on-call/:rota'),
  standIn: path('/on-call/:rota/stand-ins'),
  takeBackStandIn: path('/on-call/:rota/stand-ins/:stand_in/remove'),
  rotas: path('/admin/teams/:id/rotas'),
  rota: path('/admin/rotas/:rota'),
  removeRota: path('/admin/rotas/:rota/remove'),
  bankHolidays: path('/admin/bank-holidays'),
  importBankHolidays: path('/admin/bank-holidays/import'),
}

/** The page above every page of administration, for breadcrumbs. */
export const ADMINISTRATION = { href: peoplePaths.admin(), text: 'Administration' }
