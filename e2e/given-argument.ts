/** What the demonstration has none of, by the desk's own acts: a case with a supplier, with a date agreed, that is a major incident; and a pause that is disputed. */
import pg from 'pg'
import { write } from '../src/platform/database/transaction.ts'
import { holdCase } from '../src/rooms/cases/clocks/hold-case.actions.ts'
import { disputePause } from '../src/rooms/cases/disputing/dispute.actions.ts'
import { declareMajor } from '../src/rooms/cases/major/declare.actions.ts'
import { agreeDate } from '../src/rooms/cases/pinning/pin.actions.ts'
import { handOver } from '../src/rooms/cases/suppliers/hand-over.actions.ts'
import { makeAgreement, saveVersion } from '../src/rooms/catalogue/agreements/save-version.actions.ts'
import type { Stage } from './harness.ts'

const HOUR = 3_600_000

interface Given {
  readonly id: string
  readonly reference: string
}

export interface Argument {
  /** With a supplier, with an agreed date, and a major incident. */
  readonly handed: string
  /** Held for its requester, which a partner officer disputes. */
  readonly argued: string
}

/** Of the council whose officer is Dilys. */
export async function givenArgument({ running, ownerUrl }: Stage): Promise<Argument> {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  const one = async (query: string, values: unknown[] = []) => (await owner.query(query, values)).rows[0]
  const person = async (name: string) => ({
    name,
    person_id: (await one('select id from people.persons where name = $1', [name])).id as string,
  })
  const { id: organisation_id } = await one(
    `select organisation_id as id from people.role_assignments where role = 'partner_officer'`,
  )
  const { id: calendar_id } = await one('select id from people.calendars where organisation_id = $1', [organisation_id])
  const { rows: cases } = await owner.query<Given>(
    `select c.id, c.reference from cases.cases c where c.organisation_id = $1 and c.state = 'in_progress'
       and not exists (select from cases.pauses p where p.case_id = c.id) order by c.logged_at desc limit 2`,
    [organisation_id],
  )
  const [asha, chidi] = [await person('Asha Patel'), await person('Chidi Okafor')]
  const [dilys, farah] = [await person('Dilys Morgan'), await person('Farah Aziz')]
  const writing = <T>(work: Parameters<typeof write<T>>[2]) =>
    write(running.db, { person_id: undefined, organisations: [organisation_id] }, work)
  const now = new Date()
  const { reference } = cases[0]!
  const agreement = { organisation_id, kind: 'supplier', name: 'Printers', supplier: 'Ricoh', team_id: null } as const
  const agreement_id = await writing(tx => makeAgreement(tx, farah, agreement, now))
  const promises = (['P1', 'P2', 'P3', 'P4'] as const).map(priority => {
    return { metric: 'resolve' as const, priority, duration: { working_seconds: 4 * 3600 } }
  })
  const terms = { calendar_id, warn_percent: 75, because: 'Contract of 2026', from: now, promises }
  const policies = {
    ...({ on_change: 'carry', on_reopen: 'continue' } as const),
    ...({ on_unmerge: 'exclude', on_split: 'from_message' } as const),
  }
  await writing(tx => saveVersion(tx, farah, { organisation_id, agreement_id, ...terms, ...policies }, now))
  await writing(tx => handOver(tx, asha, { reference, agreement_id, their_reference: 'R-77', note: 'Drum' }, now))
  const due = new Date(now.getTime() + 96 * HOUR)
  await writing(tx => agreeDate(tx, asha, { reference, due, because: 'The part comes on Thursday' }, now))
  const argued = cases[1]!
  await writing(tx => holdCase(tx, asha, { reference: argued.reference, reason: 'requester' }, now))
  const { id: pause_id } = await one('select id from cases.pauses where case_id = $1', [argued.id])
  const dispute = { reference: argued.reference, pause_id, because: 'Nobody asked us anything.' }
  await writing(tx => disputePause(tx, dilys, dispute, now))
  await writing(tx => holdCase(tx, asha, { reference, reason: 'supplier' }, now))
  const words = { title: 'Printers fail everywhere', affected: 'All staff', because: 'Many at once', banner: null }
  await writing(tx => declareMajor(tx, chidi, { reference, others: [], ...words, update_minutes: 60 }, now))
  await owner.end()
  return { handed: reference, argued: argued.reference }
}
