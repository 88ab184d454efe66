import { path } from '#platform/http/path.ts'

/** Who may know of a case that is not for everybody. */
export const restrictionPaths = {
  show: path('/cases/:reference/restriction'),
  add: path('/cases/:reference/restriction/readers'),
  remove: path('/cases/:reference/restriction/readers/remove'),
  shown: path('/cases/:reference/restriction/requester'),
  lift: path('/cases/:reference/restriction/lift'),
}
