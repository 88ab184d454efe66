/* One row of the other desk's file, read by the mapping: how a case stood there, and what could not be understood. */
import type { Channel, ClosureCode, PersonThere, Weight } from '#rooms/cases/index.ts'
import { defaultMatrix, priorityOf } from '#rooms/clock/index.ts'
import { compileDateFormat, type ReadDate } from './date-format.rules.ts'
import type { Choice, Mapping, StateThere } from './mapping.ts'
import { compileTemplate, type FillIn } from './template.rules.ts'

/** Something in a row that could not be understood, where, and what it said. */
export interface Mistake {
  readonly column: string
  readonly value: string
  readonly says: string
  /** The row tells nothing without it, whatever the mapping says of errors. */
  readonly fatal: boolean
}

/** How a case stood when its row was written. */
export interface Snapshot {
  readonly row: number
  readonly number: string
  /** When the row was written and its place among those of the same minute; for a file of events only. */
  readonly at: Date | null
  readonly sequence: number
  readonly by: string
  readonly state: StateThere | undefined
  readonly state_there: string
  readonly subject: string
  readonly description: string
  readonly requester: PersonThere
  readonly channel: Channel
  readonly category: readonly string[]
  readonly team: string | null
  readonly assignee: PersonThere | null
  readonly weight: Weight
  readonly closure_code: ClosureCode
  readonly resolution: string
  readonly location: string | null
  readonly logged_by: string
  readonly opened: Date | null
  readonly started: Date | null
  readonly first_responded: Date | null
  readonly resolved: Date | null
  readonly closed: Date | null
  readonly target: Date | null
  readonly extra: Readonly<Record<string, string>>
}

type Row = readonly string[]
type Ask<Value> = (row: Row, mistakes: Mistake[]) => Value
type PositionOf = (column: string) => number

/** Every column the mapping names. */
export function columnsOf(mapping: Mapping): string[] {
  const { case: c, event } = mapping
  const templates = [c.subject, c.description, c.team, c.resolution, c.location, c.logged_by, event?.by]
  for (const person of [c.requester, c.assignee]) templates.push(person?.reference, person?.name)
  const choices: (Choice<unknown> | undefined)[] = [c.channel, c.impact, c.urgency, c.priority, c.state, c.closure_code]
  const plain = [c.number, c.opened, c.started, c.first_responded, c.resolved, c.closed, c.target, event?.at]
  return [
    ...templates.flatMap(text => (text ? compileTemplate(text).columns : [])),
    ...choices.flatMap(choice => (choice && 'column' in choice ? [choice.column] : [])),
    ...[...plain, event?.sequence].filter(column => column !== undefined),
    ...(c.category ?? []),
    ...c.extra,
  ]
}

function askFor<Value>(choice: Choice<Value>, what: string, positionOf: PositionOf): Ask<Value | undefined> {
  if ('always' in choice) return () => choice.always
  const { column, otherwise } = choice
  const position = positionOf(column)
  const values = new Map(Object.entries(choice.values))
  return (row, mistakes) => {
    const value = row[position]!
    const found = values.get(value) ?? otherwise
    if (found === undefined) {
      const says = value === '' ? `There is no ${what}.` : `The mapping does not say what ${what} "${value}" is.`
      mistakes.push({ column, value, says, fatal: false })
    }
    return found
  }
}

const MOST_REMEMBERED = 20_000

function dateReader(mapping: Mapping): ReadDate {
  const readers = mapping.dates.formats.flatMap(format => compileDateFormat(format) ?? [])
  // A file says the same minute many times over.
  const remembered = new Map<string, number | undefined>()
  return (text, zone) => {
    if (remembered.has(text)) return remembered.get(text)
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    let found: number | undefined
    for (const reader of readers) found ??= reader(text, zone)
    remembered.set(text, found)
    return found
  }
}

function askForDates(mapping: Mapping, positionOf: PositionOf) {
  const readDate = dateReader(mapping)
  const { zone, formats } = mapping.dates
  return (column: string | undefined, fatal = false): Ask<Date | null> => {
    if (column === undefined) return () => null
    const position = positionOf(column)
    return (row, mistakes) => {
      const value = row[position]!
      const instant = value === '' ? undefined : readDate(value, zone)
      if (instant !== undefined) return new Date(instant)
      if (value !== '')
        mistakes.push({ column, value, fatal, says: `"${value}" is not a date written as ${formats.join(' or ')}.` })
      else if (fatal) mistakes.push({ column, value, fatal, says: 'There is no date.' })
      return null
    }
  }
}

function compileTexts({ case: c, event }: Mapping, positionOf: PositionOf) {
  const text = (template: string | undefined): FillIn =>
    template ? compileTemplate(template).at(positionOf) : () => ''
  const person = (who: Mapping['case']['assignee']): ((row: Row) => PersonThere | null) => {
    if (!who) return () => null
    const [reference, name] = [text(who.reference), text(who.name ?? who.reference)]
    return row => {
      const known = reference(row)
      if (known !== '') return { reference: known, name: name(row) || known }
      return who.when_empty ? { reference: who.when_empty, name: who.when_empty } : null
    }
  }
  return {
    ...{ subject: text(c.subject), description: text(c.description), team: text(c.team), location: text(c.location) },
    ...{ resolution: text(c.resolution), logged_by: text(c.logged_by), by: text(event?.by ?? c.logged_by) },
    ...{ requester: person(c.requester), assignee: person(c.assignee) },
  }
}

function compileChoices({ case: c }: Mapping, positionOf: PositionOf) {
  const priority = c.priority && askFor(c.priority, 'the priority', positionOf)
  const impact = askFor(c.impact, 'the impact', positionOf)
  const urgency = askFor(c.urgency, 'the urgency', positionOf)
  return {
    state: askFor(c.state, 'the state', positionOf),
    channel: askFor(c.channel, 'the channel', positionOf),
    closure_code: askFor(c.closure_code, 'the closure code', positionOf),
    weight: (row: Row, mistakes: Mistake[]): Weight => {
      const weighed = { impact: impact(row, mistakes) ?? 3, urgency: urgency(row, mistakes) ?? 3 } as const
      const stated = priority?.(row, mistakes)
      return { ...weighed, priority: stated ?? priorityOf(defaultMatrix, weighed.impact, weighed.urgency) }
    },
  }
}

const NOBODY = { reference: 'Unknown', name: 'Unknown' }

/**
 * A reader of rows whose values stand where `positionOf` says. What a mistake leaves open is empty, or the most cautious value; the
 * caller decides whether the row is then used.
 */
export function compileSnapshot(mapping: Mapping, positionOf: PositionOf) {
  const { case: c, event } = mapping
  const texts = compileTexts(mapping, positionOf)
  const choices = compileChoices(mapping, positionOf)
  const date = askForDates(mapping, positionOf)
  const dates = {
    ...{ at: date(event?.at, true), opened: date(c.opened, true), started: date(c.started) },
    ...{ first_responded: date(c.first_responded), resolved: date(c.resolved), closed: date(c.closed) },
    target: date(c.target),
  }
  const [number, sequence] = [positionOf(c.number), event?.sequence ? positionOf(event.sequence) : undefined]
  const state = 'column' in c.state ? positionOf(c.state.column) : undefined
  const categories = (c.category ?? []).map(positionOf)
  const extras = c.extra.map(column => [column, positionOf(column)] as const)
  return (values: Row, row: number): { snapshot: Snapshot; mistakes: Mistake[] } => {
    const mistakes: Mistake[] = []
    if (values[number] === '')
      mistakes.push({ column: c.number, value: '', says: 'There is no case number.', fatal: true })
    const [subject, description] = [texts.subject(values) || 'No subject', texts.description(values)]
    const snapshot: Snapshot = {
      ...{ row, number: values[number]!, by: texts.by(values) || 'Unknown' },
      sequence: sequence === undefined ? 0 : Number(values[sequence]) || 0,
      state: choices.state(values, mistakes),
      state_there: state === undefined ? '' : values[state]!,
      ...{ subject, description: description || subject },
      requester: texts.requester(values) ?? NOBODY,
      channel: choices.channel(values, mistakes) ?? 'other',
      category: categories.map(position => values[position]!).filter(name => name !== ''),
      team: texts.team(values) || null,
      assignee: texts.assignee(values),
      weight: choices.weight(values, mistakes),
      closure_code: choices.closure_code(values, mistakes) ?? 'solved',
      resolution: texts.resolution(values),
      location: texts.location(values) || null,
      logged_by: texts.logged_by(values) || 'Unknown',
      at: dates.at(values, mistakes),
      opened: dates.opened(values, mistakes),
      started: dates.started(values, mistakes),
      first_responded: dates.first_responded(values, mistakes),
      resolved: dates.resolved(values, mistakes),
      closed: dates.closed(values, mistakes),
      target: dates.target(values, mistakes),
      extra: Object.fromEntries(extras.map(([name, at]) => [name, values[at]!]).filter(([, value]) => value !== '')),
    }
    return { snapshot, mistakes }
  }
}
