/* What a file of people would change, before anything is. Pure: the same file and the same people give the same plan. */
import type { Role } from '../roles/roles.rules.ts'
import { asKey, type Directory, directoryOf, type Known, type Team } from './directory.rules.ts'
import type { Row, Wrong } from './row.rules.ts'

const COPIED = ['name', 'email', 'phone', 'job_title', 'department', 'location', 'employee_number'] as const
export type Copied = (typeof COPIED)[number]

export interface Step {
  readonly line: number
  /** Nobody yet, for somebody to add. */
  readonly id: string | undefined
  readonly name: string
  readonly fields: Partial<Record<Copied, string>>
  /** What they were, of the fields that change. */
  readonly before: Partial<Record<Copied, string | null>>
  readonly roles: readonly Role[]
  readonly joins: readonly Team[]
  /** Whom they report to: a known person, or the line of somebody who is added. */
  readonly manager: { readonly id: string } | { readonly line: number } | undefined
  readonly back: boolean
}

export interface Note {
  readonly line: number
  readonly name: string
  readonly message: string
}

export interface Plan {
  readonly add: readonly Step[]
  readonly change: readonly Step[]
  /** Who has left by the file, or is not in it when it lists everybody. */
  readonly deactivate: readonly { readonly id: string; readonly name: string; readonly why: string }[]
  /** Active here and not in the file: left alone, unless the file lists everybody. */
  readonly absent: readonly { readonly id: string; readonly name: string }[]
  readonly duplicates: readonly Note[]
  readonly orphans: readonly Note[]
  readonly wrong: readonly Wrong[]
  readonly same: number
}

const WORKS: readonly string[] = ['analyst', 'team_lead', 'manager', 'major_incident_manager']

const noteOn = ({ line, name }: Row, message: string): Note => ({ line, name, message })

/** Rows that are not somebody's second: two rows with one address or one number are one person, and the first counts. */
function withoutDoubles(rows: readonly Row[]): { good: Row[]; duplicates: Note[] } {
  const seen = new Map<string, number>()
  const duplicates: Note[] = []
  const good = rows.filter(row => {
    const keys = [
      ...(row.email ? [`e ${asKey(row.email)}`] : []),
      ...(row.employee_number ? [`n ${asKey(row.employee_number)}`] : []),
    ]
    const earlier = keys.map(one => seen.get(one)).find(line => line !== undefined)
    for (const one of keys) if (!seen.has(one)) seen.set(one, row.line)
    if (earlier !== undefined) duplicates.push(noteOn(row, `The same person as in row ${earlier}, which counts`))
    return earlier === undefined
  })
  return { good, duplicates }
}

/** The details a row says otherwise than we know them. An empty cell says nothing; another case of the same address neither. */
function detailsOf(row: Row, known: Known | undefined): Pick<Step, 'fields' | 'before'> {
  const changed = COPIED.filter(field => {
    const said = row[field]
    const same = field === 'email' ? asKey(said) === asKey(known?.email ?? null) : said === known?.[field]
    return said !== '' && !same
  })
  return {
    fields: Object.fromEntries(changed.map(field => [field, row[field]])),
    before: known ? Object.fromEntries(changed.map(field => [field, known[field]])) : {},
  }
}

/** Whom a row says they report to, when that is new. */
function managerOf(row: Row, known: Known | undefined, directory: Directory): Step['manager'] | 'unknown' {
  if (asKey(row.manager) === '') return undefined
  const person = directory.personBy(row.manager)
  if (person) return person.id === known?.manager_id ? undefined : { id: person.id }
  const other = directory.rowBy(row.manager)
  return other && !other.left ? { line: other.line } : 'unknown'
}

/** What a row would do for one person, and what in it stands for nobody and nothing here. */
function stepFor(row: Row, known: Known | undefined, directory: Directory): { step: Step; orphans: Note[] } {
  const found = row.teams.map(name => ({ name, team: directory.team(name) }))
  const joins = found.flatMap(({ team }) => (team && !known?.teams.includes(team.id) ? [team] : []))
  const held = [...(known?.roles ?? []), ...row.roles]
  const works = joins.length > 0 && !held.some(role => WORKS.includes(role)) ? (['analyst'] as const) : []
  const roles = [...new Set([...row.roles, ...works])].filter(role => !known?.roles.includes(role))
  const manager = managerOf(row, known, directory)
  const { line, name } = row
  const step: Step = {
    ...{ line, id: known?.id, name, ...detailsOf(row, known), roles, joins },
    manager: manager === 'unknown' ? undefined : manager,
    back: known?.active === false,
  }
  const teamless = found.filter(({ team }) => !team)
  const orphans = [
    ...(row.email === '' ? [noteOn(row, 'No e-mail address: they cannot sign in or be written to')] : []),
    ...teamless.map(one => noteOn(row, `There is no team “${one.name.slice(0, 80)}”`)),
    ...(manager === 'unknown' ? [noteOn(row, `We do not know the manager “${row.manager.slice(0, 80)}”`)] : []),
  ]
  return { step, orphans }
}

const changesNothing = ({ fields, roles, joins, manager, back }: Step) =>
  Object.keys(fields).length + roles.length + joins.length === 0 && !manager && !back

interface Facts {
  readonly rows: readonly Row[]
  readonly wrong: readonly Wrong[]
  readonly people: readonly Known[]
  readonly teams: readonly Team[]
  /** The file lists everybody: who is not in it has left. */
  readonly everybody: boolean
  /** Whoever does it, and is never deactivated by it. */
  readonly asker: string | undefined
}

/** Works out what a file would change. */
export function planOf({ rows, wrong, people, teams, everybody, asker }: Facts): Plan {
  const bad = new Set(wrong.map(({ line }) => line))
  const { good, duplicates } = withoutDoubles(rows.filter(({ line }) => !bad.has(line)))
  const directory = directoryOf(people, good, teams)
  const [add, change, orphans]: [Step[], Step[], Note[]] = [[], [], []]
  const deactivate: { id: string; name: string; why: string }[] = []
  const named = new Set<string>()
  let same = 0
  for (const row of good) {
    const known = directory.personOf(row)
    if (known && named.has(known.id)) {
      duplicates.push(noteOn(row, 'The same person here as an earlier row'))
      continue
    }
    if (known) named.add(known.id)
    if (row.left) {
      if (!known?.active || known.id === asker) same++
      else deactivate.push({ ...asNamed(known), why: `has left by row ${row.line}, and is still active here` })
      continue
    }
    if (!known && directory.namesake(row)) duplicates.push(noteOn(row, NAMESAKE))
    const { step, orphans: unknown } = stepFor(row, known, directory)
    orphans.push(...unknown)
    if (!known) add.push(step)
    else if (changesNothing(step)) same++
    else change.push(step)
  }
  const missing = people.filter(one => one.active && !named.has(one.id) && one.id !== asker).map(asNamed)
  if (everybody) deactivate.push(...missing.map(one => ({ ...one, why: 'is not in the file' })))
  return { add, change, deactivate, absent: everybody ? [] : missing, duplicates, orphans, wrong, same }
}

const asNamed = ({ id, name }: Known) => ({ id, name })

const NAMESAKE = 'Somebody of this name is here already, with another address: they may be one person'
