/* What Penwick has agreed besides what it was promised: by when the network team mends, and two suppliers. Its other councils have not. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { quietUntil, runsOut } from '#rooms/cases/clocks/case-clock.rules.ts'
import { keepClock } from '#rooms/cases/clocks/clocks.actions.ts'
import { retimeMany } from '#rooms/cases/clocks/retime.actions.ts'
import { type MakeAgreement, makeAgreement, saveVersion } from '#rooms/catalogue/agreements/save-version.actions.ts'
import { getAgreement } from '#rooms/catalogue/index.ts'
import type { EventRow } from './played-case.ts'
import type { Partner, Team, World } from './world.ts'
import type { Written } from './write-cases.ts'

const DAY = 86_400_000
const HOUR = 3600
const SINCE_DAYS = 14

/** Hours until an answer, and until it is mended. */
const LENGTHS = [
  ['P1', 1, 4],
  ['P2', 2, 9],
  ['P3', 8, 27],
  ['P4', 18, 72],
] as const

const USUAL = { on_change: 'carry', on_reopen: 'continue', on_unmerge: 'exclude', on_split: 'from_message' } as const

async function agree(
  tx: Write,
  author: Author,
  { partner, ...command }: Omit<MakeAgreement, 'organisation_id'> & { partner: Partner },
  from: Date,
): Promise<string> {
  const { id: organisation_id, calendar_id } = partner
  const agreement_id = await makeAgreement(tx, author, { organisation_id, ...command }, from)
  const promises = LENGTHS.flatMap(([priority, answer, mend]) => [
    { metric: 'first_response' as const, priority, duration: { working_seconds: answer * HOUR } },
    { metric: 'resolve' as const, priority, duration: { working_seconds: mend * HOUR } },
  ])
  const version = { organisation_id, agreement_id, calendar_id, from, because: 'As the board agreed', ...USUAL }
  await saveVersion(tx, author, { ...version, warn_percent: 75, promises }, from)
  return agreement_id
}

export interface Suppliers {
  readonly partner: Partner
  readonly team: Team
  readonly since: Date
  /** Their agreements. */
  readonly lines: string
  readonly printers: string
}

/** Before any case is written, so that what is done to one later finds what is agreed. */
export async function writeAgreed(
  tx: Write,
  { partners, teams }: World,
  author: Author,
  now: Date,
): Promise<Suppliers> {
  const partner = partners.find(({ place }) => place.key === 'penwick')!
  const team = teams.get('Networks and telephony')!
  const since = new Date(now.getTime() - SINCE_DAYS * DAY)
  const ola = { kind: 'ola', name: `${team.name}: to the service desk`, team_id: team.id, supplier: null } as const
  await agree(tx, author, { partner, ...ola }, since)
  const contract = (supplier: string, name: string) =>
    agree(tx, author, { partner, kind: 'supplier', name, team_id: null, supplier }, since)
  const lines = await contract('Oakmarch Telecom', 'Lines and telephones')
  const printers = await contract('Lindale Print Services', 'Printers and copiers')
  return { partner, team, since, lines, printers }
}

/** The clocks of the team's own promise, for whatever it was given since; what passed on them is told nobody. */
export async function startTeamClocks(
  tx: Write,
  { partner, team, since, cases }: Suppliers & { cases: readonly Written[] },
  now: Date,
): Promise<void> {
  const toTeam = ({ name, happened_at, payload }: EventRow) =>
    happened_at >= since &&
    ['case.logged', 'case.assigned'].includes(name) &&
    (payload as { team_id?: string | null }).team_id === team.id
  const given = cases.filter(({ played: { row, events } }) => row.organisation_id === partner.id && events.some(toTeam))
  const { agreed } = await getAgreement(tx, partner.id)
  const those = given.map(({ played: { row } }) => row)
  const found = await retimeMany(tx, those, { agreed }, now)
  for (const { clocks } of found.values())
    for (const clock of clocks) if (clock.kind !== 'sla' && runsOut(clock)) await keepClock(tx, quietUntil(clock, now))
  await sql`
    update cases.case_clocks set quiet_until = ${now}
    where kind <> 'sla' and case_id = any (${those.map(({ id }) => id)}::uuid[])`.execute(tx)
}
