import { path } from '#platform/http/path.ts'

export const reportPaths = {
  today: path('/today'),
  index: path('/reports'),
  backlog: path('/reports/backlog'),
  channels: path('/reports/channels'),
  hygiene: path('/reports/hygiene'),
  performance: path('/reports/performance'),
  makeFinal: path('/reports/performance/final'),
  parties: path('/reports/parties'),
  goals: path('/reports/performance/goals'),
  /** The cases behind a figure. */
  cases: path('/reports/cases'),
  audit: path('/audit'),
  verify: path('/audit/verify'),
}
