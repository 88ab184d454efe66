/* What a file of people would change, before anything is. Pure: the same file and the same people give the same plan. */
import type { Role } from '../roles/roles.rules.ts'
import type { Row, Wrong } from './row.rules.ts'

export interface Known {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly job_title: string | null
  readonly department: string | null
  readonly location: string | null
  readonly employee_number: string | null
  readonly manager_id: string | null
  readonly active: boolean
  readonly roles: readonly string[]
  readonly teams: readonly string[]
}

export interface Team {
  readonly id: string
  readonly name: string
}

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
const key = (text: string | null) => (text ?? '').trim().toLowerCase()

const firstBy = <T>(list: readonly T[], keyOf: (one: T) => string) => {
  const found = new Map<string, T>()
  for (const one of list) if (keyOf(one) !== '' && !found.has(keyOf(one))) found.set(keyOf(one), one)
  return found
}

/** Rows that are not somebody's second: two rows with one address or one number are one person, and the first counts. */
function withoutDoubles(rows: readonly Row[], duplicates: Note[]): Row[] {
  const seen = new Map<string, number>()
  return rows.filter(row => {
    const keys = [row.email && `e ${key(row.email)}`, row.employee_number && `n ${key(row.employee_number)}`].filter(
      Boolean,
    )
    const earlier = keys.map(one => seen.get(one)).find(line => line !== undefined)
    for (const one of keys) if (!seen.has(one)) seen.set(one, row.line)
    if (earlier === undefined) return true
    duplicates.push({ line: row.line, name: row.name, message: `The same person as in row ${earlier}, which counts` })
    return false
  })
}

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
  const [duplicates, orphans]: [Note[], Note[]] = [[], []]
  const bad = new Set(wrong.map(({ line }) => line))
  const good = withoutDoubles(
    rows.filter(({ line }) => !bad.has(line)),
    duplicates,
  )
  const byEmail = firstBy(people, one => key(one.email))
  const byNumber = firstBy(people, one => key(one.employee_number))
  const byName = firstBy(people, one => key(one.name))
  const rowByEmail = firstBy(good, one => key(one.email))
  const rowByNumber = firstBy(good, one => key(one.employee_number))
  const teamBy = firstBy(teams, one => key(one.name))
  const matchOf = (row: Row) =>
    byEmail.get(key(row.email)) ?? (row.employee_number ? byNumber.get(key(row.employee_number)) : undefined)
  const [add, change]: [Step[], Step[]] = [[], []]
  const deactivate: { id: string; name: string; why: string }[] = []
  const named = new Set<string>()
  let same = 0
  const managerOf = (row: Row): Step['manager'] => {
    const said = key(row.manager)
    if (said === '') return undefined
    const known = byEmail.get(said) ?? byNumber.get(said)
    if (known) return { id: known.id }
    const other = rowByEmail.get(said) ?? rowByNumber.get(said)
    if (other && !other.left) return { line: other.line }
    orphans.push({
      line: row.line,
      name: row.name,
      message: `We do not know the manager “${row.manager.slice(0, 80)}”`,
    })
    return undefined
  }
  const stepFor = (row: Row, known: Known | undefined): Step => {
    const fields: Partial<Record<Copied, string>> = {}
    const before: Partial<Record<Copied, string | null>> = {}
    for (const field of COPIED) {
      const now = row[field]
      // An empty cell says nothing; another case of the same address neither.
      if (now === '' || now === known?.[field] || (field === 'email' && key(now) === key(known?.email ?? null)))
        continue
      fields[field] = now
      if (known) before[field] = known[field]
    }
    const joins = row.teams.flatMap(name => {
      const team = teamBy.get(key(name))
      if (!team) orphans.push({ line: row.line, name: row.name, message: `There is no team “${name.slice(0, 80)}”` })
      return team && !known?.teams.includes(team.id) ? team : []
    })
    const held = [...(known?.roles ?? []), ...row.roles]
    const works = joins.length > 0 && !held.some(role => WORKS.includes(role)) ? (['analyst'] as const) : []
    const roles = [...new Set([...row.roles, ...works])].filter(role => !known?.roles.includes(role))
    const manager = managerOf(row)
    const moved = manager && !('id' in manager && manager.id === known?.manager_id) ? manager : undefined
    return {
      line: row.line,
      id: known?.id,
      name: row.name,
      fields,
      before,
      roles,
      joins,
      manager: moved,
      back: known?.active === false,
    }
  }
  for (const row of good) {
    const known = matchOf(row)
    if (known && named.has(known.id)) {
      duplicates.push({ line: row.line, name: row.name, message: 'The same person here as an earlier row' })
      continue
    }
    if (known) named.add(known.id)
    if (row.left) {
      if (known?.active && known.id !== asker)
        deactivate.push({
          id: known.id,
          name: known.name,
          why: `has left by row ${row.line}, and is still active here`,
        })
      else same++
      continue
    }
    if (row.email === '')
      orphans.push({
        line: row.line,
        name: row.name,
        message: 'No e-mail address: they cannot sign in or be written to',
      })
    const namesake = known ? undefined : byName.get(key(row.name))
    if (namesake)
      duplicates.push({
        line: row.line,
        name: row.name,
        message: 'Somebody of this name is here already, with another address: they may be one person',
      })
    const step = stepFor(row, known)
    const quiet =
      Object.keys(step.fields).length + step.roles.length + step.joins.length === 0 && !step.manager && !step.back
    if (!known) add.push(step)
    else if (quiet) same++
    else change.push(step)
  }
  const missing = people.filter(one => one.active && !named.has(one.id) && one.id !== asker)
  if (everybody) deactivate.push(...missing.map(({ id, name }) => ({ id, name, why: 'is not in the file' })))
  const absent = everybody ? [] : missing.map(({ id, name }) => ({ id, name }))
  return { add, change, deactivate, absent, duplicates, orphans, wrong, same }
}
