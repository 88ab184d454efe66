import { path } from '#platform/http/path.ts'

export const contentPaths = {
  notices: path('/admin/notices'),
  notice: path('/admin/notices/:id'),
}
