import { sql } from 'kysely'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { AgreementKind } from '#rooms/catalogue/index.ts'
import { MARKS, type Rule, type Rules, USUAL_RULES, WHO } from './escalation.rules.ts'

const kept = z.array(
  z.object({
    ...{ id: z.string(), under: z.string().nullable().default('sla'), metric: z.string().nullable() },
    ...{ priorities: z.array(z.enum(['P1', 'P2', 'P3', 'P4'])), category_id: z.string().nullable() },
    ...{ mark: z.enum(MARKS), amount: z.number(), tells: z.array(z.enum(WHO)), person_id: z.string().nullable() },
    ...{ wakes: z.boolean(), repeat_minutes: z.number().nullable(), repeat_most: z.number(), since: z.string() },
  }),
)

/** An organisation's rules of escalation; `version` is 0 while it has the usual ones. */
export interface Plan extends Rules {
  readonly version: number
}

/** Who is told when, in an organisation. */
export async function getPlan(tx: Read, organisation_id: string): Promise<Plan> {
  const own = await tx
    .selectFrom('cases.escalation_plans')
    .select(['rules', 'version'])
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  const rules: readonly Rule[] = own ? kept.parse(own.rules) : USUAL_RULES
  return { rules, version: own?.version ?? 0, paths: await pathsOf(tx, rules) }
}

async function pathsOf(tx: Read, rules: readonly Rule[]): Promise<ReadonlyMap<string, string>> {
  const ids = rules.flatMap(({ category_id }) => category_id ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; path: string }>`
    select id, path from catalogue.published_categories where id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, path }) => [id, path]))
}

export interface AgreementOf {
  readonly id: string
  readonly kind: AgreementKind
  readonly name: string
}

/** The agreements of an organisation: with those it serves, its teams and suppliers, by name. */
export async function listAgreementsOf(tx: Read, organisation_id: string): Promise<AgreementOf[]> {
  const { rows } = await sql<AgreementOf>`
    select id, kind, name from catalogue.published_agreements
    where organisation_id = ${organisation_id} and retired_at is null order by name`.execute(tx)
  return rows
}
