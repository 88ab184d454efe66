import { path } from '#platform/http/path.ts'

export const queuePaths = {
  show: path('/queue/:place'),
  export: path('/queue/:place/cases.csv'),
}
