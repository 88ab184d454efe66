/** Why a clock says what it says: every stretch with its rule, for a partner who disputes it (clock semantics 19). */
import { workingSeconds } from '../calendar.rules.ts'
import type { WorkingTime } from '../opening-hours.rules.ts'
import { type Running, type Told, toldBy } from './running.rules.ts'

/** A stretch of a clock's life, half-open, under one version of one calendar. */
export interface ClockInterval {
  readonly from: number
  readonly to: number
  /**
   * It ran; it was paused; its calendar was closed; it stood still since nothing was owed (resolved, merged away, not promised); or it ran
   * but a restart left it out.
   */
  readonly kind: 'running' | 'paused' | 'outside_hours' | 'not_owed' | 'forgotten'
  /** Working seconds in it: used if it ran, given back if paused or not owed, none outside hours. */
  readonly seconds: number
  readonly reason?: string | undefined
  readonly account?: string | undefined
  readonly by?: string | undefined
  readonly calendar: string
  /** The name of the calendar's version in force. */
  readonly calendar_version?: string | undefined
  readonly priority: string
  readonly version: string
  /** What made it so, in a sentence. */
  readonly rule: string
}

/** Reasons that are the clock's own, not a hold's: nobody waits for anybody. */
const NOT_OWED: Readonly<Record<string, string>> = {
  resolved: 'The time between a resolution and the reopening does not count',
  merged: 'The time until a merge was undone does not count',
  'nothing promised': 'Its priority had no target for this',
}

/** Every stretch until then, in order, cut where calendars change. */
export function intervalsOf(run: Running, until: number): ClockInterval[] {
  return toldBy(run, until).flatMap(told => byVersion(told.terms.time, told).map(piece => said(piece, run)))
}

type Piece = Told & { readonly calendar_version?: string | undefined }

function byVersion(time: WorkingTime, told: Told): Piece[] {
  if (!('map' in time)) return [told]
  return time.flatMap((version, i): Piece[] => {
    const from = Math.max(told.from, i === 0 ? Number.NEGATIVE_INFINITY : version.from)
    const to = Math.min(told.to, time[i + 1]?.from ?? Number.POSITIVE_INFINITY)
    if (to <= from) return []
    return [{ ...told, from, to, seconds: workingSeconds(time, from, to), calendar_version: version.name }]
  })
}

function said({ terms, kind, reason, ...piece }: Piece, run: Running): ClockInterval {
  const { calendar } = terms.target
  const notOwed = kind === 'paused' && reason !== undefined ? NOT_OWED[reason] : undefined
  const shown = { ...piece, reason, calendar, priority: terms.priority, version: terms.version.version }
  if (notOwed) return { ...shown, kind: 'not_owed', rule: notOwed }
  if (kind === 'paused')
    return { ...shown, kind, rule: `“${reason}” stops ${run.metric}, on the account of ${piece.account}` }
  if (kind === 'closed') return { ...shown, kind: 'outside_hours', rule: `Outside the hours of ${calendar}` }
  if (kind === 'forgotten') return { ...shown, kind, rule: 'Left out: the agreement starts anew when terms change' }
  return { ...shown, kind: 'running', rule: `Within the hours of ${calendar}` }
}

/** Working seconds given back for a reason, on an account. Where two overlap, the one that began first has them (8). */
export interface GivenBack {
  readonly account: string
  readonly reason: string
  readonly seconds: number
}

export function givenBack(run: Running, until: number): GivenBack[] {
  const { watch, terms } = run
  if (!watch || !terms) return []
  const sums = new Map<string, GivenBack>()
  let counted = watch.started_at
  for (const { from, to = until, reason = '', account } of watch.pauses.toSorted((a, b) => a.from - b.from)) {
    const since = Math.max(from, counted)
    const seconds = workingSeconds(terms.time, since, Math.min(to, until))
    counted = Math.max(counted, Math.min(to, until))
    if (account === undefined || seconds === 0) continue
    const key = `${account} ${reason}`
    sums.set(key, { account, reason, seconds: (sums.get(key)?.seconds ?? 0) + seconds })
  }
  return [...sums.values()]
}
