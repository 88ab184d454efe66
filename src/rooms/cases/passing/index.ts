/** What becomes of open cases when their organisation is followed by another, or part of it becomes one. */

export * from './continue-cases.actions.ts'
export * from './parting.queries.ts'
export { passCasesOn } from './pass-on.actions.ts'
export * from './take-cases-back.actions.ts'
