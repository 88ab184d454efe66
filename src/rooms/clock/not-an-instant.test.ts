import { expect, test } from 'vitest'
import { addWorkingSeconds, workingSeconds } from './calendar.rules.ts'
import type { Calendar } from './opening-hours.rules.ts'

const calendar: Calendar = {
  zone: 'Europe/London',
  hours: { mon: [['09:00', '17:00']], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  holidays: [],
}

test('what is not an instant or a number is never looked for', () => {
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(addWorkingSeconds(calendar, wrong, 60)).toBeUndefined()
    expect(addWorkingSeconds(calendar, 0, wrong)).toBeUndefined()
    expect(workingSeconds(calendar, 0, wrong)).toBe(0)
    expect(workingSeconds(calendar, wrong, 0)).toBe(0)
  }
})
