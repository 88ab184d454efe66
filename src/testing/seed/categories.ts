import type { Level } from '#rooms/clock/index.ts'
import type { TeamName } from './organisations.ts'

export interface CategoryPlan {
  readonly path: string
  readonly kind: 'incident' | 'service_request'
  readonly team: TeamName
  readonly impact: Level
  readonly urgency: Level
}

const END_USER = 'End-user computing'
const NETWORKS = 'Networks and telephony'
const APPLICATIONS = 'Applications'
const ACCESS = 'Identity and access'
const DATA = 'Data and reporting'
const DESK = 'Service desk'

type Line = readonly [path: string, team: TeamName, impact: Level, urgency: Level]

const INCIDENTS: readonly Line[] = [
  ['Hardware', END_USER, 3, 3],
  ['Hardware / Laptop', END_USER, 3, 1],
  ['Hardware / Docking and monitors', DESK, 3, 3],
  ['Hardware / Phone or tablet', END_USER, 3, 1],
  ['Hardware / Meeting room', END_USER, 2, 2],
  ['Software', END_USER, 3, 3],
  ['Software / Office and e-mail', DESK, 3, 1],
  ['Software / Teams and meetings', DESK, 3, 1],
  ['Software / Other', END_USER, 3, 3],
  ['Network', NETWORKS, 2, 2],
  ['Network / Wi-Fi', NETWORKS, 2, 2],
  ['Network / Remote access', NETWORKS, 3, 1],
  ['Network / Site connection', NETWORKS, 1, 1],
  ['Accounts and access', ACCESS, 3, 2],
  ['Accounts and access / Password or sign-in', DESK, 3, 1],
  ['Accounts and access / Permissions', ACCESS, 3, 3],
  ['Accounts and access / Suspicious message', DESK, 2, 1],
  ['Telephony', NETWORKS, 3, 2],
  ['Telephony / Contact centre', NETWORKS, 1, 2],
  ['Telephony / Extension or voicemail', NETWORKS, 3, 3],
  ['Printing', DESK, 3, 3],
  ['Printing / Multifunction device', DESK, 2, 2],
  ['Printing / Bulk and post', APPLICATIONS, 2, 2],
  ['Buildings and facilities', DESK, 3, 3],
  ['Buildings and facilities / Door access', DESK, 3, 2],
  ['Revenues and benefits system', APPLICATIONS, 2, 2],
  ['Social care system', APPLICATIONS, 2, 2],
  ['Website', APPLICATIONS, 2, 2],
  ['Website / Online forms', APPLICATIONS, 2, 2],
  ['Planning and licensing system', APPLICATIONS, 2, 2],
  ['Reporting and data', DATA, 3, 3],
]

const REQUESTS: readonly Line[] = [
  ['Requests', DESK, 3, 3],
  ['Requests / New starter', ACCESS, 3, 3],
  ['Requests / Leaver', ACCESS, 3, 3],
  ['Requests / Equipment', DESK, 3, 3],
  ['Requests / Software', END_USER, 3, 3],
  ['Requests / Shared folder or mailbox', ACCESS, 3, 3],
  ['Requests / Report or data', DATA, 3, 3],
  ['Requests / Website change', APPLICATIONS, 3, 3],
  ['Requests / Office move', NETWORKS, 3, 3],
]

const plan =
  (kind: CategoryPlan['kind']) =>
  ([path, team, impact, urgency]: Line): CategoryPlan => ({ path, kind, team, impact, urgency })

/** Each partner's tree, parents before children. */
export const CATEGORIES: readonly CategoryPlan[] = [
  ...INCIDENTS.map(plan('incident')),
  ...REQUESTS.map(plan('service_request')),
]
