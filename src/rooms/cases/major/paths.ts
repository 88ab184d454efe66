import { path } from '#platform/http/path.ts'

export const majorPaths = {
  list: path('/major-incidents'),
  dismiss: path('/major-incidents/dismiss'),
  show: path('/major-incidents/:reference'),
  update: path('/major-incidents/:reference/update'),
  change: path('/major-incidents/:reference/change'),
  addCase: path('/major-incidents/:reference/cases'),
  removeCase: path('/major-incidents/:reference/cases/remove'),
  resolve: path('/major-incidents/:reference/resolve'),
  reopen: path('/major-incidents/:reference/reopen'),
  review: path('/major-incidents/:reference/review'),
  close: path('/major-incidents/:reference/close'),
  declare: path('/cases/:reference/major-incident'),
}
