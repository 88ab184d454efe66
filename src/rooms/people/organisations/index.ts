export * from '../parting/parting.queries.ts'
export * from './organisation.queries.ts'
export * from './succession.actions.ts'
