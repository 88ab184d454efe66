import { path } from '#platform/http/path.ts'

export const recountPaths = {
  list: path('/admin/calendars/:id/count-again'),
  show: path('/admin/calendars/:id/count-again/:recount'),
}
