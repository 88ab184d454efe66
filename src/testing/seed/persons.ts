import { CAST, CAST_NAMES, type CastName } from '../cast.ts'
import { FIRST_NAMES, JOBS, SURNAMES } from './names.ts'
import { type Place, type PlaceKey, TEAMS, type TeamName } from './organisations.ts'
import type { Random } from './random.ts'

export interface PersonRow {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly job_title: string
  readonly department: string
  readonly location: string
  readonly assistance: string | null
  readonly desk_staff: boolean
}

/** One of the desk's own, with the team they work in; those who lead or run it have no team of their own. */
export interface Colleague {
  readonly person: PersonRow
  readonly team: TeamName | undefined
  readonly leads: boolean
}

export interface Office {
  readonly place: Place
  readonly id: string
  readonly suffix: string
}

/** Since before there were cases: identifiers of people begin here. */
const JOINED = Date.UTC(2024, 5, 3)

/** Who chairs the board of the shared service: she reads its figures, and no case. */
export const CHAIR = {
  name: 'Gwen Lloyd',
  first: 'gwen',
  job_title: 'Councillor, chairs the board',
  home: 'hartsmere',
} as const

export const firstNameOf = (name: string): string => name.split(' ')[0]!

/** Where each of the cast belongs. */
export const CAST_HOMES: Readonly<Record<CastName, PlaceKey>> = {
  ...{ asha: 'three_rivers', ben: 'hartsmere', chidi: 'three_rivers' },
  ...{ dilys: 'penwick', evan: 'three_rivers', farah: 'three_rivers' },
}

/** The part after the @ of an organisation's addresses. */
export const domainOf = ({ place, suffix }: Office) => `${place.domain}${suffix.toLowerCase()}.example`

export const castEmail = (name: CastName, office: Office): string => `${name}@${domainOf(office)}`

// 01632 960000 to 960999 are kept by Ofcom for stories.
const phoneFrom = (random: Random) => `01632 960${String(random.int(0, 999)).padStart(3, '0')}`

const ASSISTANCE = [
  'Uses a screen reader: please send text, not pictures of text.',
  'Lip-reads: a video call or an e-mail rather than the telephone, please.',
  'Dyslexic: short messages with the steps numbered.',
  'Uses voice control: needs keyboard and microphone tested together.',
  'Works evenings only; please do not ring before 14:00.',
]

function castPerson(name: CastName, office: Office, random: Random): PersonRow {
  const { name: full, job_title, desk_staff } = CAST[name]
  return {
    ...{ id: random.id(JOINED), organisation_id: office.id, name: full, email: castEmail(name, office) },
    ...{ phone: phoneFrom(random), job_title, desk_staff, assistance: null },
    department: name === 'ben' ? 'Housing' : name === 'dilys' ? 'Customer services' : 'Digital service',
    location: office.place.sites[0]!,
  }
}

function somebody(
  office: Office,
  random: Random,
  taken: Set<string>,
  what: { department: string; job_title: string },
): PersonRow {
  let name = ''
  do name = `${random.pick(FIRST_NAMES)} ${random.pick(SURNAMES)}`
  while (taken.has(name))
  taken.add(name)
  return {
    ...{ id: random.id(JOINED), organisation_id: office.id, name },
    email: `${name.toLowerCase().replace(' ', '.')}@${domainOf(office)}`,
    ...{ phone: phoneFrom(random), ...what, location: random.pick(office.place.sites) },
    assistance: random.chance(0.03) ? random.pick(ASSISTANCE) : null,
    desk_staff: office.place.kind === 'shared_service',
  }
}

const castOf = (place: Place) => CAST_NAMES.filter(name => CAST_HOMES[name] === place.key)
const namesOfCast = () => new Set<string>(CAST_NAMES.map(name => CAST[name].name))

/** A council's people, those of the cast first. */
export function peopleOf(random: Random, office: Office, count: number): PersonRow[] {
  const taken = namesOfCast()
  const cast = castOf(office.place).map(name => castPerson(name, office, random))
  const others = Array.from({ length: Math.max(0, count - cast.length) }, () => {
    const department = random.pick(office.place.departments)
    const job_title = random.pick(JOBS[department] ?? [`${department} officer`])
    return somebody(office, random, taken, { department, job_title })
  })
  return [...cast, ...others]
}

/** The desk's own people: Asha and Chidi at the service desk, a lead for each team, Evan who runs it, Farah who looks after it. */
export function deskOf(random: Random, office: Office): Colleague[] {
  const taken = namesOfCast()
  const cast = Object.fromEntries(castOf(office.place).map(name => [name, castPerson(name, office, random)]))
  const inTeams = TEAMS.flatMap(({ name, people }) =>
    Array.from({ length: people }, (_, place): Colleague => {
      const leads = place === 0
      const job_title = leads ? `${name} lead` : name === 'Service desk' ? 'Service desk analyst' : `${name} specialist`
      const known = name === 'Service desk' ? [cast.chidi, cast.asha][place] : undefined
      const person = known ?? somebody(office, random, taken, { department: 'Digital service', job_title })
      return { person, team: name, leads }
    }),
  )
  const above = [cast.evan!, cast.farah!].map((person): Colleague => ({ person, team: undefined, leads: false }))
  return [...inTeams, ...above]
}
