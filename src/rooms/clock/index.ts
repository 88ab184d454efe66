/** Clock: working time, targets and stop-clocks. Pure: instants are epoch milliseconds, durations working seconds. */

// Every clock of a case, from its history and what is agreed: what a change would do, and what became true meanwhile.
export type * from './agreements/agreement.rules.ts'
export { agreementProblem } from './agreements/agreement.rules.ts'
export { type Clock, clocksOf } from './agreements/clocks.rules.ts'
export { type Crossing, crossings, type Preview, preview } from './agreements/compare.rules.ts'
export type { ClockInterval, GivenBack } from './agreements/explained.rules.ts'
export type { CaseEvent, EventOf } from './agreements/history.rules.ts'
export type { Outcome } from './agreements/running.rules.ts'
// When a service works, and sums in its working time.
export { bankHolidays } from './bank-holidays.ts'
// Questions about calendars, as JSON.
export { type Answer, calculate, calculateInSteps } from './calculator/calculate.rules.ts'
export {
  addWorkingSeconds,
  endOfWorkingDay,
  endOfWorkingDayBefore,
  isOpen,
  nextClose,
  nextOpen,
  spells,
  workingSeconds,
} from './calendar.rules.ts'
export { calendarProblem } from './calendar-problem.rules.ts'
// Why a clock shows what it shows.
export { type ExplainedInterval, type Explanation, explain } from './explain.rules.ts'
export type { Calendar, CalendarVersion, Spell, Weekday, WorkingTime } from './opening-hours.rules.ts'
// A running clock: plain facts, and what follows from them.
export type { Missed, RetargetPolicy, Stopwatch, StopwatchState } from './stopwatch.rules.ts'
export * as stopwatch from './stopwatch.rules.ts'
// What was promised, and when it falls due.
export type { Level, Pause, Priority, PriorityMatrix, Target } from './target.rules.ts'
export { defaultMatrix, dueAt, priorityOf, timeLeft, warnAt } from './target.rules.ts'
// Wall time, as an instant.
export { instantOf, isZone } from './zone.rules.ts'
