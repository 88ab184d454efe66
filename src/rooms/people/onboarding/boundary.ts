/*
 * The data boundary, proved by asking: as somebody of theirs for each role there, as one who may do everything there, and the other
 * way round, as everybody else together. Each asks every table that is declared, through the same door as every page.
 */
import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import type { OnboardingHooks, SeenOfKind } from '../hooks.ts'
import { grantsOf, ROLE_NAMES, ROLES } from '../roles/roles.rules.ts'
import { listAskers } from './onboarding.queries.ts'

export interface Answer {
  readonly who: string
  /** Other organisations in which they hold a role, and so see what is there. */
  readonly elsewhere: number
  readonly own: number
  readonly shared: number
  /** What they see and ought not to. */
  readonly leaks: number
}

export interface Proof {
  readonly answers: readonly Answer[]
  /** What there is, and what one who may do everything there sees of it, by kind. */
  readonly kinds: readonly { name: string; own: number; theirs: number; seen: number }[]
  readonly tables: number
  readonly leaks: number
}

interface Ask {
  readonly who: string
  readonly person_id?: string
  readonly organisations: readonly string[]
  readonly allowed: readonly string[]
}

const sum = (seen: readonly SeenOfKind[], of: 'own' | 'shared' | 'others' | 'tables') =>
  seen.reduce((all, kind) => all + kind[of], 0)

/** Proves it, for whoever may see `organisations`. Writes nothing. */
export async function proveBoundary(
  db: Db,
  hooks: OnboardingHooks,
  asked: { organisation_id: string; organisations: readonly string[]; person_id: string },
): Promise<Proof> {
  const { organisation_id, organisations, person_id } = asked
  const seenBy = ({ person_id, organisations, allowed }: Ask) =>
    read(db, { person_id, organisations }, tx => hooks.countSeen(tx, { organisation_id, allowed }))
  const others = organisations.filter(id => id !== organisation_id)
  const own = [organisation_id]
  const widest = { who: 'Anybody who may do everything there', organisations: own, allowed: own }
  const there = await seenBy({ who: '', person_id, organisations, allowed: own })
  const mine = await seenBy(widest)
  const answers = [answerOf(widest, mine)]
  for (const ask of await askers(db, asked)) answers.push(answerOf(ask, await seenBy(ask)))
  if (others.length > 0) {
    const ask = { who: 'Everybody elsewhere, together', organisations: others, allowed: others }
    answers.push(answerOf(ask, await seenBy(ask)))
  }
  const kinds = mine.map(({ name, own, others: seen }) => {
    return { name, own, seen, theirs: there.find(kind => kind.name === name)?.others ?? 0 }
  })
  return { answers, kinds, tables: sum(mine, 'tables'), leaks: answers.reduce((all, { leaks }) => all + leaks, 0) }
}

/** Somebody for each role, with every organisation that some role of theirs opens. */
async function askers(db: Db, { organisation_id }: { organisation_id: string }): Promise<Ask[]> {
  const found = await read(db, { person_id: undefined, organisations: [organisation_id] }, tx =>
    listAskers(tx, organisation_id),
  )
  return found.map(({ person_id, name, role, assignments }) => {
    const organisations = [...new Set([...grantsOf(assignments).values()].flat())]
    const known = ROLES.find(one => one === role)
    return { person_id, organisations, allowed: organisations, who: `${name}, ${known ? ROLE_NAMES[known] : role}` }
  })
}

function answerOf({ who, allowed, organisations }: Ask, seen: readonly SeenOfKind[]): Answer {
  return {
    ...{ who, elsewhere: Math.max(0, organisations.length - 1) },
    // Of those elsewhere, whatever they see of its own is among what they ought not to.
    ...{ own: allowed.length > 0 ? sum(seen, 'own') : 0, shared: sum(seen, 'shared'), leaks: sum(seen, 'others') },
  }
}
