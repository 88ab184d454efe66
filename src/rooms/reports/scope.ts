import type { Read } from '#platform/database/transaction.ts'
import { listOrganisations, type Organisation } from '#rooms/people/index.ts'

/** Whose cases a report is about: everything the reader may report on, or one organisation of it. */
export interface Scope {
  readonly all: readonly Organisation[]
  readonly chosen: Organisation | undefined
  readonly organisations: readonly string[]
  /** In which days begin and end. */
  readonly zone: string
}

/** The scope that an address asks for. An organisation the reader may not see is as good as none. */
export async function scopeFrom(tx: Read, wanted: string | undefined): Promise<Scope> {
  const all = await listOrganisations(tx)
  const chosen =
    all.find(({ short_name, id }) => short_name === wanted || id === wanted) ?? (all.length === 1 ? all[0] : undefined)
  // Whoever came in the place of others answers for what they had: a month in which it passed on is whole.
  const within = chosen ? [chosen, ...all.filter(one => one.succeeded_by_id === chosen.id)] : all
  return { all, chosen, organisations: within.map(({ id }) => id), zone: within[0]?.zone ?? 'Europe/London' }
}
