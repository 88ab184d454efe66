export * from './my-task.queries.ts'
export { addTask } from './task.actions.ts'
