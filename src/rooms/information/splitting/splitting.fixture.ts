/* A council of which a part becomes another, for tests. */
import { held } from '#app/holdings.ts'
import type { Db } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { read } from '#platform/database/transaction.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { addNote, holdCase, reply, resolveCase } from '#rooms/cases/index.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { workFor } from '#testing/work.ts'
import { getPlan } from '../succeeding/plan.queries.ts'
import { takeStep } from '../succeeding/succession.jobs.ts'
import { changeSplit, confirmSplit, planSplit, withdrawSplit } from './split.actions.ts'
import { type Chosen, NOBODY } from './split.rules.ts'

export const SETTLED = {
  ...{ restricted: 'goes', memberships: 'ends', administrator: 'planner', staying_team: 'goes' },
  ...{ losing_team: 'given_out', major: 'stays', others: 'both', legal_hold: 'both' },
}

interface Given {
  readonly at?: Date
  /** Who goes besides Ben, if not Asha's team and its mailbox. */
  readonly goes?: (a: Council, north: North) => Partial<Chosen>
  readonly ways?: Record<string, string>
  readonly furnish?: (a: Council, north: North, answered_id: string) => Promise<unknown>
}
export interface North {
  readonly team_id: string
  readonly mailbox_id: string
}

/** A team of the north with Asha, whom Ben asks, and a mailbox: what will go. */
async function givenNorth(a: Council): Promise<North> {
  const [team_id, mailbox_id] = [newId(), newId()]
  const of = [a.organisation_id]
  await owner.query(
    `insert into people.teams (id, organisation_id, name, slug, calendar_id) values ($1, $2, 'North', $3, $4)`,
    [team_id, ...of, `north-${a.short.toLowerCase()}`, a.calendar_id],
  )
  await owner.query(
    'insert into people.team_members (team_id, organisation_id, person_id, leads) values ($1, $2, $3, true)',
    [...[team_id, ...of, a.asha.id]],
  )
  await owner.query(
    `insert into channels.mailboxes (id, organisation_id, address, name, team_id, category_id, sends_by_default)
     values ($1, $2, $3, 'North', $4, $5, true)`,
    [mailbox_id, ...of, `north@${a.short.toLowerCase()}.example`, team_id, a.category_id],
  )
  await owner.query(
    'insert into channels.mailbox_organisations (mailbox_id, organisation_id, serves_id) values ($1, $2, $2)',
    [...[mailbox_id, ...of]],
  )
  return { team_id, mailbox_id }
}

/** Cases of Ben, who goes, and of Evan, who stays; and a confirmed plan by which Ben, Asha and their team and mailbox go. */
export async function planned({ at, furnish, goes, ways }: Given = {}) {
  const a = await council()
  const north = await givenNorth(a)
  const now = new Date()
  const answered = await a.givenCase({ team_id: north.team_id })
  await a.writing(async tx => {
    await reply(tx, a.asha.author, { reference: answered.reference, body: 'Which floor?', channel: 'portal' }, now)
    await addNote(tx, a.asha.author, { reference: answered.reference, body: 'Looks hot', channel: 'portal' }, now)
  })
  const held_until = new Date(now.getTime() + 86_400_000)
  const waiting = await a.givenCase({ team_id: north.team_id, subject: 'Waits' })
  const hold = { reference: waiting.reference, reason: 'supplier', until: held_until, note: 'Parts' } as const
  await a.writing(tx => holdCase(tx, a.asha.author, hold, now))
  const stays = await a.givenCase({ requester_id: a.evan.id, subject: 'Evan’s own', team_id: north.team_id })
  const closed = await a.givenCase({ subject: 'Long closed' })
  const done = { reference: closed.reference, closure_code: 'solved', resolution: 'Done.' } as const
  await a.writing(tx => resolveCase(tx, a.asha.author, done, now))
  await furnish?.(a, north, answered.id)
  await a.work()
  const short_name = `S${newId().slice(-8)}`
  const names = { name: `${short_name} Council`, short_name, takes_effect_at: at ?? now }
  const id = await a.writing(tx => planSplit(tx, a.farah.author, { organisation_id: a.organisation_id, ...names }, now))
  const theirs = goes?.(a, north) ?? { teams: [north.team_id], mailboxes: [north.mailbox_id] }
  const chosen = { ...NOBODY, also: [a.ben.id], ...theirs }
  await a.writing(async tx => {
    await changeSplit(tx, a.farah.author, { id, chosen, ways: { ...SETTLED, ...ways } }, now)
    await confirmSplit(tx, a.farah.author, { id }, now)
  })
  const plan = await a.writing(tx => getPlan(tx, id))
  const b_id = plan.successor_id
  const step = (by: Db = db) => takeStep(contextFor(by, a.organisation_id, at ?? new Date()), held, id)
  return {
    ...{ a, north, id, plan, b_id, step, short_name, answered, waiting, stays, closed },
    standing: () => a.writing(tx => getPlan(tx, id)),
    withdraw: () => a.writing(tx => withdrawSplit(tx, a.farah.author, { id }, new Date())),
    /** The case that continues one. */
    async continued(case_id: string) {
      const { rows } = await owner.query(
        'select c.* from cases.continuations k join cases.cases c on c.id = k.case_id where k.from_case_id = $1',
        [case_id],
      )
      return rows[0]
    },
  }
}
export type Planned = Awaited<ReturnType<typeof planned>>

/** The new organisation's own work, done as the worker would; and looking at what is its own. */
export const workerOf = (a: Council, organisation_id: string): Council => ({
  ...a,
  work: (at = new Date()) => workFor(owner, db, organisation_id, at),
  reading: work => read(db, { person_id: undefined, organisations: [organisation_id] }, work),
})
