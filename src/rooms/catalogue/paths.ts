import { path } from '#platform/http/path.ts'

export const cataloguePaths = {
  matrix: path('/admin/organisations/:organisation/priorities'),
  agreements: path('/admin/organisations/:organisation/agreements'),
  newAgreement: path('/admin/organisations/:organisation/agreements/new'),
  agreementVersion: path('/admin/organisations/:organisation/agreements/:agreement/versions/new'),
  retireAgreement: path('/admin/organisations/:organisation/agreements/:agreement/retire'),
  pauses: path('/admin/organisations/:organisation/agreements/:agreement/pauses'),
  pausesChange: path('/admin/organisations/:organisation/agreements/:agreement/pauses/changes/:proposal'),
  targets: path('/admin/organisations/:organisation/targets'),
  targetsChange: path('/admin/organisations/:organisation/targets/changes/:proposal'),
  categories: path('/admin/organisations/:organisation/categories'),
  taken: path('/admin/organisations/:organisation/categories/elsewhere'),
  category: path('/admin/categories/:id'),
  categoryActive: path('/admin/categories/:id/active'),
  plan: path('/admin/categories/:id/tasks'),
  plannedTask: path('/admin/categories/:id/tasks/:planned'),
  dropPlannedTask: path('/admin/categories/:id/tasks/:planned/drop'),
  lifeEvents: path('/admin/organisations/:organisation/starters-and-leavers'),
}
