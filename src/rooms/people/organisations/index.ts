export * from './organisation.queries.ts'
export * from './succession.actions.ts'
