import { path } from '#platform/http/path.ts'

export const reportPaths = {
  today: path('/today'),
  index: path('/reports'),
  backlog: path('/reports/backlog'),
  channels: path('/reports/channels'),
  /** The cases behind a figure. */
  cases: path('/reports/cases'),
  audit: path('/audit'),
}
