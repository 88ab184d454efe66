import { path } from '#platform/http/path.ts'

export const informationPaths = {
  index: path('/admin/organisations/:organisation/information'),
  keeping: path('/admin/organisations/:organisation/information/keeping'),
  successions: path('/admin/organisations/:organisation/successions'),
  succession: path('/information/successions/:id'),
  settleSuccession: path('/information/successions/:id/settle'),
  confirmSuccession: path('/information/successions/:id/confirm'),
  withdrawSuccession: path('/information/successions/:id/withdraw'),
  archives: path('/admin/organisations/:organisation/archives'),
  archive: path('/information/archives/:id'),
  about: path('/admin/people/:id/information'),
  aboutArchives: path('/admin/people/:id/information/archives'),
  erase: path('/admin/people/:id/erase'),
  erasure: path('/information/erasures/:id'),
  withdrawErasure: path('/information/erasures/:id/withdraw'),
  holdPerson: path('/admin/people/:id/hold'),
  holdOrganisation: path('/admin/organisations/:organisation/information/hold'),
  liftHold: path('/information/holds/:id/lift'),
  part: path('/information/archives/:id/parts/:part'),
}
