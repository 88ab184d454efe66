import { path } from '#platform/http/path.ts'

export const bulkPaths = {
  change: path('/queue/bulk/:what'),
  undo: path('/queue/changes/:id/undo'),
}
