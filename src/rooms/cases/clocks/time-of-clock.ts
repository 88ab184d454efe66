import type { Calendar, CalendarVersion, WorkingTime } from '#rooms/clock/index.ts'
import { workingTimeFrom } from '#rooms/people/index.ts'

const allDay = [['00:00', '24:00']] as const
const ALWAYS: Calendar = {
  ...{ zone: 'UTC', holidays: [] },
  hours: { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay },
}

/** What a clock is measured in: its calendar's versions, or all the time there is. */
export const timeOf = (calendar_id: string | null, versions: readonly CalendarVersion[] | null): WorkingTime =>
  calendar_id && versions ? workingTimeFrom(calendar_id, versions) : ALWAYS
