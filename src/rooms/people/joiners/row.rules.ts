/* One row of a file of people, read. */
import { ROLE_NAMES, ROLES, type Role } from '../roles/roles.rules.ts'
import type { Columns, Field } from './columns.rules.ts'

export interface Row {
  /** Its line in the file, as a spreadsheet numbers it. */
  readonly line: number
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly job_title: string
  readonly department: string
  readonly location: string
  readonly employee_number: string
  readonly manager: string
  readonly teams: readonly string[]
  readonly roles: readonly Role[]
  readonly left: boolean
}

/** What is wrong with a row: the column and the reason, in words. */
export interface Wrong {
  readonly line: number
  readonly column: string
  readonly message: string
}

const MOST: Partial<Record<Field, number>> = {
  name: 200,
  email: 320,
  phone: 40,
  job_title: 200,
  department: 200,
  location: 200,
  employee_number: 100,
}
const GONE = ['left', 'leaver', 'inactive', 'disabled', 'terminated', 'ended', 'no', 'false', 'n', '0']
const THERE = ['', 'active', 'current', 'employed', 'starter', 'enabled', 'yes', 'true', 'y', '1']

const several = (said: string) => [
  ...new Set(
    said
      .split(/[;|]/)
      .map(one => one.trim())
      .filter(Boolean),
  ),
]

/** A day as it is written in Britain or by a program; undefined when it is no day. */
function dayOf(said: string): string | undefined {
  const [, d, m, y] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(said) ?? []
  const day = y ? `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}` : said.slice(0, 10)
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined
}

/** Reads one row. What is wrong with it is said by column; a row with something wrong is not applied. */
export function readRow(
  cells: readonly string[],
  line: number,
  { at }: Columns,
  today: string,
): { row: Row; wrong: Wrong[] } {
  const wrong: Wrong[] = []
  const cell = (field: Field) => (cells[at.get(field) ?? -1] ?? '').replaceAll('\0', '').trim()
  const say = (column: string, message: string) => wrong.push({ line, column, message })
  const name = cell('name') || [cell('first_name'), cell('last_name')].filter(Boolean).join(' ')
  if (name === '') say('Name', 'The name is missing')
  for (const [field, most] of Object.entries(MOST))
    if ((field === 'name' ? name : cell(field as Field)).length > most)
      say(sayField(field), `Longer than ${most} letters`)
  const email = cell('email')
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
    say('E-mail', `“${email.slice(0, 60)}” is not an e-mail address`)
  const roles = several(cell('roles')).flatMap(said => {
    const role = ROLES.find(one => [one, ROLE_NAMES[one].toLowerCase()].includes(said.toLowerCase()))
    if (!role) say('Role', `There is no role “${said.slice(0, 60)}”`)
    // A file is easily changed on its way: who may change everything is said by hand.
    if (role === 'administrator' || role === 'operator') say('Role', `Give the role “${ROLE_NAMES[role]}” by hand`)
    return role ?? []
  })
  const status = cell('status').toLowerCase()
  if (![...GONE, ...THERE].includes(status)) say('Status', `“${status.slice(0, 60)}” is neither active nor left`)
  const leaves = cell('leaves_on')
  const day = dayOf(leaves)
  if (leaves !== '' && !day) say('Leaving date', `“${leaves.slice(0, 60)}” is not a date: write 31/03/2027`)
  const row = {
    ...{ line, name, email, phone: cell('phone'), job_title: cell('job_title'), department: cell('department') },
    ...{ location: cell('location'), employee_number: cell('employee_number'), manager: cell('manager') },
    ...{ teams: several(cell('teams')), roles, left: GONE.includes(status) || (day !== undefined && day < today) },
  }
  if (email === '' && row.employee_number === '')
    say('E-mail', 'Neither an e-mail address nor an employee number: we cannot tell who this is')
  return { row, wrong }
}

const SAID: Record<string, string> = {
  email: 'E-mail',
  phone: 'Telephone',
  job_title: 'Job',
  employee_number: 'Employee number',
}
const sayField = (field: string) => SAID[field] ?? field[0]!.toUpperCase() + field.slice(1)
