import type { Read } from '#platform/database/transaction.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { NOTICE_NAMES, type NoticeName, noticeOf, type Way, waysOf } from './kinds.rules.ts'
import type { Pace, Quiet } from './when-to-tell.ts'

/** How one person wants to be told. */
export interface Settings extends Quiet {
  readonly pace: Pace
  readonly paused_until: Date | null
  readonly phone: string | null
  readonly phone_confirmed_at: Date | null
  /** A code was sent to the phone and waits to be typed. */
  readonly phone_code_until: Date | null
}

const USUAL: Settings = {
  ...{ pace: 'at_once', quiet_from: null, quiet_until: null, quiet_days: [0, 1, 2, 3, 4, 5, 6], silent_days: [] },
  ...{ paused_until: null, phone: null, phone_confirmed_at: null, phone_code_until: null },
}

const SETTINGS = [
  ...(['pace', 'quiet_from', 'quiet_until', 'quiet_days', 'silent_days', 'paused_until'] as const),
  ...(['phone', 'phone_confirmed_at', 'phone_code_until'] as const),
] as const

/** A person's settings; the usual ones for who never chose. */
export async function getSettings(tx: Read, person_id: string): Promise<Settings> {
  const found = await tx
    .selectFrom('channels.person_settings')
    .select(SETTINGS)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  // The pace is checked by the table.
  return found ? (found as Settings) : USUAL
}

export interface Choice {
  readonly ways: readonly Way[]
  readonly pace: Pace | null
  /** Chosen by the person; otherwise what their organisation or the product does. */
  readonly own: boolean
}
export type Choices = Readonly<Record<NoticeName, Choice>>

const among = (name: NoticeName, ways: readonly string[]): Way[] => waysOf(name).filter(way => ways.includes(way))

/** What cannot be turned off goes by e-mail, unless by something else that reaches people who are away. */
const owed = (name: NoticeName, ways: readonly Way[]): readonly Way[] =>
  noticeOf(name).optional || ways.some(way => way === 'email' || way === 'sms') ? ways : [...ways, 'email']

/** What an organisation's people get until they choose, for every kind. */
export async function getUsualWays(tx: Read, organisation_id: string): Promise<Readonly<Record<NoticeName, Way[]>>> {
  const rows = await tx
    .selectFrom('channels.organisation_choices')
    .select(['kind', 'channels'])
    .where('organisation_id', '=', organisation_id)
    .execute()
  const usual = (name: NoticeName) => among(name, rows.find(row => row.kind === name)?.channels ?? noticeOf(name).ways)
  return Object.fromEntries(NOTICE_NAMES.map(name => [name, usual(name)])) as Record<NoticeName, Way[]>
}

/** How a person of an organisation is told of each kind. */
export async function getChoices(tx: Read, person_id: string, organisation_id: string): Promise<Choices> {
  const own = await tx
    .selectFrom('channels.person_choices')
    .select(['kind', 'channels', 'pace'])
    .where('person_id', '=', person_id)
    .execute()
  const usual = await getUsualWays(tx, organisation_id)
  const choice = (name: NoticeName): Choice => {
    const chosen = own.find(row => row.kind === name)
    const ways = owed(name, chosen ? among(name, chosen.channels) : usual[name])
    return { ways, pace: (chosen?.pace ?? null) as Pace | null, own: chosen !== undefined }
  }
  return Object.fromEntries(NOTICE_NAMES.map(name => [name, choice(name)])) as Record<NoticeName, Choice>
}

/** A person as someone to be told. */
export interface Told {
  readonly person_id: string
  readonly organisation_id: string
  readonly zone: string
  readonly settings: Settings
  readonly choices: Choices
}

/** How a person is told, from their own organisation's rows. */
export async function getTold(tx: Read, person_id: string, organisation_id: string): Promise<Told> {
  const { zone } = await getOrganisation(tx, organisation_id)
  const settings = await getSettings(tx, person_id)
  return { person_id, organisation_id, zone, settings, choices: await getChoices(tx, person_id, organisation_id) }
}
