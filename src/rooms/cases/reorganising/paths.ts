import { path } from '#platform/http/path.ts'

export const reorganisingPaths = {
  /** What is planned and was done with a team, and planning it. */
  team: path('/admin/teams/:id/reorganise'),
  show: path('/admin/reorganisations/:id'),
  confirm: path('/admin/reorganisations/:id/confirm'),
  withdraw: path('/admin/reorganisations/:id/withdraw'),
}
