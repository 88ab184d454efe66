import { path } from '#platform/http/path.ts'

export const informationPaths = {
  index: path('/admin/organisations/:organisation/information'),
  archives: path('/admin/organisations/:organisation/archives'),
  archive: path('/information/archives/:id'),
  part: path('/information/archives/:id/parts/:part'),
}
