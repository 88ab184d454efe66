/* What can be said in a notice, whatever its words: nothing else is read for it. */

/** What a notice may say, and to whoever writes an organisation's own words: an example of each. Nothing else can be said. */
export const GAPS = {
  'case.reference': 'C-104273',
  'case.subject': 'The printer on floor 2 is jammed',
  'case.priority': 'P2',
  'case.organisation': 'Hartsmere',
  'person.first_name': 'Ben',
  'organisation.name': 'Hartsmere Borough Council',
  who: 'Asha Patel',
  due: 'Thu 4 Dec 14:30',
  what: 'the first answer',
  resolution: 'We changed the roller.',
  'reopen.days': '7',
  'task.title': 'Order a roller',
  address: 'ben@hartsmere.example',
  threshold: '75 % of the time',
  from: 'Thu 4 Dec 02:00',
  until: 'Thu 4 Dec 06:00',
  many: '3',
  list: 'C-104273: Fix, 75 % of the time (Thu 4 Dec 02:00)',
} as const
export type Gap = keyof typeof GAPS
export type Facts = Readonly<Partial<Record<Gap, string | null>>>

/** What somebody outside wrote: never sent to an address of which we know only that a message said it (abuse case 10). */
export const WRITTEN_OUTSIDE: readonly Gap[] = ['case.subject', 'person.first_name', 'who']
