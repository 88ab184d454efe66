import { setImmediate } from 'node:timers/promises'
import { apiRoutes, body, bodyRefusals, createRoute, json, refuseProperty, z } from '#platform/http/api.ts'
import { signedIn } from '#platform/http/may.ts'
import { calculateInSteps } from '#rooms/clock/index.ts'

const MOST_CALENDARS = 20
const MOST_QUESTIONS = 10_000

const EXAMPLE = {
  calendars: {
    office: {
      zone: 'Europe/London',
      hours: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] },
      holidays: ['2026-12-28'],
      yearlyHolidays: ['12-25'],
      openings: { '2026-12-24': [['09:00', '12:00']] },
      closures: { '2026-12-22': [['14:00', '15:00']] },
    },
  },
  questions: [
    { id: 'due', calendar: 'office', start: '2026-12-22T13:00:00Z', add: 14_400 },
    { id: 'took', calendar: 'office', start: '2026-12-21T09:00:00Z', end: '2026-12-22T17:00:00Z' },
    { id: 'now', calendar: 'office', at: '2026-12-22T14:30:00Z' },
  ],
}

const spell = {
  type: 'array' as const,
  items: { type: 'array' as const, items: { type: 'string' as const, example: '09:00' }, minItems: 2, maxItems: 2 },
}
const spells = (description: string) => ({ type: 'object' as const, description, additionalProperties: spell })
const dates = (example: string) => ({ type: 'array' as const, items: { type: 'string' as const, example } })
const text = (description: string) => ({ type: 'string' as const, description })

// What is wrong with one calendar or one question is said in its answer, as at the command line: so these are described, not checked.
const Calendar = z.unknown().openapi('ClockCalendar', {
  type: 'object',
  required: ['zone'],
  properties: {
    zone: text('A name of the IANA time zone database, such as Europe/London'),
    hours: spells(
      'By weekday, mon to sun: pairs of wall times, half-open; an earlier end is on the next day, 24:00 is midnight',
    ),
    holidays: dates('2026-12-25'),
    yearlyHolidays: dates('12-25'),
    openings: spells('By date: hours in place of the date’s own, on a holiday too'),
    closures: spells('By date: wall time in which it is closed after all'),
  },
})

const Question = z.unknown().openapi('ClockQuestion', {
  type: 'object',
  required: ['id', 'calendar'],
  properties: {
    id: { type: ['string', 'number'], description: 'Given back with the answer' },
    calendar: text('The name of one of the calendars'),
    start: text('An instant, ISO 8601 with Z or an offset; with add or end'),
    add: { type: 'number', description: 'Working seconds to add to the start; negative counts back' },
    end: text('An instant: how much working time lies between start and end?'),
    at: text('An instant: is it open, and when does it next open and close?'),
  },
})

const Asked = z
  .strictObject({
    calendars: z.record(z.string(), Calendar).openapi({ description: 'By name, at most 20' }),
    questions: z.array(Question).max(MOST_QUESTIONS, `These are more than ${MOST_QUESTIONS} questions`),
  })
  .openapi('ClockQuestions', { example: EXAMPLE })

const moment = (description: string) => z.string().nullable().optional().openapi({ description })

const Answers = z
  .object({
    answers: z.array(
      z.object({
        id: z.union([z.string(), z.number()]).nullable(),
        due: z.string().optional().openapi({ description: 'When the working seconds are used up, in UTC' }),
        elapsed: z.number().optional().openapi({ description: 'Working seconds' }),
        open: z.boolean().optional(),
        nextOpen: moment('The next opening after this moment: while open, the one after this spell. Null if never'),
        nextClose: moment('The next closing: while closed, that of the spell to come. Null if never'),
        error: z.string().optional().openapi({ description: 'Why this question has no answer' }),
      }),
    ),
  })
  .openapi('ClockAnswers')

const route = createRoute({
  method: 'post',
  path: '/clock/calculate',
  operationId: 'calculateClock',
  tags: ['Clock'],
  summary: 'Due times, working time and opening hours of calendars you send',
  description: 'Nothing is kept. The same as “moothall clock” at the command line, which has no limits.',
  middleware: signedIn(),
  request: { body: body(Asked) },
  responses: { 200: json('An answer to each question, in their order', Answers), ...bodyRefusals() },
})

/** The calculator for programs. The clock room has no I/O of its own, so it stands here. */
export const clockApi = apiRoutes().openapi(route, async c => {
  const asked = c.req.valid('json')
  if (Object.keys(asked.calendars).length > MOST_CALENDARS)
    refuseProperty('calendars', `These are more than ${MOST_CALENDARS} calendars`)
  const steps = calculateInSteps(asked)
  let step = steps.next()
  // Others are served between two calendars.
  for (; !step.done; step = steps.next()) await setImmediate()
  return 'problem' in step.value ? refuseProperty('questions', step.value.problem) : c.json(step.value, 200)
})
