import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { CAST, CAST_NAMES } from '../cast.ts'
import { CAST_HOMES, CHAIR, domainOf } from './persons.ts'
import type { World } from './world.ts'

/** Organisations and what they agreed, teams and people with their roles. */
export async function writeWorld(tx: Write, world: World, passwordHash: string): Promise<void> {
  const { partners } = world
  const organisations = partners.map(({ place, id, name, short_name }) => {
    return { id, name, short_name, kind: place.kind, accent: place.accent }
  })
  await tx.insertInto('people.organisations').values(organisations).execute()
  await writePeople(tx, world)
  await writeAgreements(tx, world)
  const cast = partners.flatMap(({ persons }) => persons.filter(person => castNameOf(person.name)))
  for (const { id } of [...cast, { id: await writeChair(tx, world) }])
    await sql`select people.set_password(${id}, ${passwordHash})`.execute(tx)
}

/** She is nobody's requester in any story. */
async function writeChair(tx: Write, { partners, random, suffix }: World): Promise<string> {
  const { place, id: organisation_id } = partners.find(({ place: { key } }) => key === CHAIR.home)!
  const id = random.under('chair').id(0)
  const email = `${CHAIR.first}@${domainOf({ place, id: organisation_id, suffix })}`
  const { name, job_title } = CHAIR
  const row = { id, organisation_id, name, email, job_title, department: 'Members', desk_staff: false }
  await tx.insertInto('people.persons').values(row).execute()
  const roles = partners.map(partner => ({ person_id: id, organisation_id: partner.id, role: 'board_member' }))
  const asks = { person_id: id, organisation_id, role: 'requester' }
  await tx
    .insertInto('people.role_assignments')
    .values([...roles, asks])
    .execute()
  return id
}

const castNameOf = (name: string) => CAST_NAMES.find(one => CAST[one].name === name)

async function writePeople(tx: Write, { partners, teams, colleagues }: World): Promise<void> {
  const home = partners[0]!
  const calendars = partners.map(({ id, calendar_id }) => {
    return { id: calendar_id, organisation_id: id, name: 'Working hours' }
  })
  await tx.insertInto('people.calendars').values(calendars).execute()
  const versions = partners.map(({ id, calendar_id, place, calendar: { zone, hours, holidays, openings = {} } }) => {
    const own = { id: calendar_id, organisation_id: id, calendar_id, number: 1, effective_from: new Date(0), zone }
    const days = { hours: JSON.stringify(hours), holidays: JSON.stringify(holidays) }
    const reasons = Object.fromEntries(Object.keys(openings).map(date => [date, 'Election night']))
    const special = { openings: JSON.stringify(openings), reasons: JSON.stringify(reasons) }
    return { ...own, ...days, ...special, nation: place.nation ?? 'england_and_wales', because: 'The first version' }
  })
  await tx.insertInto('people.calendar_versions').values(versions).execute()
  const team = { organisation_id: home.id, calendar_id: home.calendar_id, shared: true }
  const teamRows = [...teams.values()].map(({ id, name, slug }) => ({ ...team, id, name, slug }))
  await tx.insertInto('people.teams').values(teamRows).execute()
  const persons = partners.flatMap(partner => partner.persons)
  await tx.insertInto('people.persons').values(persons).execute()
  const members = colleagues.flatMap(({ person, team: name, leads }) =>
    name ? [{ team_id: teams.get(name)!.id, person_id: person.id, organisation_id: home.id, leads }] : [],
  )
  await tx.insertInto('people.team_members').values(members).execute()
  await writeRota(tx, { teams, home })
  const roles = [...requesters({ partners }), ...staffRoles({ partners, colleagues })]
  await tx.insertInto('people.role_assignments').values(roles).execute()
}

const NIGHT = [
  ['00:00', '08:00'],
  ['18:00', '24:00'],
]
const ALL_DAY = [['00:00', '24:00']]
const OUT_OF_HOURS = {
  ...{ mon: NIGHT, tue: NIGHT, wed: NIGHT, thu: NIGHT, fri: NIGHT },
  ...{ sat: ALL_DAY, sun: ALL_DAY },
}

/** Tonight somebody is on call, and next week somebody else. */
async function writeRota(tx: Write, { teams, home }: Pick<World, 'teams'> & { home: World['partners'][number] }) {
  const desk = teams.get('Service desk')!
  const turns = { zone: 'Europe/London', starts_on: '2024-04-01', handover: '08:00', turn_days: 7 }
  await tx
    .insertInto('people.rotas')
    .values({
      ...{ ...turns, id: desk.id, organisation_id: home.id, team_id: desk.id, name: 'Evenings and weekends' },
      ...{ persons: desk.members.slice(0, 5).map(({ id }) => id), hours: JSON.stringify(OUT_OF_HOURS) },
      changed_at: new Date(Date.UTC(2024, 3, 1)),
    })
    .execute()
}

/** Everybody may ask for help where they belong. */
const requesters = ({ partners }: Pick<World, 'partners'>) =>
  partners.flatMap(({ id, persons }) =>
    persons.map(person => ({ person_id: person.id, organisation_id: id, role: 'requester' })),
  )

/** The desk works for every partner; Dilys speaks for hers. */
function staffRoles({ partners, colleagues }: Pick<World, 'partners' | 'colleagues'>) {
  const everywhere = colleagues.flatMap(({ person, leads }) => {
    const cast = castNameOf(person.name)
    const role = cast ? CAST[cast].role : leads ? 'team_lead' : 'analyst'
    return partners.map(({ id }) => ({ person_id: person.id, organisation_id: id, role }))
  })
  const officers = partners
    .filter(({ place }) => place.key === CAST_HOMES.dilys)
    .map(({ id, persons }) => ({ person_id: persons[0]!.id, organisation_id: id, role: CAST.dilys.role }))
  return [...everywhere, ...officers]
}

async function writeAgreements(tx: Write, { partners, teams, random }: World): Promise<void> {
  const own = random.under('rows')
  const targets = partners.flatMap(({ id, targets, calendar_id }) =>
    targets.map(({ metric, priority, seconds }) => {
      return { id: own.id(0), organisation_id: id, metric, priority, seconds, calendar_id }
    }),
  )
  await tx.insertInto('catalogue.targets').values(targets).execute()
  const cells = partners.flatMap(({ id, place, matrix }) =>
    place.matrix.length === 0
      ? []
      : ([1, 2, 3] as const).flatMap(impact =>
          ([1, 2, 3] as const).map(urgency => {
            return { organisation_id: id, impact, urgency, priority: matrix[impact][urgency] }
          }),
        ),
  )
  await tx.insertInto('catalogue.priority_matrices').values(cells).execute()
  const categories = partners.flatMap(partner =>
    [...partner.categories.values()].map(({ id, parent_id, path, kind, team, impact, urgency }, position) => {
      const where = { organisation_id: partner.id, parent_id, path, name: path.split(' / ').at(-1)!, position }
      return { id, ...where, kind, team_id: teams.get(team)!.id, impact, urgency }
    }),
  )
  await tx.insertInto('catalogue.categories').values(categories).execute()
}
