/* Major incidents of the pretend service: one that happens now, declared by the desk's own act, and one that is over and reviewed. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { majorIncident } from '#rooms/cases/index.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'
import type { Written } from './write-cases.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FEWEST = 3
const MOST = 6

const PEOPLE = ['asha', 'chidi'] as const
type Name = (typeof PEOPLE)[number]
const NAMES: Record<Name, string> = { asha: 'Asha Patel', chidi: 'Chidi Okafor' }

/** The largest group of incidents of one organisation and category among some: they look as if they had one cause. */
function likeEachOther(cases: readonly Written[]): Written[] {
  const groups = new Map<string, Written[]>()
  for (const one of cases) {
    const { kind, organisation_id, category_id } = one.played.row
    if (kind !== 'incident' || !category_id) continue
    const key = `${organisation_id} ${category_id}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0]?.slice(0, MOST) ?? []
}

/** Writes them. A service too small to have cases like each other has none. */
export async function writeMajors(tx: Write, world: World, cases: readonly Written[], now: Date): Promise<void> {
  const people = world.partners[0]!.persons
  const author = (name: Name) => {
    const found = people.find(person => person.name === NAMES[name])!
    return { person_id: found.id, name: found.name }
  }
  const ago = (time: number) => new Date(now.getTime() - time)
  const open = likeEachOther(
    cases.filter(({ played: { row } }) => ['new', 'in_progress'].includes(row.state) && row.logged_at < ago(HOUR)),
  )
  if (open.length >= FEWEST) await declareNow(tx, open, author, ago)
  const over = likeEachOther(
    cases.filter(
      ({ played: { row } }) => row.resolved_at && row.logged_at > ago(25 * DAY) && row.resolved_at < ago(9 * DAY),
    ),
  )
  if (over.length >= FEWEST) await writeOver(tx, over, { author, random: world.random.under('major') })
}

type AuthorOf = (name: Name) => { person_id: string; name: string }

async function declareNow(tx: Write, open: readonly Written[], author: AuthorOf, ago: (time: number) => Date) {
  const references = await referencesOf(tx, open)
  const { subject } = open[0]!.played.row
  const reference = await majorIncident.declareMajor(
    tx,
    author('chidi'),
    {
      ...{ reference: references[0]!, others: references.slice(1), title: `Many reports: ${subject}` },
      ...{
        affected: 'Several teams',
        because: 'the same report from several teams within the hour',
        update_minutes: 60,
      },
      banner: null,
    },
    ago(50 * MINUTE),
  )
  const body = 'The network team has found that one switch restarts again and again. They are on their way to it.'
  await majorIncident.sayUpdate(tx, author('asha'), { reference, body, shown_to: 'staff' }, ago(20 * MINUTE))
}

const referencesOf = async (tx: Write, cases: readonly Written[]): Promise<string[]> => {
  const { rows } = await sql<{ reference: string }>`
    select reference from cases.cases where id = any (${cases.map(({ played }) => played.row.id)}::uuid[]) order by number`.execute(
    tx,
  )
  return rows.map(row => row.reference)
}

/** One of the past, with its story told and its review written. */
async function writeOver(
  tx: Write,
  over: readonly Written[],
  { author, random }: { author: AuthorOf; random: Random },
): Promise<void> {
  const { id: case_id, organisation_id, subject, logged_at } = over[0]!.played.row
  const after = (hours: number) => new Date(logged_at.getTime() + hours * HOUR)
  const id = random.id(logged_at.getTime())
  const lead = author('chidi')
  await tx
    .insertInto('cases.major_incidents')
    .values({
      ...{ id, organisation_id, case_id, title: `Many reports: ${subject}`, affected: 'One building', state: 'closed' },
      ...{ declared_at: after(1), declared_by: lead.person_id, lead_id: lead.person_id, update_minutes: 60 },
      ...{ resolved_at: after(4), resolution: 'The faulty part was replaced, and everything was tried.' },
      cause: 'A part of the network had been failing for some days, and nothing watched it.',
      effect: 'One building could not work for three hours. No information was lost.',
      fix: 'The part was replaced by one kept in store.',
      prevention: 'It is watched now, and two more are kept in store.',
      ...{ reviewed_at: after(60), reviewed_by: lead.person_id, closed_at: after(61) },
    })
    .execute()
  const followers = over.map(({ played: { row } }) => ({
    ...{ major_id: id, case_id: row.id, organisation_id: row.organisation_id },
    ...{ linked_at: after(1), linked_by: lead.person_id, over: true },
  }))
  await tx.insertInto('cases.major_incident_cases').values(followers).execute()
}
