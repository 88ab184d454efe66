/** Catalogue: what people can ask for, and the promise made for it. */

// What others may ask. Each takes a Read.
export { type Category, findCategory, listCategories } from './category.queries.ts'
export { type Agreement, getAgreement, type Metric, type Promised, recallAgreement } from './promise.queries.ts'
