import { path } from '#platform/http/path.ts'

export const savedViewPaths = {
  save: path('/saved-views/new'),
  change: path('/saved-views/:id'),
  remove: path('/saved-views/:id/delete'),
}
