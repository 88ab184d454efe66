/* Who is known here and who is in the file, found by what they are known by. */
import type { Row } from './row.rules.ts'

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

/** Addresses, numbers and names are the same however they are written. */
export const asKey = (text: string | null): string => (text ?? '').trim().toLowerCase()

const firstBy = <T>(list: readonly T[], keyOf: (one: T) => string | null): ReadonlyMap<string, T> => {
  const found = new Map<string, T>()
  for (const one of list) {
    const key = asKey(keyOf(one))
    if (key !== '' && !found.has(key)) found.set(key, one)
  }
  return found
}

export interface Directory {
  /** Who a row is about: somebody of that address, or else of that number. */
  personOf(row: Row): Known | undefined
  /** Whom an address or number stands for. */
  personBy(said: string): Known | undefined
  /** Which row of the file an address or number stands for. */
  rowBy(said: string): Row | undefined
  namesake(row: Row): Known | undefined
  team(name: string): Team | undefined
}

export function directoryOf(people: readonly Known[], rows: readonly Row[], teams: readonly Team[]): Directory {
  const [byEmail, byNumber] = [firstBy(people, one => one.email), firstBy(people, one => one.employee_number)]
  const [rowByEmail, rowByNumber] = [firstBy(rows, one => one.email), firstBy(rows, one => one.employee_number)]
  const [byName, teamBy] = [firstBy(people, one => one.name), firstBy(teams, one => one.name)]
  return {
    personOf: row => byEmail.get(asKey(row.email)) ?? byNumber.get(asKey(row.employee_number)),
    personBy: said => byEmail.get(asKey(said)) ?? byNumber.get(asKey(said)),
    rowBy: said => rowByEmail.get(asKey(said)) ?? rowByNumber.get(asKey(said)),
    namesake: row => byName.get(asKey(row.name)),
    team: name => teamBy.get(asKey(name)),
  }
}
