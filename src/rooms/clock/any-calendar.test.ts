import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWorkingSeconds, isOpen, nextClose, nextOpen, spells, workingSeconds } from './calendar.rules.ts'
import { calendarAndInstant, isOpenByTheWall } from './random-calendars.ts'
import { DAY } from './zone.rules.ts'

const moments = fc.array(fc.integer({ min: -2 * DAY, max: 4 * DAY }), { minLength: 40, maxLength: 60 })

test('in every zone, it is open exactly when the clock on the wall says so', () => {
  fc.assert(
    fc.property(calendarAndInstant, moments, ([calendar, about], moments) => {
      for (const moment of moments)
        expect(isOpen(calendar, about + moment)).toBe(isOpenByTheWall(calendar, about + moment))
      for (const { from, to } of spells(calendar, about, about + 3 * DAY)) {
        expect(isOpenByTheWall(calendar, from)).toBe(true)
        expect(isOpenByTheWall(calendar, to - 1)).toBe(true)
        if (from > about) expect(isOpenByTheWall(calendar, from - 1)).toBe(false)
        if (to < about + 3 * DAY) expect(isOpenByTheWall(calendar, to)).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

const amount = fc.integer({ min: 1, max: 40 * 86_400 })

test('what is added is measured, forwards and back, and ends where it is open', () => {
  fc.assert(
    fc.property(calendarAndInstant, fc.nat(3 * DAY), amount, ([calendar, about], later, seconds) => {
      const from = about + later
      const due = addWorkingSeconds(calendar, from, seconds)
      const start = addWorkingSeconds(calendar, from, -seconds)
      if (due !== undefined) {
        expect(workingSeconds(calendar, from, due)).toBe(seconds)
        expect(isOpen(calendar, due - 1)).toBe(true)
        expect(addWorkingSeconds(calendar, from, seconds + 1) ?? due + 1000).toBeGreaterThanOrEqual(due + 1000)
        expect(addWorkingSeconds(calendar, from + 60_000, seconds) ?? due).toBeGreaterThanOrEqual(due)
      }
      if (start !== undefined) {
        expect(workingSeconds(calendar, start, from)).toBe(seconds)
        expect(isOpen(calendar, start)).toBe(true)
        expect(addWorkingSeconds(calendar, start, seconds)).toBeLessThanOrEqual(from)
      }
    }),
    { numRuns: 300 },
  )
})

test('the parts make the whole, and the spells make it too, whatever was asked first', () => {
  fc.assert(
    fc.property(calendarAndInstant, fc.tuple(fc.nat(), fc.nat()), ([calendar, about], [a, b]) => {
      const [first, second] = [about + (a % (900 * DAY)), about - (b % (900 * DAY))]
      const fresh = { ...calendar }
      const whole = workingSeconds(fresh, second, first)
      expect(workingSeconds(calendar, second, about) + workingSeconds(calendar, about, first)).toBeCloseTo(whole, 5)
      const some = spells({ ...calendar }, second, first)
      expect(some.reduce((sum, { from, to }) => sum + to - from, 0) / 1000).toBeCloseTo(whole, 5)
      expect(some.every(({ from }, i) => i === 0 || from > some[i - 1]!.to)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('it opens and closes next when the spells say so', () => {
  fc.assert(
    fc.property(calendarAndInstant, ([calendar, about]) => {
      const some = spells(calendar, about, about + 500 * DAY)
      const next = some.find(({ to }) => to > about)
      expect(nextOpen(calendar, about)).toBe(next?.from)
      if (next && next.to < about + 500 * DAY) expect(nextClose(calendar, about)).toBe(next.to)
    }),
    { numRuns: 100 },
  )
})
