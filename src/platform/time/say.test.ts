import { describe, expect, test } from 'vitest'
import { parseLocal, sayAgo, sayDuration, sayFull, sayTimeLeft, sayWhen, sayWorking, type TimeLeft } from './say.ts'

const london = 'Europe/London'
const paris = 'Europe/Paris'

describe('a moment is said as people say it', () => {
  const now = new Date('2026-11-23T10:00Z')
  test.each([
    ['2026-11-23T14:30Z', london, 'today 14:30'],
    ['2026-11-23T00:00Z', london, 'today 00:00'],
    ['2026-11-24T09:00Z', london, 'tomorrow 09:00'],
    ['2026-11-22T23:59Z', london, 'yesterday 23:59'],
    ['2026-11-22T23:59Z', paris, 'today 00:59'],
    ['2026-12-03T14:30Z', london, 'Thu 3 Dec 14:30'],
    ['2026-07-07T08:30Z', london, 'Tue 7 Jul 09:30'],
    ['2025-12-04T14:30Z', london, 'Thu 4 Dec 2025 14:30'],
    ['2027-01-04T16:00Z', london, 'Mon 4 Jan 2027 16:00'],
    ['2026-03-29T00:59Z', london, 'Sun 29 Mar 00:59'],
    ['2026-03-29T01:00Z', london, 'Sun 29 Mar 02:00'],
    ['2026-10-25T00:30Z', london, 'Sun 25 Oct 01:30'],
    ['2026-10-25T01:30Z', london, 'Sun 25 Oct 01:30'],
    ['2026-06-01T12:00:00.250Z', 'Asia/Kathmandu', 'Mon 1 Jun 17:45'],
  ])('%s in %s: %s', (instant, zone, said) => {
    expect(sayWhen(new Date(instant), zone, now)).toBe(said)
  })

  test.each([
    ['2026-12-04T14:30Z', london, 'Friday 4 December 2026 at 14:30 GMT'],
    ['2026-07-07T08:30Z', london, 'Tuesday 7 July 2026 at 09:30 BST'],
    ['2026-07-07T08:30Z', paris, 'Tuesday 7 July 2026 at 10:30 CEST'], // S32: the same instant, the zone named
    ['2026-10-25T00:30Z', london, 'Sunday 25 October 2026 at 01:30 BST'],
    ['2026-10-25T01:30Z', london, 'Sunday 25 October 2026 at 01:30 GMT'],
  ])('%s in %s in full: %s', (instant, zone, said) => {
    expect(sayFull(new Date(instant), zone)).toBe(said)
  })

  test.each([
    [-5, 'just now'],
    [59, 'just now'],
    [300, '5 min ago'],
    [7800, '2 h 10 ago'],
    [273_600, '3 d 4 h ago'],
  ])('%i seconds ago: %s', (seconds, said) => {
    expect(sayAgo(new Date(now.getTime() - seconds * 1000), now)).toBe(said)
  })
})

describe('a length of time', () => {
  test.each([
    [0, 'under 1 min'],
    [59.9, 'under 1 min'],
    [2100, '35 min'],
    [3600, '1 h'],
    [7800, '2 h 10'],
    [7500, '2 h 05'],
    [86_399, '23 h 59'],
    [86_400, '1 d'],
    [273_600, '3 d 4 h'],
  ])('of %d seconds on the wall: %s', (seconds, said) => {
    expect(sayDuration(seconds)).toBe(said)
  })

  test.each([
    [28_800, '8 working hours'],
    [2700, '45 working minutes'],
    [60, '1 working minute'],
    [3600, '1 working hour'],
    [5400, '1 working hour 30 minutes'],
    [144_000, '40 working hours'],
  ])('of %d working seconds: %s', (seconds, said) => {
    expect(sayWorking(seconds)).toBe(said)
  })

  test.each<[TimeLeft, string]>([
    [{ state: 'running', seconds: 7800 }, '2 h 10 left'],
    [{ state: 'running', seconds: 144_000 }, '40 h left'],
    [{ state: 'running', seconds: 30 }, 'under 1 min left'],
    [{ state: 'running', seconds: 0 }, 'due now'],
    [{ state: 'late', seconds: -2100 }, 'late 35 min'],
    [{ state: 'late', seconds: -0.001 }, 'late under 1 min'],
    [{ state: 'late', seconds: 7800 }, 'was late, 2 h 10 left'],
    [{ state: 'paused', seconds: 7800, reason: 'waiting for requester' }, 'paused: waiting for requester'],
    [
      { state: 'paused', seconds: -2100, reason: 'waiting for requester' },
      'paused: waiting for requester, late 35 min',
    ],
    [{ state: 'paused', seconds: 7800 }, 'paused'],
    [{ state: 'met', seconds: 7800 }, 'met'],
    [{ state: 'missed', seconds: -2100 }, 'missed by 35 min'],
    [{ state: 'missed', seconds: 60 }, 'missed'],
  ])('on a clock %o: %s', (left, said) => {
    expect(sayTimeLeft(left)).toBe(said)
  })
})

describe('a date and time typed in a form', () => {
  test.each([
    ['2026-01-09', '16:30', london, '2026-01-09T16:30:00.000Z'],
    ['2026-07-07', '09:30', london, '2026-07-07T08:30:00.000Z'],
    ['2026-07-07', '09:30', paris, '2026-07-07T07:30:00.000Z'],
    ['2026-03-29', '00:59', london, '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '02:00', london, '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '01:30', london, '2026-10-25T00:30:00.000Z'], // shown twice: the first
    ['2026-10-25', '02:00', london, '2026-10-25T02:00:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(parseLocal(date, time, zone)?.toISOString()).toBe(instant)
  })

  test.each([
    ['2026-03-29', '01:30'], // the hour left out when clocks go forward
    ['2026-02-30', '10:00'],
    ['2026-13-01', '10:00'],
    ['9/1/2026', '10:00'],
    ['2026-01-09', '24:00'],
    ['2026-01-09', '9:00'],
    ['', ''],
  ])('%s %s is no time', (date, time) => {
    expect(parseLocal(date, time, london)).toBeUndefined()
  })
})
