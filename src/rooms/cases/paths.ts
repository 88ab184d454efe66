import { path } from '#platform/http/path.ts'

export const casePaths = {
  show: path('/cases/:reference'),
  log: path('/cases/new'),
  addCaller: path('/cases/new/person'),
  callers: path('/cases/new/callers'),
  requester: path('/requesters/:id'),
  search: path('/search'),
}

/** The requester's side of cases: what they asked for. */
export const requestPaths = {
  list: path('/requests'),
  start: path('/requests/new'),
  details: path('/requests/new/details'),
  show: path('/requests/:reference'),
  sent: path('/requests/:reference/sent'),
  cancel: path('/requests/:reference/cancel'),
  reopen: path('/requests/:reference/reopen'),
  finish: path('/requests/:reference/finish'),
}

/** The menu of a requester's pages. */
export const REQUEST_MENU = [
  { href: '/', label: 'Home' },
  { href: requestPaths.list(), label: 'My requests' },
  { href: requestPaths.start(), label: 'Ask for help' },
] as const

export const filePaths = {
  show: path('/files/:id'),
  preview: path('/files/:id/preview'),
}

/** Under /api/v1, for programs. */
export const caseApiPaths = {
  show: path('/api/v1/cases/:reference'),
}
