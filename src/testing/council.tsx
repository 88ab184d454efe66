/*
 * One test, one council: an organisation of its own with its calendar, targets, team and cast. Row-level security keeps tests apart,
 * so they commit for real and run side by side in one database.
 */

import { createWeb } from '#app/web.ts'
import { connect, connectAsOwner } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { type Identity, type Read, read, type Write, write } from '#platform/database/transaction.ts'
import { openHub } from '#platform/live/hub.ts'
import { type LogCase, logCase } from '#rooms/cases/index.ts'
import { SESSION_COOKIE, startSession } from '#rooms/people/index.ts'
import { databaseUrl } from '#testing/database.ts'
import { CAST, CAST_NAMES, type CastName } from './cast.ts'
import { type Client, clientFor } from './client.ts'
import { workFor } from './work.ts'

const ownerUrl = databaseUrl
export const db = connect(ownerUrl, { max: 4 })
export const owner = connectAsOwner(ownerUrl, 2)
export const hub = openHub(ownerUrl)
export const app = createWeb({ db, hub, assets: { script: '/app.js', style: '/app.css' } })
/** Nobody signed in. */
export const visitor = clientFor(app)

export interface Member extends Client {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  readonly email: string
  readonly cookie: string
  readonly author: { person_id: string; name: string }
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const HOURS = { ...Object.fromEntries(WEEKDAYS.map(day => [day, [['09:00', '17:00']]])), sat: [], sun: [] }

const TARGETS = [
  ['P1', 15, 120],
  ['P2', 30, 360],
  ['P3', 60, 960],
  ['P4', 120, 2400],
] as const

/** Minutes for each priority: first response and resolution, in working time. */
async function makeAgreement(tx: Write, organisation_id: string, calendar_id: string) {
  await tx.insertInto('people.calendars').values({ id: calendar_id, organisation_id, name: 'Working hours' }).execute()
  const version = { id: newId(), organisation_id, calendar_id, number: 1, effective_from: new Date(0) }
  await tx
    .insertInto('people.calendar_versions')
    .values({ ...version, hours: JSON.stringify(HOURS) })
    .execute()
  const rows = TARGETS.flatMap(([priority, response, resolve]) => [
    { id: newId(), organisation_id, calendar_id, metric: 'first_response', priority, seconds: response * 60 },
    { id: newId(), organisation_id, calendar_id, metric: 'resolve', priority, seconds: resolve * 60 },
  ])
  await tx.insertInto('catalogue.targets').values(rows).execute()
}

let made = 0

/** A council with its cast, each signed in. `given…` makes facts through the product's own acts; `happened` reads the record. */
export async function council() {
  const organisation_id = newId()
  const short = `T${process.pid}-${++made}-${organisation_id.slice(-4)}`
  const team_id = newId()
  const calendar_id = newId()
  const category_id = newId()
  const who = { person_id: undefined, organisations: [organisation_id] }
  const ids = Object.fromEntries(CAST_NAMES.map(name => [name, newId()])) as Record<CastName, string>
  const emailOf = (name: CastName) => `${name}@${short.toLowerCase()}.example`

  await write(db, who, async tx => {
    const organisation = { id: organisation_id, kind: 'partner', name: `${short} Borough Council`, short_name: short }
    await tx.insertInto('people.organisations').values(organisation).execute()
    await makeAgreement(tx, organisation_id, calendar_id)
    const team = { id: team_id, organisation_id, name: 'Service desk', slug: short.toLowerCase(), calendar_id }
    await tx.insertInto('people.teams').values(team).execute()
    const category = { id: category_id, organisation_id, name: 'Hardware', path: 'Hardware', team_id }
    await tx.insertInto('catalogue.categories').values(category).execute()
    for (const name of CAST_NAMES) {
      const { role, ...person } = CAST[name]
      // Tests share a database: a desk seen by every other test's council would not be a council of its own.
      await tx
        .insertInto('people.persons')
        .values({ ...person, id: ids[name], organisation_id, email: emailOf(name), desk_staff: false })
        .execute()
      const roles = role === 'requester' ? [role] : [role, 'requester']
      await tx
        .insertInto('people.role_assignments')
        .values(roles.map(one => ({ person_id: ids[name], organisation_id, role: one })))
        .execute()
    }
    const members = (['asha', 'chidi'] as const).map(name => ({
      team_id,
      organisation_id,
      person_id: ids[name],
      leads: name === 'chidi',
    }))
    await tx.insertInto('people.team_members').values(members).execute()
  })

  const member = async (name: CastName): Promise<Member> => {
    const secret = await startSession(db, { person_id: ids[name], address: 'test', browser: 'test' }, new Date())
    const cookie = `${SESSION_COOKIE}=${secret}`
    const author = { person_id: ids[name], name: CAST[name].name }
    return {
      ...clientFor(app, cookie),
      id: ids[name],
      organisation_id,
      name: author.name,
      email: emailOf(name),
      cookie,
      author,
    }
  }
  const [asha, ben, chidi, dilys, evan, farah] = (await Promise.all(CAST_NAMES.map(member))) as [
    Member,
    Member,
    Member,
    Member,
    Member,
    Member,
  ]

  const reading = <T,>(work: (tx: Read) => Promise<T>) => read(db, who, work)
  const writing = <T,>(work: (tx: Write) => Promise<T>) => write(db, who, work)
  return {
    ...{
      organisation_id,
      short,
      team_id,
      calendar_id,
      category_id,
      asha,
      ben,
      chidi,
      dilys,
      evan,
      farah,
      reading,
      writing,
    },
    /** As somebody who works for other organisations too: for forged identifiers. */
    writingAs: <T,>(identity: Identity, work: (tx: Write) => Promise<T>) => write(db, identity, work),
    /** A case that Ben asked for by telephone, logged by Asha; returns its reference and identifier. */
    givenCase: (more: Partial<LogCase> = {}, at = new Date()) =>
      writing(tx =>
        logCase(
          tx,
          asha.author,
          {
            ...{
              organisation_id,
              requester_id: ben.id,
              subject: 'Printer on fire',
              body: 'There is smoke.',
              channel: 'telephone',
              category_id,
            },
            ...more,
          },
          at,
        ),
      ),
    /** What the record says happened to something, in order. */
    happened: (subject_id: string) =>
      reading(tx =>
        tx
          .selectFrom('platform.events')
          .select(['name', 'actor_name as actor', 'payload', 'shown_to', 'happened_at'])
          .where('subject_id', '=', subject_id)
          .orderBy('position')
          .execute(),
      ),
    /** Runs what this council's events and jobs have asked for, as the worker would at that time. */
    work: (now = new Date()) => workFor(owner, db, organisation_id, now),
  }
}

export type Council = Awaited<ReturnType<typeof council>>
