/** When a service works, and changes of it that are looked at before they are made. */

// Bank holidays, for the command.
export * from '../bank-holidays/index.ts'
// For rooms that keep terms of their own.
export * from '../changes/index.ts'
export { calendarChanged } from '../events.ts'
export type * from '../hooks.ts'
export { USUAL } from '../hooks.ts'
export { type OnCall, onCallAt } from '../rotas/rota.queries.ts'
export { addCalendar } from './calendar.actions.ts'
export { type CalendarContent, listCalendarsIn } from './calendar.queries.ts'
