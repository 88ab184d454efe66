import type { TaskState } from './task.queries.ts'

export const TASK_STATES: Record<TaskState, string> = { to_do: 'To do', done: 'Done', not_needed: 'Not needed' }
