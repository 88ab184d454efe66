import { path } from '#platform/http/path.ts'

export const casePaths = {
  show: path('/cases/:reference'),
}
