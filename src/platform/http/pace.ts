/*
 * How often somebody may do what costs much: log a case, search, take a file of everything (abuse case 43). Counted for each account,
 * and for each network, since one person may have many accounts; kept in the process, so that asking costs no write. The figures are
 * for a council of five hundred behind one address: docs/decisions/0040.
 */
import type { Context } from 'hono'
import { platformProblems } from '#platform/problem.ts'
import { site } from '#platform/site.ts'
import { addressOf } from './address.ts'
import type { Env } from './env.ts'
import { networkOf } from './network.rules.ts'
import { bucketsOf, type TakeOne } from './token-rate.ts'

/** The most at once; a bucket that is empty is full again after so many minutes. */
const PACES = {
  log: { account: 60, network: 1500, minutes: 10 },
  search: { account: 120, network: 3000, minutes: 2 },
  export: { account: 20, network: 300, minutes: 10 },
} as const
export type Paced = keyof typeof PACES

type Buckets = Record<Paced, { readonly account: TakeOne; readonly network: TakeOne }>

const bucketsFor = (times: number): Buckets => {
  const one = (what: Paced) => {
    const { account, network, minutes } = PACES[what]
    const buckets = (most: number) => bucketsOf(most * times, (most * times) / (minutes * 60))
    return { account: buckets(account), network: buckets(network) }
  }
  return { log: one('log'), search: one('search'), export: one('export') }
}

let buckets = bucketsFor(1)

/** So many times the usual, from now on. Said once, when the process starts. */
export function settlePace(times: number): void {
  buckets = bucketsFor(times)
}

/** Counts one. How many seconds to wait when it was one too many; 0 to go on. */
export function waitFor(c: Context<Env>, what: Paced): number {
  const { account, network } = buckets[what]
  return account(c.var.actor.person_id) || network(networkOf(addressOf(c, site().proxies)))
}

/** Raises `platform.too-often` for one too many, with when to come back. */
export function keepPace(c: Context<Env>, what: Paced): void {
  const seconds = waitFor(c, what)
  if (seconds > 0) platformProblems.raise('too-often', { headers: { 'retry-after': String(seconds) } })
}

/** For a form that is shown again, what was typed in it kept: what to say beside this field. Sets when to come back. */
export function sayToWait(c: Context<Env>, field: string, seconds: number) {
  c.header('retry-after', String(seconds))
  const message = 'Very many were sent in a short time. What you wrote is kept here: wait a minute, then send it again'
  return [{ field, message }]
}
