/*
 * Whose time it was from a case's beginning to its end (requirement S-203). At each moment one party has it: whoever a pause is on the
 * account of, else the supplier who has the case, else the team of ours that had it then. What lay between a resolution and a reopening is nobody's.
 */
import { type WorkingTime, workingSeconds } from '#rooms/clock/index.ts'

export const PARTIES = {
  us: 'Us',
  customer: 'The customer',
  supplier: 'Suppliers',
  third: 'Third parties',
} as const
export type Party = keyof typeof PARTIES

interface Spell {
  readonly from: number
  readonly to: number
}

/** A case that came to its end, as its time is split. Instants are epoch milliseconds. */
export interface Split extends Spell {
  readonly organisation_id: string
  /** Who of us had it, one after the other: null is no team. */
  readonly teams: readonly (Spell & { readonly team: string | null })[]
  readonly calendar: WorkingTime | undefined
  readonly target_seconds: number
  readonly met: boolean
  /** With whose account each was on, as agreed: null did not stop the clock. */
  readonly pauses: readonly (Spell & { readonly account: string | null })[]
  readonly turns: readonly (Spell & { readonly supplier: string })[]
  /** Done, until it was opened again. */
  readonly over: readonly Spell[]
}

/** Time of somebody's, on one case. `who` is a team's or a supplier's name. */
export interface Share {
  readonly party: Party
  readonly who: string | null
  readonly working: number
  readonly wall: number
}

const within = (at: number) => (spell: Spell) => spell.from <= at && at < spell.to

const partyOf = (account: string): Party =>
  account === 'requester' ? 'customer' : account === 'supplier' ? 'supplier' : 'third'

function whoHas({ pauses, turns, teams }: Split, at: number): Pick<Share, 'party' | 'who'> {
  const account = pauses.find(within(at))?.account
  const supplier = turns.find(within(at))?.supplier ?? null
  const team = teams.find(within(at))?.team ?? null
  const party = account ? partyOf(account) : supplier ? 'supplier' : 'us'
  return { party, who: party === 'supplier' ? supplier : party === 'us' ? team : null }
}

/** Working time and time on the wall; without a calendar they are the same. */
export function measured(calendar: WorkingTime | undefined, from: number, to: number) {
  const wall = (to - from) / 1000
  return { wall, working: calendar ? workingSeconds(calendar, from, to) : wall }
}

/** A case's time, stretch by stretch: together they are all of it. */
export function sharesOf(split: Split): Share[] {
  const { from, to, pauses, turns, teams, over } = split
  const edges = [...pauses, ...turns, ...teams, ...over].flatMap(spell => [spell.from, spell.to])
  const inside = edges.filter(at => at > from && at < to)
  const moments = [...new Set([from, ...inside, to])].sort((a, b) => a - b)
  return moments.slice(0, -1).flatMap((begins, i) => {
    if (over.some(within(begins))) return []
    return [{ ...whoHas(split, begins), ...measured(split.calendar, begins, moments[i + 1]!) }]
  })
}

/** Somebody's time on all of their cases. */
export interface Total extends Share {
  readonly cases: number
}

/** Sums of shares, by party and name; the longest first. */
export function totalsOf(splits: readonly Split[]): Total[] {
  const totals = new Map<string, Total>()
  for (const split of splits) {
    const seen = new Set<string>()
    for (const share of sharesOf(split)) {
      const key = `${share.party} ${share.who ?? ''}`
      const before = totals.get(key) ?? { ...share, working: 0, wall: 0, cases: 0 }
      const cases = before.cases + (seen.has(key) ? 0 : 1)
      totals.set(key, { ...before, cases, working: before.working + share.working, wall: before.wall + share.wall })
      seen.add(key)
    }
  }
  return [...totals.values()].sort((a, b) => b.working - a.working || b.wall - a.wall)
}

/** A promise that came to its end, with its two ways of being counted (clock semantics 20). */
export interface Judged {
  readonly met: boolean
  readonly met_without_pauses: boolean
}

/** Whether it would have been kept had nothing paused it: a promise that was not is not made so. */
export function judged(split: Split): Judged {
  const whole = sharesOf(split).reduce((sum, { working }) => sum + working, 0)
  return { met: split.met, met_without_pauses: split.met && whole <= split.target_seconds }
}

/** "82 %", and "–" of nothing. */
export function shareKept(all: readonly Judged[], way: keyof Judged): string {
  const kept = all.filter(one => one[way]).length
  return all.length === 0 ? '–' : `${Math.floor((100 * kept) / all.length)} %`
}
