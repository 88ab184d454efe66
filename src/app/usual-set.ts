import type { CalendarContent } from '#rooms/people/index.ts'

/** What organisations have that can be had alike. */
export interface Beginning {
  readonly calendars: readonly { readonly name: string; readonly content: CalendarContent }[]
  /** The priority for each impact and urgency; undefined for the usual one. */
  readonly matrix: Readonly<Record<string, string>> | undefined
  readonly targets: readonly {
    readonly metric: 'first_response' | 'resolve'
    readonly priority: 'P1' | 'P2' | 'P3' | 'P4'
    readonly seconds: number
    readonly calendar: string
  }[]
  readonly replies: readonly { readonly name: string; readonly body: string }[]
}

const HOURS = 'Working hours'
const DAY: readonly [string, string][] = [['09:00', '17:00']]
const WEEK = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] }
const MINUTE = 60
const HOUR = 3600

/** First answer and fix for each priority, in working time. */
const PROMISED = [
  ['P1', 15 * MINUTE, 4 * HOUR],
  ['P2', 30 * MINUTE, 8 * HOUR],
  ['P3', 2 * HOUR, 24 * HOUR],
  ['P4', 4 * HOUR, 40 * HOUR],
] as const

/** What a council might begin with that has nobody to be like. All of it can be changed afterwards. */
export const USUAL_SET: Beginning = {
  calendars: [
    {
      name: HOURS,
      content: {
        ...{ zone: 'Europe/London', hours: WEEK, nation: 'england_and_wales', holidays: [] },
        ...{ openings: {}, closures: {}, reasons: {} },
      },
    },
  ],
  matrix: undefined,
  targets: PROMISED.flatMap(([priority, response, resolve]) => [
    { metric: 'first_response' as const, priority, seconds: response, calendar: HOURS },
    { metric: 'resolve' as const, priority, seconds: resolve, calendar: HOURS },
  ]),
  replies: [
    {
      name: 'We are looking into it',
      body: 'Dear {{requester.first_name}},\n\nThank you for telling us. We are looking into it and will write to you again when we know more.',
    },
    {
      name: 'We need to know more',
      body: 'Dear {{requester.first_name}},\n\nSo that we can help, please tell us what you were doing, what you expected, and what happened instead.',
    },
    {
      name: 'Is it working now?',
      body: 'Dear {{requester.first_name}},\n\nWe think that this works again. Please try, and tell us if it does not.',
    },
  ],
}
