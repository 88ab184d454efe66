import { endOfWorkingDay, endOfWorkingDayBefore, type WorkingTime } from '#rooms/clock/index.ts'

export interface Planned {
  /** Working days; null for no day. */
  readonly days: number | null
  /** 'logged': so many days after; 'due': so many before. */
  readonly counted_from: string
}

/** Of the case: its fix's calendar, when it was logged and when it is due. Without a promise it has no working days. */
export interface Terms {
  readonly calendar: WorkingTime | undefined
  readonly logged_at: Date
  readonly due_at: Date | null
}

/** When a planned task falls due: the end of that working day, and never after the case itself when it counts from there. */
export function plannedDue({ days, counted_from }: Planned, { calendar, logged_at, due_at }: Terms): Date | null {
  if (days === null || !calendar) return null
  if (counted_from === 'logged') {
    const start = logged_at.getTime()
    const end = endOfWorkingDay(calendar, start, days) ?? endOfWorkingDay(calendar, start, Math.max(days, 1))
    return end === undefined ? null : new Date(end)
  }
  if (!due_at) return null
  const end = endOfWorkingDayBefore(calendar, due_at.getTime(), days)
  return end === undefined ? null : new Date(Math.min(end, due_at.getTime()))
}
