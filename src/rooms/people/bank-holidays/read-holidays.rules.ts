/* Bank holidays out of the two files the government publishes: its JSON, and iCalendar. What cannot be read is said, line by line. */

export const NATIONS = ['england_and_wales', 'scotland', 'northern_ireland'] as const
export type HolidayNation = (typeof NATIONS)[number]

export interface Holiday {
  readonly nation: HolidayNation
  /** ISO. */
  readonly date: string
  readonly name: string
}

export interface ReadHolidays {
  readonly holidays: readonly Holiday[]
  /** What was left out, each in a sentence. */
  readonly refused: readonly string[]
}

const MOST_NAME = 100
const DAY = 86_400_000

const isDate = (text: string) => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}
const inReach = (date: string) => date >= '1970-01-01' && date < '2200-01-01'
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Each once, in order of date; what is said twice counts as it is said first. */
function inOrder(holidays: readonly Holiday[]): Holiday[] {
  const known = new Map<string, Holiday>()
  for (const each of holidays) {
    const key = `${each.nation} ${each.date}`
    if (!known.has(key)) known.set(key, each)
  }
  return [...known.values()].sort((a, b) => (a.date + a.nation < b.date + b.nation ? -1 : 1))
}

/** The JSON of gov.uk/bank-holidays.json: a list of events for each division. */
export function readGovUk(json: unknown): ReadHolidays {
  if (!isObject(json)) return { holidays: [], refused: ['The file holds no divisions, such as “scotland”'] }
  const holidays: Holiday[] = []
  const refused: string[] = []
  for (const [division, value] of Object.entries(json)) {
    const nation = NATIONS.find(each => each === division.replaceAll('-', '_'))
    const events = isObject(value) ? value.events : undefined
    if (!nation) refused.push(`“${division}” is not a division whose bank holidays are kept`)
    else if (!Array.isArray(events)) refused.push(`“${division}” has no list of events`)
    else
      for (const [index, event] of events.entries()) {
        const read = readEvent(event, nation)
        if ('date' in read) holidays.push(read)
        else refused.push(`${division}, event ${index + 1}: ${read.problem}`)
      }
  }
  return { holidays: inOrder(holidays), refused }
}

function readEvent(event: unknown, nation: HolidayNation): Holiday | { problem: string } {
  const { title, date, notes } = isObject(event) ? event : {}
  if (typeof title !== 'string' || title.trim() === '') return { problem: 'has no title' }
  if (typeof date !== 'string' || !isDate(date) || !inReach(date)) return { problem: `“${String(date)}” is not a date` }
  const substitute =
    typeof notes === 'string' && notes.toLowerCase().startsWith('substitute') ? ' (substitute day)' : ''
  return { nation, date, name: `${title.trim()}${substitute}`.slice(0, MOST_NAME) }
}

interface Property {
  readonly name: string
  readonly parameters: string
  readonly value: string
}

/** The lines of a calendar file, folded ones joined again. */
function propertiesOf(text: string): Property[] {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap(line => {
      const [, name, parameters = '', value] = /^([A-Za-z-]+)((?:;[^:"]*(?:"[^"]*")?)*):(.*)$/.exec(line) ?? []
      return name && value !== undefined
        ? [{ name: name.toUpperCase(), parameters: parameters.toUpperCase(), value }]
        : []
    })
}

const unescaped = (text: string) =>
  text
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
const dashed = (text: string) => text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

/** An iCalendar file of whole days of one nation. A day that comes back yearly is taken up to the end of `untilYear`. */
export function readICalendar(text: string, nation: HolidayNation, untilYear: number): ReadHolidays {
  const properties = propertiesOf(text)
  if (!properties.some(({ name, value }) => name === 'BEGIN' && value.trim() === 'VCALENDAR'))
    return { holidays: [], refused: ['The file is not an iCalendar file: it does not begin with BEGIN:VCALENDAR'] }
  const holidays: Holiday[] = []
  const refused: string[] = []
  let event: Property[] | undefined
  let count = 0
  for (const property of properties) {
    if (property.name === 'BEGIN' && property.value.trim() === 'VEVENT') event = []
    else if (property.name === 'END' && property.value.trim() === 'VEVENT' && event) {
      count++
      const read = readVEvent(event, untilYear)
      if ('problem' in read) refused.push(`Event ${count}: ${read.problem}`)
      else holidays.push(...read.dates.filter(inReach).map(date => ({ nation, date, name: read.name })))
      event = undefined
    } else event?.push(property)
  }
  if (count === 0) refused.push('The file has no events')
  return { holidays: inOrder(holidays), refused }
}

const MOST_DAYS = 14

function readVEvent(
  event: readonly Property[],
  untilYear: number,
): { name: string; dates: string[] } | { problem: string } {
  const find = (name: string) => event.find(property => property.name === name)
  const name = unescaped(find('SUMMARY')?.value ?? '').slice(0, MOST_NAME)
  if (name === '') return { problem: 'has no summary' }
  const start = find('DTSTART')
  if (!start) return { problem: `“${name}” has no beginning` }
  if (!start.parameters.includes('VALUE=DATE') && /T\d/.test(start.value))
    return { problem: `“${name}” begins at a time of day: bank holidays are whole days` }
  const first = dashed(start.value.trim())
  if (!isDate(first)) return { problem: `“${start.value}” is not a date` }
  const end = dashed(find('DTEND')?.value.trim() ?? '')
  const days = isDate(end) ? Math.max(1, (Date.parse(end) - Date.parse(first)) / DAY) : 1
  if (days > MOST_DAYS) return { problem: `“${name}” lasts ${days} days: bank holidays are single days` }
  const begins = repeated(first, find('RRULE')?.value, untilYear)
  if ('problem' in begins) return { problem: `“${name}” ${begins.problem}` }
  return {
    name,
    dates: begins.dates.flatMap(date =>
      Array.from({ length: days }, (_, i) => new Date(Date.parse(date) + i * DAY).toISOString().slice(0, 10)),
    ),
  }
}

/** The dates of a day that comes back: only every so many years, on the same day. */
function repeated(
  first: string,
  rule: string | undefined,
  untilYear: number,
): { dates: string[] } | { problem: string } {
  if (!rule) return { dates: [first] }
  const parts = new Map(rule.split(';').map(part => part.split('=') as [string, string]))
  if (parts.get('FREQ') !== 'YEARLY') return { problem: 'comes back otherwise than yearly' }
  if ([...parts.keys()].some(key => key.startsWith('BY') && !['BYMONTH', 'BYMONTHDAY'].includes(key)))
    return { problem: 'comes back on other dates each year: put in each date by itself' }
  const every = Math.max(1, Number(parts.get('INTERVAL') ?? 1) || 1)
  const most = Number(parts.get('COUNT') ?? 500) || 500
  const until = dashed((parts.get('UNTIL') ?? '').slice(0, 8))
  const dates: string[] = []
  const year = Number(first.slice(0, 4))
  for (let n = 0; n < most && year + n * every <= untilYear; n++) {
    const date = `${year + n * every}${first.slice(4)}`
    if (isDate(until) && date > until) break
    if (isDate(date)) dates.push(date)
  }
  return { dates }
}
