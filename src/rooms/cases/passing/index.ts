/** What becomes of open cases when their organisation is followed by another. */

export * from './parting.queries.ts'
export { passCasesOn } from './pass-on.actions.ts'
