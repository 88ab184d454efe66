/** Catalogue: what people can ask for, and the promise made for it. */

// What each agreement says, for the clocks of cases.
export * from './agreements/agreed.rules.ts'
// What points at a team, and having it point elsewhere.
export { type Elsewhere, routeElsewhere } from './categories/route-elsewhere.actions.ts'
export { pathsRoutedTo, promisesOfTeam } from './categories/routes-to.queries.ts'
// What app/ wires in, and what programs may do.
export { catalogueApi } from './category.api.ts'
// What others may ask. Each takes a Read.
export { type Category, findCategory, findCategoryAt, idsByPath, listCategories } from './category.queries.ts'
export { pausesChanged, targetsChanged } from './events.ts'
export { catalogueHoldings } from './holdings.ts'
export type * from './hooks.ts'
// What others may do, for cases of another desk.
export { branchesOf } from './importing/category-path.rules.ts'
export { importCategories } from './importing/import-categories.actions.ts'
// What begins an organisation like another.
export { setMatrix } from './matrix/matrix.actions.ts'
// What app/ wires in, and links to.
export { cataloguePaths } from './paths.ts'
export {
  type Agreement,
  getAgreement,
  listTargets,
  type Metric,
  type Promised,
  recallAgreement,
  targetsAt,
} from './promise.queries.ts'
export { writeLength } from './targets/length.rules.ts'
export { setTargets } from './targets/targets.actions.ts'
export { catalogueRoutes } from './wiring.ts'
