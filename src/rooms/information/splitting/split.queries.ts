import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { listMailboxesOf } from '#rooms/channels/index.ts'
import { listMeant } from '#rooms/people/index.ts'
import { informationProblems } from '../problems.ts'
import type { Plan } from '../succeeding/plan.queries.ts'
import { type Chosen, isAnybody, NOBODY, type Parts, type Ways, wayOf } from './split.rules.ts'

const list = z.array(z.string())
const chosen = z.object({
  ...{ teams: list, mailboxes: list, departments: list, locations: list, domains: list, also: list, but_not: list },
})
const ways = z.record(z.string(), z.string())

export interface Split {
  readonly chosen: Chosen
  readonly ways: Ways
  readonly come_up: readonly string[]
}

/** Raises `information.plan-not-found`. */
export async function getSplit(tx: Read, plan_id: string): Promise<Split> {
  const row = await tx
    .selectFrom('information.splits')
    .select(['chosen', 'ways', 'come_up'])
    .where('plan_id', '=', plan_id)
    .executeTakeFirst()
  if (!row) return informationProblems.raise('plan-not-found')
  return {
    chosen: chosen.parse({ ...NOBODY, ...Object(row.chosen) }),
    ways: ways.parse(row.ways),
    come_up: row.come_up,
  }
}

/** Who would go now, one by one. */
export async function partsOf(tx: Read, plan: Plan, split: Split): Promise<Parts> {
  const { teams, mailboxes } = split.chosen
  const persons = isAnybody(split.chosen) ? await listMeant(tx, plan.organisation_id, split.chosen) : []
  const there = await listMailboxesOf(tx, plan.organisation_id)
  const shared_stay = wayOf(split.ways, 'shared_mailbox') === 'stays'
  const going = there.filter(one => mailboxes.includes(one.id) && !(shared_stay && one.serves_others.length > 0))
  return { persons, teams, mailboxes: going.map(({ id }) => id) }
}

/** Who goes, as it was written down when the day came. */
export async function writtenParts(tx: Read, plan_id: string): Promise<Parts> {
  const rows = await tx
    .selectFrom('information.split_parts')
    .select(['kind', 'part_id'])
    .where('plan_id', '=', plan_id)
    .orderBy('part_id')
    .execute()
  const of = (kind: string) => rows.filter(row => row.kind === kind).map(({ part_id }) => part_id)
  return { persons: of('person'), teams: of('team'), mailboxes: of('mailbox') }
}
