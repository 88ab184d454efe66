/**
 * The calculator: questions about calendars, answered. What is wrong with one question, or with its calendar, is said in its own answer
 * and spoils no other.
 */
import { addWorkingSeconds, isOpen, nextClose, nextOpen, reaches, workingSeconds } from '../calendar.rules.ts'
import type { Calendar } from '../opening-hours.rules.ts'
import { isNamed, readCalendar } from './read-calendar.rules.ts'
import { quoted, readInstant, writeInstant } from './read-instant.rules.ts'

type Id = string | number | null

export type Answer = { readonly id: Id } & (
  | { readonly due: string }
  | { readonly elapsed: number }
  | { readonly open: boolean; readonly nextOpen: string | null; readonly nextClose: string | null }
  | { readonly error: string }
)

type Said<Kind> = Kind extends { id: Id } ? Omit<Kind, 'id'> : never
type Question = Readonly<Record<string, unknown>>

type Calculated = { readonly answers: Answer[] } | { readonly problem: string }

/** The answers in the order of the questions; or, when there is nothing to answer, why, in a sentence. */
export function calculate(given: unknown): Calculated {
  const steps = calculateInSteps(given)
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** The same a calendar at a time, for those whom others wait for. */
export function* calculateInSteps(given: unknown): Generator<undefined, Calculated> {
  if (!isNamed(given)) return { problem: 'This is not an object with “calendars” and “questions”.' }
  const { calendars, questions } = given
  if (!isNamed(calendars)) return { problem: '“calendars” is not an object of calendars by name.' }
  if (!Array.isArray(questions)) return { problem: '“questions” is not a list.' }
  const answers: Answer[] = []
  // A calendar's questions together: what was worked out for it may be forgotten when they are answered.
  const asked = questions.map((question: unknown, place) => ({ question, place }))
  const byCalendar = Map.groupBy(asked, ({ question }) => (isNamed(question) ? question.calendar : undefined))
  for (const [name, some] of byCalendar) {
    const calendar = calendarCalled(calendars, name)
    for (const { question, place } of some) answers[place] = answer(question, calendar)
    yield
  }
  return { answers }
}

function calendarCalled(calendars: Question, name: unknown): Calendar | string {
  if (typeof name !== 'string') return 'A question names its calendar'
  if (!Object.hasOwn(calendars, name)) return `There is no calendar ${quoted(name)}`
  const read = readCalendar(calendars[name])
  return typeof read === 'string' ? `Calendar ${quoted(name)} cannot be used: ${read}` : read
}

function answer(question: unknown, calendar: Calendar | string): Answer {
  if (!isNamed(question)) return { id: null, error: 'A question is an object' }
  const { id } = question
  if (typeof id !== 'string' && typeof id !== 'number') return { id: null, error: 'A question has an id' }
  return { id, ...(typeof calendar === 'string' ? sorry(calendar) : reply(question, calendar)) }
}

const sorry = (error: string) => ({ error })

const ASK = 'A question has one of: start and add, start and end, at'

const TOO_MUCH = 'The calendar opens too often to reach over so much time'

function reply(question: Question, calendar: Calendar): Said<Answer> {
  const { start, add, end, at } = question
  const kinds = [add, end, at].filter(part => part !== undefined)
  if (kinds.length !== 1 || (at !== undefined) === (start !== undefined)) return sorry(ASK)
  const from = readInstant(at ?? start)
  if (typeof from === 'string') return sorry(from)
  if (!reaches(calendar, from)) return sorry(TOO_MUCH)
  if (at !== undefined) return stateAt(calendar, from)
  return add !== undefined ? dueAfter(calendar, from, add) : elapsedUntil(calendar, from, end)
}

function dueAfter(calendar: Calendar, start: number, add: unknown): Said<Answer> {
  if (typeof add !== 'number' || !Number.isFinite(add)) return sorry('“add” is not a number of seconds')
  const due = addWorkingSeconds(calendar, start, add)
  if (due !== undefined) return { due: writeInstant(due) }
  return sorry('The calendar has no open time for 400 days on the way, or the answer is not in the years 1900 to 2199')
}

function elapsedUntil(calendar: Calendar, start: number, given: unknown): Said<Answer> {
  const end = readInstant(given)
  if (typeof end === 'string') return sorry(end)
  if (end < start) return sorry('The end is before the start')
  return reaches(calendar, end) ? { elapsed: workingSeconds(calendar, start, end) } : sorry(TOO_MUCH)
}

/** Open now, the next opening is the one after this spell; closed now, the next closing is the one after the next opening. */
function stateAt(calendar: Calendar, at: number): Said<Answer> {
  const open = isOpen(calendar, at)
  const closes = nextClose(calendar, at)
  const after = open ? closes : at
  const opens = after === undefined ? undefined : nextOpen(calendar, after)
  return { open, nextOpen: said(opens), nextClose: said(closes) }
}

const said = (instant: number | undefined): string | null => (instant === undefined ? null : writeInstant(instant))
